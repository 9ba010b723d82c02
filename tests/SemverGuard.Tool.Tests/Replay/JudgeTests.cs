using SemverGuard.Findings;
using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;
using SemverGuard.Tool.Replay.Sides;

namespace SemverGuard.Tool.Replay;

/// <summary>What was not recorded is said, and is neither a difference nor a run that is whole.</summary>
public sealed class JudgeTests : IDisposable
{
    private static readonly Bump Lib = new("Lib", "1.2.3", "1.2.4", ["Lib"]);

    private static readonly Runnable Tests = new("/src/App.Tests.csproj", ""), Command = new("", "");

    private readonly TempFolder folder = new();

    [Theory]
    [InlineData(3, 0, "the run with the packages before: 3 calls were more than a recording keeps")]
    [InlineData(0, 7, "the run with the packages after: 7 calls were more than a recording keeps")]
    public void What_a_recording_had_no_room_for_is_counted(int before, int after, string told)
    {
        var result = Judged(Run(Tests, dropped: before), Run(Tests, dropped: after));
        Assert.Equal([told], Gaps(result));
        Assert.Equal((1, false, true), (result.Crossings, result.HasDifferences, result.IsWhole));
    }

    [Fact]
    public void An_assembly_that_cannot_be_rewritten_is_told()
    {
        var failed = new Rewritten([], [], [("App", "Method has no body")]);
        var result = new ReplayJudge([Lib], [], []).Of(Side(Run(Tests)), Side(Run(Tests)) with { Rewritten = failed });
        Assert.Equal(["App: calls from it were not recorded: it cannot be rewritten: Method has no body"], Gaps(result));
        Assert.False(result.IsWhole);
    }

    [Theory]
    [InlineData(null, "ended", "App.Tests: did not come to its end with the packages after: it hangs")]
    [InlineData(0, "", "App.Tests: a process was killed before it had recorded all with the packages after: it hangs")]
    [InlineData(1, null, "App.Tests: ran no test with the packages after: it hangs")] // the recorder could not begin, or nothing ran
    public void A_run_that_is_not_whole_is_told_by_its_side(int? exitCode, string? recording, string told)
    {
        var run = new SideRun(Tests, exitCode, "run\nerror: it hangs\n", recording is null ? new RecordedRun([]) : Recording(0, recording));
        var result = Judged(Run(Tests), run);
        Assert.Equal([told], Gaps(result));
        Assert.False(result.IsWhole);
        Assert.False(result.HasDifferences);
    }

    [Fact]
    public void A_command_that_recorded_nothing_is_told()
    {
        var run = new SideRun(Command, 0, "", new RecordedRun([]));
        var result = new ReplayJudge([Lib], [], ["app"]).Of(Side(run), Side(run));
        Assert.Equal(["the run: recorded nothing: it printed nothing"], Gaps(result));
        Assert.Equal(0, result.Crossings);
    }

    /// <summary>A recording that no header or no field makes sense of is none: nothing of it is compared, and nobody fails.</summary>
    [Fact]
    public void A_damaged_recording_is_as_good_as_none()
    {
        folder.With("a" + RecordingFormat.Extension, "");
        folder.With("b" + RecordingFormat.Extension, "something else\n");
        folder.With("c" + RecordingFormat.Extension, RecordingFormat.Header + "no number\nCall\tT\nOther\t\t\t\t\t\t\t\t\t\t\n");
        var run = RecordedRun.Of(folder.Root);
        Assert.Equal((0, 0, true), (run.Crossings.Count, run.Dropped, run.IsCut));
    }

    private static ReplayResult Judged(SideRun before, SideRun after) =>
        new ReplayJudge([Lib], [], []).Of(Side(before), Side(after));

    private static RanSide Side(SideRun run) => new([[run]], new Rewritten([], [], []));

    private static string[] Gaps(ReplayResult result) => [.. result.Report.NotChecked.Select(x => $"{x.Subject}: {x.Reason}")];

    private SideRun Run(Runnable what, int dropped = 0) => new(what, 0, "", Recording(dropped, RecordingFormat.Ended.Trim()));

    /// <summary>As a process writes it.</summary>
    /// <param name="end">Empty where it did not come to write it all.</param>
    private RecordedRun Recording(int dropped, string end)
    {
        string[] lines =
        [
            $"{RecordingFormat.Header}{dropped} {end}".TrimEnd(), "Test\tT.A\tT.A\tT.cs\t3\t\t\t\t\t1\t1",
            "Call\tT.A\tM:Lib.Client.Get\tT.cs\t4\tLib\t\t2\t\t1\t2",
        ];
        folder.With("a" + RecordingFormat.Extension, string.Join('\n', lines) + "\n");
        return RecordedRun.Of(folder.Root);
    }

    public void Dispose() => folder.Dispose();
}
