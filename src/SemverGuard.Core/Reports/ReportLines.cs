using SemverGuard.Findings;

namespace SemverGuard.Reports;

/// <summary>The lines a developer reads: one summary for each upgrade, then each finding at its first place in the source.</summary>
public static class ReportLines
{
    /// <summary>More than this for one upgrade nobody reads in a build's log.</summary>
    public const int Most = 10;

    /// <param name="most">Findings for each upgrade.</param>
    /// <param name="rest">Where the others are, as the end of a sentence.</param>
    public static IReadOnlyList<Diagnostic> Of(Report report, int most = Most, string rest = "")
    {
        var lines = new List<Diagnostic>();
        foreach (var upgrade in report.Upgrades.Where(x => x.Told.Count > 0))
        {
            string where = upgrade.Counted.Count > most ? "of which " + (upgrade.Counted.Count - most) + " are not told here" + (rest.Length > 0 ? ": " + rest : "") : "";
            lines.Add(new Diagnostic(Diagnostic.Summary, upgrade.Told[0].Severity, UpgradeSummary.Of(upgrade, where), upgrade.Place));
            lines.AddRange(upgrade.Told.Take(most).Select(x => Of(x, upgrade.Place)));
        }
        lines.AddRange(report.NotChecked.GroupBy(x => x.Subject).Select(
            x => Diagnostic.About(SelfRules.NotChecked, "Not checked: " + x.Key + ": " + string.Join("; ", x.Select(y => y.Reason).Distinct()) + ".", report.Place)));
        lines.AddRange(report.Problems);
        return lines;
    }

    /// <param name="otherwise">Of a finding that has no place in the source.</param>
    private static Diagnostic Of(ReportedFinding told, Place otherwise)
    {
        var finding = told.Finding;
        var place = finding.Sites.Count > 0 ? new Place(finding.Sites[0].File, finding.Sites[0].Line, finding.Sites[0].Column) : otherwise;
        return new Diagnostic(finding.Id, told.Severity, finding.Message, place, Catalogue.Find(finding.Id)?.HelpLink);
    }
}
