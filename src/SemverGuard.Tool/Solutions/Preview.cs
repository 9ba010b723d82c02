using SemverGuard.Baselines;
using SemverGuard.Reports;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Solutions;

/// <summary>What an upgrade that nobody has made would break, project by project.</summary>
/// <param name="Reports">Of the projects in which a package moved.</param>
/// <param name="Unresolved">Projects for which NuGet found no way, by path, and why.</param>
internal sealed record Preview(IReadOnlyList<Report> Reports, IReadOnlyList<(string Project, string Problem)> Unresolved)
{
    public bool HasFindings => Reports.Any(x => x.Upgrades.Any(y => y.Breaks.Count > 0));

    public bool IsWhole => Unresolved.Count == 0 && Reports.All(x => x.NotChecked.Count == 0 && x.Problems.Count == 0);

    public IEnumerable<ReportedFinding> Breaks => Reports.SelectMany(x => x.Upgrades).SelectMany(x => x.Breaks);
}

/// <summary>Lets NuGet resolve upgrades, and compares them with the solution as it is built.</summary>
/// <param name="folder">For the projects that NuGet restores.</param>
internal sealed class Previews(IReadOnlyList<ProjectWorld> worlds, string folder, CancellationToken cancellation)
{
    private readonly CandidateRestore restore = new(worlds);

    private readonly Dictionary<ProjectWorld, Baseline> before = new(ReferenceEqualityComparer.Instance);

    private readonly BuildCache cache = new();

    private int count;

    /// <param name="upgrades">Each is versions that are taken together; all are restored at once.</param>
    /// <returns>In the same order.</returns>
    /// <exception cref="IOException">A project was not built.</exception>
    public IReadOnlyList<Preview> Of(IEnumerable<IReadOnlyList<PackageVersion>> upgrades)
    {
        Candidate[] candidates = [.. upgrades.Select(x => new Candidate(x, Path.Combine(folder, "c" + count++)))];
        restore.Run(candidates, folder, cancellation);
        return [.. candidates.Select(Of)];
    }

    private Preview Of(Candidate candidate)
    {
        var reports = new List<Report>();
        var unresolved = new List<(string, string)>();
        foreach (var today in worlds)
        {
            cancellation.ThrowIfCancellationRequested();
            var (world, problem) = candidate.Of(today);
            if (world is null) unresolved.Add((today.ProjectFile, problem));
            else if (Of(today, world) is { Upgrades.Count: > 0 } report) reports.Add(report);
        }
        return new Preview(reports, unresolved);
    }

    private Report Of(ProjectWorld today, ProjectWorld world)
    {
        if (!before.TryGetValue(today, out var baseline)) before[today] = baseline = PreviewCheck.Before(today);
        var check = new PreviewCheck(baseline, world, new ToolHost(cancellation) { Cache = cache });
        check.Run();
        return check.Report;
    }
}
