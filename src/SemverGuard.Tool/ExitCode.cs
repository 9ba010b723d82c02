namespace SemverGuard.Tool;

/// <summary>The tool's contract with scripts.</summary>
internal static class ExitCode
{
    /// <summary>Nothing at warning level or above.</summary>
    public const int Clean = 0;

    public const int Findings = 1;

    /// <summary>Could not check, or was called wrongly; one clear line is on standard error.</summary>
    public const int CouldNotCheck = 2;
}
