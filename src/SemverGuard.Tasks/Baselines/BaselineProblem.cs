using SemverGuard.Findings;
using SemverGuard.Tasks.Reporting;

namespace SemverGuard.Tasks.Baselines;

internal static class BaselineProblem
{
    public static Diagnostic NotWritten(string path, Exception e) => new(
        SelfDiagnostics.BaselineNotWritten,
        Severity.Warning,
        Path.GetFileName(path) + " cannot be written and is as it was: " + e.Message,
        new Place(path));
}
