using SemverGuard.Findings;
using SemverGuard.Recording;
using SemverGuard.Reports;
using SemverGuard.Tool.Replay.Comparing;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Tool.Replay.Sides;

namespace SemverGuard.Tool.Replay;

/// <summary>What came of a replay.</summary>
/// <param name="Tests">How many were compared.</param>
/// <param name="Crossings">How many calls over the border were, in one run; none where nothing could be compared.</param>
/// <param name="IsWhole">Whether all ran that should, and was recorded.</param>
internal sealed record ReplayResult(Report Report, int Tests, long Crossings, bool IsWhole)
{
    /// <summary>Between the sides: members that nothing called are none.</summary>
    public bool HasDifferences =>
        Report.Upgrades.SelectMany(x => x.Findings).Any(x => x.Finding.Id != ReplayRules.Cover.Id);
}

/// <summary>A side, and what its runs recorded.</summary>
/// <param name="Rounds">In each, every test project or the command ran once.</param>
internal sealed record RanSide(IReadOnlyList<IReadOnlyList<SideRun>> Rounds, Rewritten Rewritten)
{
    public IEnumerable<SideRun> Runs => Rounds.SelectMany(x => x);

    /// <summary>Of each round, what is compared.</summary>
    public RecordedRun[] Recorded(IReadOnlySet<Runnable> silent) =>
        [.. Rounds.Select(x => RecordedRun.Together(x.Where(y => !silent.Contains(y.What)).Select(y => y.Recorded)))];

    /// <summary>Whether all ran that should, and was recorded. A project without tests that ends well has run.</summary>
    public bool IsWhole => Rewritten.Failed.Count == 0 && Runs.All(x => x.IsComplete && (x.ExitCode == 0 || !x.IsSilent));

    /// <summary>The first run that has nothing to compare, or not all; null when there is none.</summary>
    public SideRun? Failed(Runnable what) => Runs.FirstOrDefault(x => x.What == what && (x.IsSilent || !x.IsComplete));

    /// <summary>Null where it is not always the same.</summary>
    public int? ExitCode(Runnable what) =>
        Runs.Where(x => x.What == what).Select(x => x.ExitCode).Distinct().ToArray() is [{ } code] ? code : null;
}

/// <summary>Says what two sides recorded that is not the same.</summary>
/// <param name="bumps">The packages that moved.</param>
/// <param name="known">What the checks found that run nothing.</param>
/// <param name="command">That ran; empty where tests did.</param>
internal sealed class ReplayJudge(IReadOnlyList<Bump> bumps, IReadOnlyList<Finding> known, IReadOnlyList<string> command)
{
    private readonly ReplayFindings findings = new(bumps, known);

    public ReplayResult Of(RanSide before, RanSide after)
    {
        var versions = bumps.SelectMany(x => new[] { x.Before, x.After });
        var builds = before.Rewritten.Mvids.Concat(after.Rewritten.Mvids).Select(x => x.ToString());
        var sameness = new Sameness([.. versions.Concat(builds).Distinct()]);
        var gaps = Gaps(before, after);
        // Beside a run that recorded nothing, all that another one recorded looks like chance.
        var silent = before.Runs.Concat(after.Runs).Where(x => x.IsSilent).Select(x => x.What).ToHashSet();
        Runnable[] compared = [.. after.Rounds[0].Select(x => x.What).Where(x => !silent.Contains(x))];
        IReadOnlyList<Finding> printed = command.Count == 0
            ? [] : findings.Of(ProgramComparison.Of([.. before.Runs], [.. after.Runs], command, sameness));
        bool isWhole = before.IsWhole && after.IsWhole;
        if (compared.Length == 0) return new ReplayResult(Report(printed, gaps, after.Rewritten), 0, 0, isWhole);
        var (olds, news) = (before.Recorded(silent), after.Recorded(silent));
        var noise = Noise.Of([olds, news]);
        var (then, now) = (SteadyRun.Of(olds[0], noise), SteadyRun.Of(news[0], noise));
        var shapes = new CommonShapes(then, now);
        (then, now) = (shapes.Of(then), shapes.Of(now));
        var comparison = ReplayComparison.Of(then, now, noise, sameness);
        RecordedCrossing[] both = [.. then, .. now];
        gaps.AddRange(NoiseText.Of(noise, both, bumps));
        var unseen = Cover.Of(after.Rewritten.Used, both, bumps, findings);
        if (command.Count == 0 && comparison.Outcomes.Count == 0) printed = [.. compared.SelectMany(x => Ended(x, before, after))];
        var report = Report([.. findings.Of(comparison), .. printed, .. unseen], gaps, after.Rewritten);
        long crossings = then.Where(x => x.Spot.Kind != CrossingKind.Test).Sum(x => x.Count);
        return new ReplayResult(report, comparison.Tests, crossings, isWhole);
    }

    /// <summary>A runner that fails though no test does has a reason of its own, such as a process that dies.</summary>
    private IEnumerable<Finding> Ended(Runnable what, RanSide before, RanSide after)
    {
        if (before.ExitCode(what) is not { } code || after.ExitCode(what) is not { } later || code == later) return [];
        string reason = after.Runs.First(x => x.What == what).Reason;
        return [findings.Runner(what.Name, code, later, reason)];
    }

    private Report Report(IReadOnlyList<Finding> found, IReadOnlyList<NotChecked> gaps, Rewritten rewritten)
    {
        int assemblies = bumps.SelectMany(x => x.Assemblies).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return Reports.Report.Of(new GuardReport(found, gaps, new Checked(assemblies, 0, rewritten.Used.Count)), bumps);
    }

    private List<NotChecked> Gaps(RanSide before, RanSide after)
    {
        var gaps = after.Rewritten.Failed
            .Select(x => new NotChecked(x.Assembly, "calls from it were not recorded: it cannot be rewritten: " + x.Reason)).ToList();
        foreach (var what in after.Rounds[0].Select(x => x.What))
        {
            SideRun? then = before.Failed(what), now = after.Failed(what);
            if ((then ?? now) is not { } run) continue;
            string where = then is not null && now is not null ? "" : " with the packages " + (now is null ? "before" : "after");
            gaps.Add(new NotChecked(what.IsCommand ? "the run" : what.Name, $"{State(run)}{where}: {run.Reason}"));
        }
        foreach (var (name, side) in new[] { ("before", before), ("after", after) })
        {
            long dropped = side.Runs.Max(x => x.Recorded.Dropped);
            string[] packages = [.. bumps.Select(x => x.Id)];
            string reason = $"{dropped} calls were more than a recording keeps";
            if (dropped > 0) gaps.Add(new NotChecked("the run with the packages " + name, reason) { Packages = packages });
        }
        return gaps;
    }

    private static string State(SideRun run) => run switch
    {
        { ExitCode: null } => "did not come to its end",
        { IsSilent: false } => "a process was killed before it had recorded all",
        { What.IsCommand: true } => "recorded nothing",
        _ => "ran no test",
    };
}
