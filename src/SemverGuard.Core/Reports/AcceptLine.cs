using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.Reports;

/// <summary>The line that a reader pastes into the file of accepted findings.</summary>
/// <remarks>Without a reason behind it, it accepts nothing (SG9007): that is the reader's to write.</remarks>
internal static class AcceptLine
{
    /// <returns>Null for a name so long that a report cuts it: half a line is about another symbol.</returns>
    public static string? Of(Finding finding)
    {
        if (finding.Package.IsAsItIs) return null; // there is no upgrade for which it could be accepted
        string line = AcceptedText.Line(Acceptance.Of(finding, "")).TrimEnd();
        return SafeText.WholeLine(line) == line && SafeText.OneLine(line) == line ? line : null;
    }
}
