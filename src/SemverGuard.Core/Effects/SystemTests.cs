namespace SemverGuard.Effects;

/// <summary>Tests for the operating system that a method is run on.</summary>
internal static class SystemTests
{
    private static readonly string[] Systems = ["Windows", "Linux", "Unix", "OSX", "MacOS", "Browser", "OSPlatform", "Wasi", "Android"];

    /// <summary>1 where only the version after the upgrade asks, -1 where only the one before does, else 0.</summary>
    public static int Direction(MethodPair pair) => (Asks(pair.Before), Asks(pair.After)) switch
    {
        (false, true) => 1,
        (true, false) => -1,
        _ => 0,
    };

    private static bool Asks(Script script) =>
        script.Steps.Any(x => x is { Kind: StepKind.Call or StepKind.Load, Target: { } target } && Is(target));

    /// <summary>The framework's own, or one of a package that is named like it.</summary>
    private static bool Is(Operand target) =>
        target.MemberName.StartsWith("Is", StringComparison.Ordinal)
        && Array.Exists(Systems, x => target.MemberName.IndexOf(x, StringComparison.Ordinal) == 2)
        && (!target.IsFramework || target.Type is "System.OperatingSystem" or "System.Runtime.InteropServices.RuntimeInformation");
}
