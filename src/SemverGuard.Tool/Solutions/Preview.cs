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

/// <summary>How much of an upgrade is looked at.</summary>
internal enum Extent
{
    /// <summary>All projects.</summary>
    Whole,

    /// <summary>Project by project until one has a finding, or cannot be checked.</summary>
    UntilFound,
}

/// <summary>Lets NuGet resolve upgrades, and compares them with the solution as it is built.</summary>
/// <param name="folder">For the projects that NuGet restores.</param>
internal sealed class Previews(IReadOnlyList<ProjectWorld> worlds, string folder, CancellationToken cancellation)
{
    private readonly CandidateRestore restore = new(worlds);

    private readonly ProjectToday[] projects = [.. worlds.Select(x => new ProjectToday(x))];

    private int count;

    /// <param name="upgrades">Each is versions that are taken together; all are restored at once.</param>
    /// <returns>In the same order.</returns>
    /// <exception cref="IOException">A project was not built.</exception>
    public IReadOnlyList<Preview> Of(IEnumerable<IReadOnlyList<PackageVersion>> upgrades, Extent extent = Extent.Whole)
    {
        var candidates = upgrades.Select(x => new Candidate(x, Path.Combine(folder, "c" + count++)))
            .Select(x => (Candidate: x, Projects: Moved(x))).ToArray();
        restore.Run([.. candidates.Select(x => (x.Candidate, x.Projects.Select(y => y.World.ProjectFile)))], folder, cancellation);
        var previews = new Preview[candidates.Length];
        // Compilers and comparisons take turns; more of them than processors would only take memory.
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, 4) };
        Parallel.For(0, candidates.Length, options, i => previews[i] = Of(candidates[i].Candidate, candidates[i].Projects, extent));
        return previews;
    }

    /// <summary>What no project has, or a central version that nobody asks for, moves none. Who references it comes first.</summary>
    private ProjectToday[] Moved(Candidate candidate) =>
        [.. projects.Where(x => candidate.Versions.Any(y => x.Has(y.Id))).OrderByDescending(x => candidate.Versions.Any(y => x.References(y.Id)))];

    private Preview Of(Candidate candidate, IReadOnlyList<ProjectToday> moved, Extent extent)
    {
        var reports = new List<Report>();
        var unresolved = new List<(string, string)>();
        var cache = new BuildCache(); // no other upgrade compares the same
        foreach (var today in moved)
        {
            cancellation.ThrowIfCancellationRequested();
            var (world, problem) = candidate.Of(today);
            if (world is null) unresolved.Add((today.World.ProjectFile, problem));
            else if (Of(today, world, cache) is { Upgrades.Count: > 0 } report) reports.Add(report);
            var preview = new Preview(reports, unresolved);
            if (extent == Extent.UntilFound && (preview.HasFindings || !preview.IsWhole)) return preview;
        }
        return new Preview(reports, unresolved);
    }

    private Report Of(ProjectToday today, ProjectWorld world, BuildCache cache)
    {
        var check = new PreviewCheck(today.Baseline, world, new ToolHost(cancellation) { Cache = cache });
        check.Run();
        return check.Report;
    }
}
