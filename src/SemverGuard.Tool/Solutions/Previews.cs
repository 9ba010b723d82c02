using System.Collections.Concurrent;
using NuGet.Versioning;
using SemverGuard.Reports;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Solutions;

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

    private readonly ShapeCache shapes = new();

    /// <summary>By package, a project in which a version of it broke something: another one is likely to do so there too.</summary>
    private readonly ConcurrentDictionary<string, ProjectToday> likeliest = new(StringComparer.OrdinalIgnoreCase);

    private int count;

    /// <summary>
    /// Asked is only what breaks: no ways out are looked for, and a project that has an upgrade through another one alone is not looked at
    /// after that.
    /// </summary>
    public bool IsVerdict { get; init; }

    /// <summary>
    /// A reference that would be too low for an upgrade is taken along to the version that it needs. Who names the versions means those
    /// alone.
    /// </summary>
    public bool MovesAlong { get; init; }

    /// <param name="upgrades">Each is versions that are taken together; all are restored at once.</param>
    /// <returns>In the same order.</returns>
    /// <exception cref="IOException">A project was not built.</exception>
    public IReadOnlyList<Preview> Of(IEnumerable<IReadOnlyList<PackageVersion>> upgrades, Extent extent = Extent.Whole)
    {
        var candidates = upgrades.Select(x => Made(x, [])).ToArray();
        Restore(candidates);
        if (MovesAlong)
        {
            int[] open = [.. Enumerable.Range(0, candidates.Length)];
            for (int round = 0; open.Length > 0 && round < MostAlong; round++)
            {
                open = [.. open.Where(i => Widen(ref candidates[i]))];
                Restore(open.Select(i => candidates[i]));
            }
        }
        var previews = new Preview[candidates.Length];
        // Compilers and comparisons take turns; more of them than processors would only take memory.
        var options = new ParallelOptions { CancellationToken = cancellation,
            MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, 4) };
        Parallel.For(0, candidates.Length, options, i => previews[i] = Of(candidates[i].Candidate, candidates[i].Projects, extent));
        return previews;
    }

    private (Candidate Candidate, ProjectToday[] Projects) Made(
        IReadOnlyList<PackageVersion> versions, IReadOnlyList<PackageVersion> along)
    {
        IReadOnlyList<PackageVersion> all = [.. versions, .. along];
        var candidate = new Candidate(all, Path.Combine(folder, "c" + count++)) { Along = along, Transitive = Transitive(all) };
        return (candidate, Moved(candidate));
    }

    private void Restore(IEnumerable<(Candidate Candidate, ProjectToday[] Projects)> candidates) => restore.Run(
        [.. candidates.Select(x => (x.Candidate, x.Projects.Select(y => y.World.ProjectFile)))], folder, cancellation);

    /// <summary>What is taken along may need more to be taken along.</summary>
    private const int MostAlong = 4;

    /// <returns>Whether more references have to be taken along than were.</returns>
    private bool Widen(ref (Candidate Candidate, ProjectToday[] Projects) one)
    {
        var (candidate, moved) = one;
        var needed = moved.SelectMany(candidate.Downgraded).ToLookup(x => x.Id, StringComparer.OrdinalIgnoreCase);
        // What is looked for stays at the version that is looked at.
        var own = candidate.Versions.Except(candidate.Along).ToArray();
        if (needed.Count == 0 || own.Any(x => needed.Contains(x.Id))) return false;
        var along = candidate.Along.Concat(needed.SelectMany(x => x)).GroupBy(x => x.Id, StringComparer.OrdinalIgnoreCase)
            .Select(x => x.MaxBy(y => NuGetVersion.Parse(y.Version))!).OrderBy(x => x.Id, StringComparer.OrdinalIgnoreCase).ToArray();
        if (along.SequenceEqual(candidate.Along)) return false;
        one = Made(own, along);
        return true;
    }

    /// <summary>Whether a project has the package, be it through another.</summary>
    public bool Has(string package) => projects.Any(x => x.Has(package));

    private string[] Transitive(IReadOnlyList<PackageVersion> versions) =>
        [.. versions.Select(x => x.Id).Where(x => Has(x) && !projects.Any(y => y.References(x)))];

    /// <summary>
    /// What no project has, or a central version that nobody asks for, moves none. A project that others reference comes before them, and
    /// of the rest who asks for the package itself.
    /// </summary>
    private ProjectToday[] Moved(Candidate candidate) =>
    [
        .. projects.Where(x => candidate.Versions.Any(y => x.Has(y.Id)))
            .OrderBy(x => x.Depth).ThenByDescending(x => candidate.Versions.Any(y => x.References(y.Id))),
    ];

    private Preview Of(Candidate candidate, IReadOnlyList<ProjectToday> moved, Extent extent)
    {
        var reports = new List<Report>();
        var unresolved = new List<UnresolvedProject>();
        var outputs = new Dictionary<ProjectToday, string?>(); // of those that were compiled
        var seen = new List<(ProjectToday Project, ResolvedPackages Packages)>();
        var cache = new BuildCache { Shapes = shapes }; // no other upgrade compares the same code
        var preview = new Preview(reports, unresolved) { Along = candidate.Along };
        foreach (var today in extent == Extent.UntilFound ? LikeliestFirst(candidate, moved) : moved)
        {
            cancellation.ThrowIfCancellationRequested();
            bool wasFound = preview.HasFindings;
            var (resolved, problem) = candidate.Of(today);
            if (resolved is not null) CompileBelow(today);
            if (resolved is null) unresolved.Add(new(today.World.ProjectFile, problem!));
            else if (Broken(today, outputs) is { } broken) unresolved.Add(new(today.World.ProjectFile, broken));
            else if (IsVerdict && WasSeen(today, today.Packages(resolved), seen)) outputs[today] = today.World.AssemblyFile;
            else if (Of(today, candidate.With(resolved, today), cache, outputs) is { Upgrades.Count: > 0 } report) reports.Add(report);
            if (preview.HasFindings && !wasFound) likeliest[candidate.Versions[0].Id] = today;
            if (extent == Extent.UntilFound && (preview.HasFindings || !preview.IsWhole)) break;
        }
        return preview;

        void CompileBelow(ProjectToday today)
        {
            foreach (var below in moved.Where(x => today.DependsOn(x) && !outputs.ContainsKey(x)))
            {
                if (candidate.Of(below).Resolved is not { } resolved || Broken(below, outputs) is not null) continue;
                _ = Of(below, candidate.With(resolved, below), cache, outputs, onlyCompiles: true);
            }
        }
    }

    private IEnumerable<ProjectToday> LikeliestFirst(Candidate candidate, IReadOnlyList<ProjectToday> moved) =>
        likeliest.TryGetValue(candidate.Versions[0].Id, out var one) ? moved.OrderByDescending(x => x == one) : moved;

    /// <returns>Whether a project that this one references was looked at and tells all. If not, this one is noted.</returns>
    private static bool WasSeen(
        ProjectToday today, ResolvedPackages packages, List<(ProjectToday Project, ResolvedPackages Packages)> seen)
    {
        bool wasSeen = seen.Any(x => today.DependsOn(x.Project) && x.Project.World.Framework == today.World.Framework
            && packages.AreAllOf(x.Packages)) && today.HasOnlyThroughProjects(packages);
        if (!wasSeen) seen.Add((today, packages));
        return wasSeen;
    }

    /// <remarks>Why it does not compile its own report says.</remarks>
    private static Problem? Broken(ProjectToday today, Dictionary<ProjectToday, string?> outputs) =>
        outputs.FirstOrDefault(x => x.Value is null && today.DependsOn(x.Key)).Key is { } broken
            ? new Problem("needs a project that does not compile", Path.GetFileName(broken.World.ProjectFile)) { IsConsequence = true }
            : null;

    private Report Of(
        ProjectToday today, ProjectWorld world, BuildCache cache, Dictionary<ProjectToday, string?> outputs, bool onlyCompiles = false)
    {
        world = WithOutputs(world, [.. outputs.Where(x => x.Value != x.Key.World.AssemblyFile && today.DependsOn(x.Key))]);
        var check = new PreviewCheck(today.Baseline, world, new ToolHost(cancellation) { Cache = cache })
        {
            FindsWays = !IsVerdict,
            OnlyCompiles = onlyCompiles,
        };
        check.Run();
        outputs[today] = check.Output;
        return check.Report;
    }

    /// <summary>The build would compile the projects that it references first.</summary>
    private static ProjectWorld WithOutputs(ProjectWorld world, IReadOnlyList<KeyValuePair<ProjectToday, string?>> outputs)
    {
        if (outputs.Count == 0) return world;
        string[] replaced = [.. world.ReferencePath.Select(x => x.FullPath)];
        string[] now = [.. replaced.Select(x => outputs.FirstOrDefault(y => y.Key.Built(x)).Value ?? x)];
        var moved = replaced.Zip(now).Where(x => x.First != x.Second)
            .ToDictionary(x => Path.GetFileName(x.First), x => x.Second, StringComparer.OrdinalIgnoreCase);
        return world
            .With(nameof(ProjectWorld.ReferencePath), [.. world.ReferencePath.Select((x, i) => At(x, now[i]))])
            // The compiler is given an assembly without bodies, of the same name.
            .With(
                nameof(ProjectWorld.References),
                [.. world.References.Select(x => At(x, moved.GetValueOrDefault(Path.GetFileName(x.FullPath)) ?? x.FullPath))]);
    }

    private static WorldItem At(WorldItem item, string file) => file == item.FullPath ? item : item with { Spec = file, FullPath = file };
}
