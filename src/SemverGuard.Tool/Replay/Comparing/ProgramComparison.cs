using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Tool.Replay.Sides;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>What a command printed and how it ended: what its user sees of it.</summary>
internal static class ProgramComparison
{
    public static OutcomeDifference? Of(
        IReadOnlyList<SideRun> before, IReadOnlyList<SideRun> after, IReadOnlyList<string> command, Sameness sameness)
    {
        if (before.Concat(after).Any(x => x.ExitCode is null)) return null;
        var spot = new Spot(CrossingKind.Test, string.Join(' ', command), "", 0);
        if (Agreed(before) is { } code && Agreed(after) is { } later && code != later)
            return new OutcomeDifference("", spot, "exit code " + code, "exit code " + later, null);
        var noise = Noise.Of([[.. before.Select(Printed)], [.. after.Select(Printed)]]);
        var old = SteadyRun.Of(Printed(before[0]), noise).Select(x => x.Outcome).ToArray();
        var now = SteadyRun.Of(Printed(after[0]), noise).Select(x => x.Outcome).ToArray();
        string? gone = Array.Find(old, x => !now.Any(y => sameness.AreSame(x, y)));
        string? come = Array.Find(now, x => !old.Any(y => sameness.AreSame(x, y)));
        return gone is null && come is null ? null : new OutcomeDifference("", spot, gone ?? "", come ?? "", null);
    }

    private static int? Agreed(IReadOnlyList<SideRun> runs) =>
        runs.Select(x => x.ExitCode).Distinct().Count() == 1 ? runs[0].ExitCode : null;

    /// <summary>Each line as a crossing of its own, by what it begins with, so that one that always differs hides no other.</summary>
    private static RecordedRun Printed(SideRun run)
    {
        string[] lines = run.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new RecordedRun([.. lines.Select(Crossing)]);

        static RecordedCrossing Crossing(string line, int i) =>
            new("", new Spot(CrossingKind.Test, "line." + i, "", i), "", "", RecordingFormat.Quoted(line), "", 1, [i]);
    }
}
