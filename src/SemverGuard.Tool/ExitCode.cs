namespace SemverGuard.Tool;

/// <summary>The tool's contract with scripts.</summary>
internal static class ExitCode
{
    /// <summary>Everything was checked, and nothing is at warning level or above.</summary>
    public const int Clean = 0;

    public const int Findings = 1;

    /// <summary>
    /// Could not check, or not everything, or was called wrongly; one clear line says which, on standard error where nothing was compared.
    /// </summary>
    public const int CouldNotCheck = 2;
}
