using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Worlds.Baselines;

/// <summary>What can be wrong with the baseline file, as the check and the accept command both tell it.</summary>
internal static class BaselineProblem
{
    /// <param name="consequence">What happens because of it.</param>
    public static Diagnostic Unreadable(string path, BaselineError error, string consequence, Severity severity) => Diagnostic.About(
        SelfRules.BaselineUnreadable,
        Path.GetFileName(path) + " " + error.Message + ". " + consequence,
        new Place(path, error.Line, error.Line > 0 ? 1 : 0),
        severity);

    public static Diagnostic NotWritten(string path, Exception e, Severity severity = Severity.Warning) =>
        Diagnostic.About(SelfRules.BaselineNotWritten, Path.GetFileName(path) + " cannot be written and is as it was: " + e.Message,
            new Place(path), severity);
}
