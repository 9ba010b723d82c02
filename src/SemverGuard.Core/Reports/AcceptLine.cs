using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.Reports;

/// <summary>The line of the file of accepted findings that a reader pastes there. Without a reason behind it, it accepts nothing (SG9007): that is his to write.</summary>
internal static class AcceptLine
{
    /// <returns>Null for a name so long that a report cuts it: half a line is about another symbol.</returns>
    public static string? Of(Finding finding)
    {
        string line = AcceptedText.Line(Acceptance.Of(finding, "")).TrimEnd();
        return SafeText.WholeLine(line) == line && SafeText.OneLine(line) == line ? line : null;
    }
}
