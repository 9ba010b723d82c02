using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// A method that the compiler writes into a type whose base class has what an interface asks for, and not as a virtual method: it hands
/// on to the one of the base class, and no source has it.
/// </summary>
internal static class Bridge
{
    /// <summary>The method of a package that the bridge hands on to; null for any other method.</summary>
    public static MethodAt? Target(Build build, MethodDefinitionHandle method)
    {
        var type = new TypeHome(build.Output, build.Output.Reader.GetMethodDefinition(method).GetDeclaringType());
        var bridge = new MethodAt(build.World, type, method);
        // Explicit implementations alone have a dot in their names.
        bool isExplicit = bridge.Name.IndexOf('.') > 0;
        return isExplicit && Forwarding.Of(bridge) is { } forward && forward.Target.Image != build.Output
            && forward.Arguments.Select((x, i) => x == Forwarding.Argument(i)).All(x => x)
            ? forward.Target
            : null;
    }

    /// <summary>Whether the members that a bridge stood for are answered by the same method of the base class without one.</summary>
    public static bool IsNeedless(Build before, MethodDefinitionHandle method, Build after)
    {
        if (Target(before, method) is not { } target) return false;
        var reader = before.Output.Reader;
        var type = reader.GetMethodDefinition(method).GetDeclaringType();
        var declared = reader.GetTypeDefinition(type).GetMethodImplementations().Select(reader.GetMethodImplementation)
            .Where(x => x.MethodBody == method).Select(x => NormalBody.Symbol(before.Output, x.MethodDeclaration)).ToArray();
        var now = after.Output.FindType(before.Output.NameOf(type));
        if (now.IsNil) return false;
        var slots = InterfaceSlots.Of(after.World, new TypeHome(after.Output, now));
        return Array.TrueForAll(declared, x => slots.Exists(y => y.State == InterfaceSlotState.Filled
            && NormalBody.Symbol(y.Declaration.Image, y.Declaration.Member) == x
            && NormalBody.Symbol(y.Filler.Image, y.Filler.Member) == target.Symbol));
    }
}
