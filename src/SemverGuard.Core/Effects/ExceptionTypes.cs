using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Exceptions by name, and which is which's kind.</summary>
internal static class ExceptionTypes
{
    /// <summary>
    /// How many calls away an exception may be made: an assertion fails through an overload, a reporter, what words it, and a factory.
    /// </summary>
    private const int DeepestHelper = 5;

    public static bool IsName(string type) => type.EndsWith("Exception", StringComparison.Ordinal);

    /// <summary>A mistake of the caller's, which nobody catches: another of these is no other behavior.</summary>
    public static bool IsMisuse(string type) =>
        type is "System.ArgumentException" or "System.ArgumentNullException" or "System.ArgumentOutOfRangeException"
        or "System.NullReferenceException" or "System.IndexOutOfRangeException" or "System.ObjectDisposedException"
        or "System.InvalidCastException"
        or "System.NotImplementedException" or "System.Diagnostics.UnreachableException"
        or "System.Runtime.CompilerServices.SwitchExpressionException";

    /// <summary>Whether who catches <paramref name="caught"/> catches <paramref name="type"/>.</summary>
    public static bool IsKindOf(AssemblySet world, AssemblyImage from, string type, string caught)
    {
        if (type == caught || caught is "System.Exception" or "System.Object") return true;
        var home = Find(world, from, type);
        return home.IsFound && world.MemberScopes(home).Any(x => x.Type.IsFound && x.Type.Name == caught);
    }

    /// <summary>By which types somebody who means this one may catch it, besides its own.</summary>
    public static IReadOnlyList<string> KindsOf(Side side, string type)
    {
        var home = Find(side.World, side.Image, type);
        if (!home.IsFound) return [];
        return [.. side.World.MemberScopes(home).Where(x => x.Type.IsFound).Select(x => x.Type.Name)
            .Where(x => IsName(x) && x != type && x is not ("System.Exception" or "System.SystemException"))];
    }

    /// <summary>Whether a method, or one of its assembly that it calls, makes such an exception or lets the framework throw it.</summary>
    public static bool IsThrownBy(Side side, MethodDefinitionHandle method, string type)
    {
        var key = (method, type);
        return side.Throws.TryGetValue(key, out bool known)
            ? known
            : side.Throws[key] = OwnCode.CallsOrAnswers(
                side, method, (code, call) => call.Type == type && code == ILOpCode.Newobj || ThrownBy(call) == type, DeepestHelper);
    }

    /// <summary>What a method throws that does nothing else: <c>ArgumentNullException.ThrowIfNull</c>; null for another one.</summary>
    public static string? ThrownBy(Operand call) =>
        call.Is("System.Threading.CancellationToken", "ThrowIfCancellationRequested") ? Canceled
        : call.Name.StartsWith("Throw", StringComparison.Ordinal) && IsName(call.Type) ? call.Type
        : null;

    /// <summary>Who hands a token on to others lets them throw it.</summary>
    public const string Canceled = "System.OperationCanceledException";

    private static TypeHome Find(AssemblySet world, AssemblyImage from, string type)
    {
        if (from.FindType(type) is { IsNil: false } own) return new TypeHome(from, own);
        foreach (string assembly in from.ReferencedNames())
        {
            if (world.FindType(assembly, type) is { IsFound: true } home) return home;
        }
        return default;
    }
}
