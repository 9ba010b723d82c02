using SemverGuard.Findings;

namespace SemverGuard.Reports;

/// <summary>The reports of a solution's projects as one: what is found in several of them is told once, with all its places.</summary>
public static class MergedReport
{
    /// <param name="name">Of the solution.</param>
    /// <param name="reports">Of its projects, one for each target framework.</param>
    public static Report Of(string name, IReadOnlyList<Report> reports)
    {
        if (reports.Count == 1) return reports[0];
        return new Report
        {
            Project = name,
            Upgrades = [.. reports.SelectMany(x => x.Upgrades).GroupBy(x => (x.Bump.Id.ToUpperInvariant(), x.Bump.Before, x.Bump.After)).Select(x => Merged([.. x])).OrderByDescending(x => x.Breaks.Count)],
            NotChecked = [.. reports.SelectMany(x => x.NotChecked).GroupBy(x => (x.Subject, x.Reason)).Select(x => x.First())],
            Holes = [.. reports.SelectMany(x => x.Holes).Distinct()],
            Problems = [.. reports.SelectMany(x => x.Problems).Distinct()],
            Compiles = reports.All(x => x.Compiles),
            Checked = new Checked(reports.Sum(x => x.Checked.Assemblies), reports.Sum(x => x.Checked.References), reports.Sum(x => x.Checked.Members)),
            Root = reports.Count > 0 ? reports[0].Root : new SourceRoot(""),
        };
    }

    private static ReportedUpgrade Merged(IReadOnlyList<ReportedUpgrade> upgrades)
    {
        var findings = upgrades.SelectMany(x => x.Findings).GroupBy(x => (x.Finding.Id, x.Finding.Symbol, x.IsTold)).Select(x => Merged([.. x]));
        return new ReportedUpgrade(upgrades[0].Bump, [.. findings.OrderByDescending(x => x.Severity)])
        {
            Place = upgrades[0].Place,
            Origin = upgrades[0].Origin,
            WayOutLines = upgrades.Select(x => x.WayOutLines).FirstOrDefault(x => x.Length > 0) ?? "",
            Sheets = upgrades[0].Sheets,
        };
    }

    /// <summary>As the project has it that takes it most seriously.</summary>
    private static ReportedFinding Merged(IReadOnlyList<ReportedFinding> findings)
    {
        var worst = findings.OrderByDescending(x => x.Severity).First();
        return worst with { Finding = worst.Finding with { Sites = [.. findings.SelectMany(x => x.Finding.Sites).Distinct()] } };
    }
}
