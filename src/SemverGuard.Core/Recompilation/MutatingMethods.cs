using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>Methods that change the struct they are called on, so that it matters whether that is a copy.</summary>
internal static class MutatingMethods
{
    /// <summary>Own methods that call own methods.</summary>
    private const int Deepest = 3;

    public static bool Contain(AssemblySet world, MemberHome method) =>
        MethodAt.Find(world, method) is { IsStatic: false } found && ReferenceCheck.IsValue(found.Type)
        && IsMutating(found, found.Type.Name, 0);

    /// <summary>Whether a method changed its first argument where that lies, and gets a copy of it by now.</summary>
    public static bool NowCopy(MethodAt was, MethodAt now) =>
        was.IsStatic && now.IsStatic && was.Signature.ParameterTypes is [var one, ..] && now.Signature.ParameterTypes is [var other, ..]
        && one == other + "@" && !IsReadOnlyArgument(was) && IsMutating(was, other, 0);

    private static bool IsReadOnlyArgument(MethodAt method) => method.Definition.GetParameters()
        .Select(method.Image.Reader.GetParameter).Any(x => x.SequenceNumber == 1 && (x.Attributes & ParameterAttributes.In) != 0);

    /// <param name="type">Of what the method reaches by its first argument.</param>
    private static bool IsMutating(MethodAt method, string type, int depth)
    {
        if (depth > Deepest || method.Image.Body(method.Definition) is not { } body || IsReadOnly(method.Image, method.Definition))
            return false;
        bool hasSelf = false, hasField = false;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext())
        {
            if (il.OpCode == ILOpCode.Ldarg_0) hasSelf = true;
            if (!hasSelf) continue;
            // A field is reached once and used twice: it is read and written, as += does.
            if (hasField && il.OpCode == ILOpCode.Dup) return true;
            hasField = il.OpCode == ILOpCode.Ldflda && IsOwn(method, type, il.Entity);
            if (il.OpCode is ILOpCode.Stfld or ILOpCode.Initobj or ILOpCode.Stobj
                && (il.OpCode != ILOpCode.Stfld || IsOwn(method, type, il.Entity))) return true;
            if (il.OpCode != ILOpCode.Call || method.Called(il.Entity) is not { IsStatic: false } called) continue;
            if (called.Type.Name == type && IsMutating(called, type, depth + 1)) return true;
        }
        return false;
    }

    private static bool IsOwn(MethodAt method, string type, EntityHandle field) =>
        method.World.ResolveMember(method.Image, field) is { IsFound: true } home && home.Type.Name == type;

    /// <summary>The compiler saw to it that it changes nothing.</summary>
    public static bool IsReadOnly(AssemblyImage image, MethodDefinition method) =>
        Has(image, method.GetCustomAttributes())
        || Has(image, image.Reader.GetTypeDefinition(method.GetDeclaringType()).GetCustomAttributes());

    private static bool Has(AssemblyImage image, CustomAttributeHandleCollection attributes) =>
        CustomAttributes.Has(image, attributes, "System.Runtime.CompilerServices.IsReadOnlyAttribute");
}
