using System.Collections.Concurrent;
using SemverGuard.Reports;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Solutions;

/// <summary>Compares what NuGet resolved for an upgrade with the solution as it is built. For several threads.</summary>
/// <param name="isVerdict">Asked is only what breaks: no ways out are looked for.</param>
internal sealed class CandidateCheck(bool isVerdict, CancellationToken cancellation)
{
    private readonly ShapeCache shapes = new();

    /// <summary>By package, a project in which a version of it broke something: another one is likely to do so there too.</summary>
    private readonly ConcurrentDictionary<string, ProjectToday> likeliest = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="moved">In which a package moves, those that others reference first.</param>
    public Preview Of(Candidate candidate, IReadOnlyList<ProjectToday> moved, Extent extent)
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
            else if (isVerdict && WasSeen(today, today.Packages(resolved), seen)) outputs[today] = today.World.AssemblyFile;
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
            FindsWays = !isVerdict,
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
