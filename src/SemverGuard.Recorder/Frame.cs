namespace SemverGuard.Recording;

/// <summary>Where a logical thread of work is: in which test, and whether a package's code runs or the project's.</summary>
internal sealed class Frame(string test, string? package)
{
    private static readonly AsyncLocal<Frame?> Local = new();

    public static Frame? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    /// <summary>Name of the test; empty outside of tests.</summary>
    public string Test => test;

    public bool IsInTest => RecordingFormat.IsTest(test);

    /// <summary>Simple name of the assembly that was called; null in the project's own code.</summary>
    public string? Package => package;

    public bool IsInPackage => package is not null;
}
