using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Solutions;

/// <summary>What an upgrade that nobody has made would break, project by project.</summary>
/// <param name="Reports">Of the projects in which a package moved.</param>
/// <param name="Unresolved">Projects for which NuGet found no way, by path.</param>
internal sealed record Preview(IReadOnlyList<Report> Reports, IReadOnlyList<string> Unresolved)
{
    public bool HasFindings => Reports.Any(x => x.Upgrades.Any(y => y.Breaks.Count > 0));

    public bool IsWhole => Unresolved.Count == 0 && Reports.All(x => x.NotChecked.Count == 0 && x.Problems.Count == 0);

    /// <summary>Checks restored candidates against the solution as it is built.</summary>
    public static Preview Of(IReadOnlyList<ProjectWorld> worlds, Candidate candidate, BuildCache cache, CancellationToken cancellation)
    {
        var reports = new List<Report>();
        var unresolved = new List<string>();
        foreach (var today in worlds)
        {
            cancellation.ThrowIfCancellationRequested();
            if (candidate.Of(today) is { } world)
            {
                var check = new PreviewCheck(today, world, new ToolHost(cancellation) { Cache = cache });
                check.Run();
                if (check.Report.Upgrades.Count > 0) reports.Add(check.Report);
            }
            else
            {
                unresolved.Add(today.ProjectFile);
            }
        }
        return new Preview(reports, unresolved);
    }
}
