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
internal sealed record ReplayResult(Report Report, int Tests, long Crossings);

/// <summary>A side, and what its runs recorded.</summary>
internal sealed record RanSide(IReadOnlyList<SideRun> Runs, Rewritten Rewritten)
{
    /// <summary>A run that recorded nothing, where there is one: beside it all that another recorded looks like chance.</summary>
    public SideRun? Silent => Runs.FirstOrDefault(x => x.Recorded.Crossings.Count == 0);
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
        var printed = findings.Of(ProgramComparison.Of(before.Runs, after.Runs, command, sameness));
        var gaps = Gaps(before, after);
        // One that ran nothing is no side to compare with.
        if (before.Silent is not null || after.Silent is not null) return Result(printed, gaps, after.Rewritten, 0, []);
        var noise = Noise.Of([[.. before.Runs.Select(x => x.Recorded)], [.. after.Runs.Select(x => x.Recorded)]]);
        var (then, now) = (SteadyRun.Of(before.Runs[0].Recorded, noise), SteadyRun.Of(after.Runs[0].Recorded, noise));
        var shapes = new CommonShapes(then, now);
        (then, now) = (shapes.Of(then), shapes.Of(now));
        var comparison = ReplayComparison.Of(then, now, noise, sameness);
        RecordedCrossing[] both = [.. then, .. now];
        gaps.AddRange(NoiseText.Of(noise, both, bumps));
        var unseen = Cover.Of(after.Rewritten.Used, both, bumps, findings);
        return Result([.. findings.Of(comparison), .. printed, .. unseen], gaps, after.Rewritten, comparison.Tests, then);
    }

    private ReplayResult Result(
        IReadOnlyList<Finding> found, IReadOnlyList<NotChecked> gaps, Rewritten rewritten, int tests, IReadOnlyList<RecordedCrossing> crossings)
    {
        int assemblies = bumps.SelectMany(x => x.Assemblies).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var report = Report.Of(new GuardReport(found, gaps, new Checked(assemblies, 0, rewritten.Used.Count)), bumps);
        return new ReplayResult(report, tests, crossings.Where(x => x.Spot.Kind != CrossingKind.Test).Sum(x => x.Count));
    }

    private List<NotChecked> Gaps(RanSide before, RanSide after)
    {
        var gaps = after.Rewritten.Failed
            .Select(x => new NotChecked(x.Assembly, "calls from it were not recorded: it cannot be rewritten: " + x.Reason)).ToList();
        foreach (var (name, side) in new[] { ("before", before), ("after", after) })
        {
            string subject = "the run with the packages " + name;
            if (side.Runs.Any(x => x.ExitCode is null)) gaps.Add(new NotChecked(subject, "did not come to its end: " + LastLine(side.Runs[0])));
            else if (side.Silent is { } silent) gaps.Add(new NotChecked(subject, "recorded nothing: " + LastLine(silent)));
            if (side.Runs.Max(x => x.Recorded.Dropped) is > 0 and var dropped)
                gaps.Add(new NotChecked(subject, $"{dropped} calls were more than a recording keeps") { Packages = [.. bumps.Select(x => x.Id)] });
        }
        return gaps;
    }

    private static string LastLine(SideRun run) =>
        run.Output.Split('\n').Select(x => x.Trim()).LastOrDefault(x => x.Length > 0) ?? "it printed nothing";
}
