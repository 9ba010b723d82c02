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
            Upgrades =
            [
                .. reports.SelectMany(x => x.Upgrades.Select(y => (Project: x.Name, Upgrade: y)))
                    .GroupBy(x => (x.Upgrade.Bump.Id.ToUpperInvariant(), x.Upgrade.Bump.Before, x.Upgrade.Bump.After))
                    .Select(x => Merged([.. x])).OrderByDescending(x => x.Breaks.Count),
            ],
            NotChecked = [.. reports.SelectMany(x => x.NotChecked).GroupBy(x => (x.Subject, x.Reason)).Select(x => x.First())],
            Holes = [.. reports.SelectMany(x => x.Holes).Distinct()],
            Problems = [.. reports.SelectMany(x => x.Problems).Distinct()],
            Compiles = reports.All(x => x.Compiles),
            Checked = new Checked(
                reports.Sum(x => x.Checked.Assemblies), reports.Sum(x => x.Checked.References), reports.Sum(x => x.Checked.Members)),
            Pages = reports.Count > 0 ? reports[0].Pages : _ => null,
            Root = reports.Count > 0 ? reports[0].Root : new SourceRoot(""),
        };
    }

    private static ReportedUpgrade Merged(IReadOnlyList<(string Project, ReportedUpgrade Upgrade)> upgrades)
    {
        var first = upgrades[0].Upgrade;
        var findings = upgrades.SelectMany(x => x.Upgrade.Findings.Select(y => y with { Projects = [x.Project] }))
            .GroupBy(x => (x.Finding.Id, x.Finding.Symbol, x.IsTold)).Select(x => Merged([.. x]));
        return new ReportedUpgrade(first.Bump, [.. findings.OrderByDescending(x => x.Severity)])
        {
            Place = first.Place,
            Origin = first.Origin,
            WayOutLines = upgrades.Select(x => x.Upgrade.WayOutLines).FirstOrDefault(x => x.Length > 0) ?? "",
            Known = [.. upgrades.SelectMany(x => x.Upgrade.Known).Distinct()],
            // What one project sets another leaves as it is: the first that has a type stands for all.
            Sheets = [.. upgrades.SelectMany(x => x.Upgrade.Sheets).GroupBy(x => (x.Kind, x.Type, x.By)).Select(x => x.First())],
        };
    }

    /// <summary>As the project has it that takes it most seriously.</summary>
    private static ReportedFinding Merged(IReadOnlyList<ReportedFinding> findings)
    {
        // The words are about the place that stands first.
        findings = [.. findings.OrderByDescending(x => x.Severity)];
        var worst = findings[0];
        return worst with
        {
            Finding = EffectFindings.Together(worst.Finding, findings.Select(x => x.Finding)) with
            {
                Sites = [.. findings.SelectMany(x => x.Finding.Sites).Distinct()],
            },
            Projects = [.. findings.SelectMany(x => x.Projects).Distinct()],
        };
    }
}
