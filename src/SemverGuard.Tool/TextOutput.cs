using SemverGuard.Findings;

namespace SemverGuard.Tool;

/// <summary>For a person at a terminal.</summary>
internal static class TextOutput
{
    public static void Write(TextWriter output, GuardReport report)
    {
        foreach (var finding in report.Findings)
        {
            string place = finding.Sites.Count > 0 ? finding.Sites[0] + ": " : "";
            output.WriteLine($"{place}{finding.Severity.ToString().ToLowerInvariant()} {finding.Id}: {finding.Message}");
        }
        foreach (var gap in report.NotChecked) output.WriteLine($"not checked: {gap.Subject}: {gap.Reason}");
        int warnings = report.Findings.Count(x => x.Severity >= Severity.Warning);
        output.WriteLine($"{Count(warnings, "warning")}, {report.Findings.Count - warnings} info; looked at {Count(report.Checked.Assemblies, "assembly", "assemblies")}, "
            + $"{Count(report.Checked.References, "reference")} and {Count(report.Checked.Members, "used symbol")}.");
    }

    private static string Count(int number, string one, string? many = null) => $"{number} {(number == 1 ? one : many ?? one + "s")}";
}
