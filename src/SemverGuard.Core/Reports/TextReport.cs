using System.Text;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>For a person at a terminal.</summary>
internal static class TextReport
{
    public static string Print(Report report)
    {
        var text = new StringBuilder();
        var told = report.Upgrades.SelectMany(x => x.Told).ToArray();
        foreach (var one in told)
        {
            // Beside each of the compiler's errors.
            foreach (var site in one.Finding.Sites.Take(one.Finding.IsRefused ? int.MaxValue : 1).Select(x => (SourceSite?)x)
                .DefaultIfEmpty())
            {
                if (site is not null) text.Append(SafeText.OneLine(site.Value.ToString())).Append(": ");
                text.Append(one.Severity.ToString().ToLowerInvariant()).Append(' ').Append(one.Finding.Id).Append(": ");
                text.Append(SafeText.OneLine(one.Finding.Message + KnownText.Whole(one.Known))).Append('\n');
            }
        }
        foreach (var upgrade in report.Upgrades)
        {
            foreach (var line in upgrade.Known)
            {
                string known = "known elsewhere of " + UpgradeSummary.Name(upgrade) + ", not found here: " + KnownText.Of(line);
                text.Append(SafeText.OneLine(known)).Append('\n');
            }
        }
        foreach (var gap in report.NotChecked)
            text.Append("not checked: ").Append(SafeText.OneLine(gap.Subject)).Append(": ").Append(SafeText.OneLine(gap.Reason))
                .Append('\n');
        int warnings = told.Count(x => x.Severity >= Severity.Warning), infos = told.Length - warnings + report.InfosLeftOut;
        text.Append(Count(warnings, "warning")).Append(", ").Append(infos).Append(" info; looked at ")
            .Append(Count(report.Checked.Assemblies, "assembly", "assemblies")).Append(", ")
            .Append(Count(report.Checked.References, "reference")).Append(" and ").Append(Count(report.Checked.Members, "used symbol"))
            .Append(".\n");
        return text.ToString();
    }

    private static string Count(int number, string one, string? many = null) => number + " " + (number == 1 ? one : many ?? one + "s");
}
