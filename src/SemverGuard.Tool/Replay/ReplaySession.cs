using System.Diagnostics;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Reports;
using SemverGuard.Tool.Replay.Comparing;
using SemverGuard.Tool.Replay.Sides;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Replay;

/// <summary>What a replay is asked for.</summary>
/// <param name="Target">Full path of a project or solution.</param>
/// <param name="Packages">The versions after; empty to compare the baseline with what is referenced today.</param>
/// <param name="TestProjects">Paths; empty for all that there are.</param>
/// <param name="Command">Program and arguments; empty for the tests.</param>
/// <param name="Runs">Of each side, at most: two or more tell what always differs.</param>
internal sealed record ReplayRequest(
    string Target, IReadOnlyList<PackageVersion> Packages, IReadOnlyList<string> TestProjects, IReadOnlyList<string> Command, int Runs);

/// <summary>Builds both sides, lets them run by turns, and compares.</summary>
internal sealed class ReplaySession(
    ReplayRequest request, WorkFolder work, WithdrawnGate gate, Action<string> progress, CancellationToken cancellation)
{
    /// <exception cref="InvalidDataException">A side does not build, or there is nothing to run.</exception>
    public ReplayResult Run()
    {
        // Not after two builds.
        if (request.Command.Count > 0) SideRunner.Program(request.Command[0]);
        var (before, after, reports) = Build();
        var bumps = Moved(reports);
        if (bumps.Length == 0) return new ReplayResult(MergedReport.Of(after.Name, reports), 0, 0, true);
        var moved = bumps.SelectMany(x => x.Assemblies).ToHashSet(StringComparer.OrdinalIgnoreCase);
        progress("rewriting copies of the project's assemblies");
        var rewrittenAfter = after.Rewrite(moved);
        after.Leave();
        before.Return();
        var rewrittenBefore = before.Rewrite(moved);
        Finding[] known = [.. reports.SelectMany(x => x.Upgrades).SelectMany(x => x.Findings).Select(x => x.Finding)];
        var judge = new ReplayJudge(bumps, known, request.Command);
        var result = Compared(before, after, moved, (old, now) => judge.Of(new(old, rewrittenBefore), new(now, rewrittenAfter)));
        return result with { Report = result.Report with { Project = after.Name } };
    }

    private delegate ReplayResult Judged(IReadOnlyList<IReadOnlyList<SideRun>> before, IReadOnlyList<IReadOnlyList<SideRun>> after);

    /// <summary>
    /// By turns: what changes with the hour changes between the runs of one side too. Where nothing differs there is no chance to rule out,
    /// and one round is enough. What a test sees may depend on what runs beside it, and come out the same twice: so the second round takes
    /// one processor, with which it comes out otherwise.
    /// </summary>
    private ReplayResult Compared(BuiltSide before, BuiltSide after, HashSet<string> moved, Judged judged)
    {
        var runner = new SideRunner(request.Target, request.Command, cancellation);
        var rounds = new Rounds(runner, Runnables(after), before, after, moved, work, progress);
        var watch = Stopwatch.StartNew();
        rounds.Add(RunMode.Usual);
        var oneByOne = new RunMode(TimeSpan.FromMinutes(1) + 5 * watch.Elapsed, IsOneByOne: true);
        var result = judged(rounds.Before, rounds.After);
        for (int round = 2; round <= request.Runs && result.HasDifferences; round++)
        {
            // A round with one processor that does not come to its end says nothing of the others.
            bool isAdded = round == 2 && rounds.AddWhole(oneByOne);
            if (!isAdded) rounds.Add(RunMode.Usual);
            result = judged(rounds.Before, rounds.After);
        }
        return result;
    }

    /// <summary>What was asked for comes first, then what the projects themselves reference.</summary>
    private Bump[] Moved(IReadOnlyList<Report> reports)
    {
        var bumps = reports.SelectMany(x => x.Upgrades).Select(x => x.Bump).DistinctBy(x => (x.Id, x.Before, x.After));
        return [.. bumps.OrderByDescending(IsAskedFor).ThenByDescending(x => x.IsDirect)];

        bool IsAskedFor(Bump bump) => request.Packages.Any(x => x.Id.Equals(bump.Id, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Today's side tells what is referenced; the other one is that with other versions. The later one is in its place at the end.
    /// </summary>
    private (BuiltSide Before, BuiltSide After, IReadOnlyList<Report> Reports) Build()
    {
        bool isAhead = request.Packages.Count > 0;
        progress("building with the packages of today");
        var today = BuiltSide.Build(request.Target, work, "today", [], cancellation);
        if (today.Failure is { } failure) throw new InvalidDataException($"{today.Name} does not build as it is: {failure}");
        if (Runnables(today).Count == 0)
            throw new InvalidDataException($"{today.Name} has no test project: name a command to run, semverguard replay -- dotnet run");
        var projects = today.Worlds.Select(x => new ProjectToday(x)).ToArray();
        var versions = projects.Select(x => (x, isAhead ? Wanted(x) : Baseline(x))).ToArray();
        if (versions.All(x => x.Item2.Count == 0)) return (today, today, []);
        // Versions that the caller typed he asked for; those of the baseline he may have left for a reason.
        if (!isAhead) gate.Pass(versions.Where(x => !x.x.World.RestoresWithdrawn).SelectMany(x => x.Item2), today.Worlds[0].ProjectFolder);
        var baselines = isAhead ? Baselines(today) : [];
        today.Leave();
        string asked = string.Join(" and ", request.Packages.Select(x => x.Id + " " + x.Version));
        string others = isAhead ? asked : "the packages of the baseline";
        progress("building with " + others);
        var other = BuiltSide.Build(request.Target, work, "other", versions, cancellation);
        if (other.Failure is { } broken)
            throw new InvalidDataException($"{other.Name} does not build with {others}, so nothing was run: {broken}");
        if (isAhead) return (today, other, Static(baselines, other));
        baselines = Baselines(other);
        other.Leave();
        today.Return();
        return (other, today, Static(baselines, today));
    }

    private static Dictionary<string, Baselines.Baseline> Baselines(BuiltSide side) => side.Worlds.ToDictionary(Key, PreviewCheck.Before);

    private static string Key(ProjectWorld world) => world.ProjectFile + "|" + world.Framework;

    /// <summary>What the checks say that run nothing.</summary>
    private Report[] Static(Dictionary<string, Baselines.Baseline> before, BuiltSide after)
    {
        var reports = new List<Report>();
        foreach (var world in after.Worlds.Where(x => before.ContainsKey(Key(x))))
        {
            var check = new PreviewCheck(before[Key(world)], world.Aside(work.Folder("check" + reports.Count)), new ToolHost(cancellation));
            check.Run();
            reports.Add(check.Report);
        }
        return [.. reports];
    }

    private IReadOnlyList<PackageVersion> Wanted(ProjectToday project) => [.. request.Packages.Where(x => project.Has(x.Id))];

    /// <summary>Packages that were at another version, as they were.</summary>
    private static IReadOnlyList<PackageVersion> Baseline(ProjectToday project)
    {
        var world = project.World;
        if (!File.Exists(world.BaselineFile)) return [];
        var (baseline, error) = BaselineFile.Read(world.BaselineFile, world.Framework, world.ProjectFile);
        if (baseline is null) throw new InvalidDataException($"{Path.GetFileName(world.BaselineFile)} cannot be read: {error?.Message}");
        var moved = baseline.Packages
            .Where(x => project.VersionOf(x.Id) is { } now && !now.Equals(x.Version, StringComparison.OrdinalIgnoreCase));
        return [.. moved.Select(x => new PackageVersion(x.Id, x.Version))];
    }

    private IReadOnlyList<Runnable> Runnables(BuiltSide side) =>
        request.Command.Count > 0 ? [new Runnable("", "")] : Runnable.Tests(side.Projects, request.TestProjects);
}
