using SemverGuard.Compiling;
using Xunit.Abstractions;

namespace SemverGuard.Witness;

public sealed class PeerTests(ITestOutputHelper output)
{
    private static readonly string File = Repository.PathOf("tests", "Peers", "scoreboard.md");

    private static readonly Lazy<PeersScoreboard> Scoreboard = new(() =>
        new PeersScoreboard(
            [.. WitnessCase.Peers.AsParallel().AsOrdered().Select(x => new PeerRow(PeerTruth.Of(x), WitnessJudge.JudgeAll(x.Build)))]));

    [Fact]
    public void Scoreboard_is_up_to_date() => Repository.Holds(File, Scoreboard.Value.ToMarkdown());

    [Fact]
    public void What_goes_wrong_is_known_and_what_works_is_no_gap()
    {
        output.WriteLine(string.Join("\n", Scoreboard.Value.Wrong));
        Assert.Equal(PeerGaps.Known, Scoreboard.Value.Wrong);
    }

    [Fact]
    public void A_library_against_itself_is_silent() =>
        Assert.Empty(WitnessCase.Peers.AsParallel().AsOrdered()
            .SelectMany(x => WitnessJudge.JudgeIdentity(x.Build).Findings.Select(y => $"{x.Name}: {y}")));

    [Fact]
    public void The_same_source_against_the_same_library_means_the_same() =>
        Assert.Empty(WitnessCase.Peers.AsParallel().AsOrdered()
            .SelectMany(x => WitnessJudge.RebindsOfIdentity(x.Build).Select(y => $"{x.Name}: {y}")));

    [Fact]
    public void Everything_is_checked() =>
        Assert.Empty(WitnessCase.Peers.AsParallel().AsOrdered()
            .SelectMany(x => WitnessJudge.JudgeAll(x.Build).NotChecked.Select(y => $"{x.Name}: {y.Subject}: {y.Reason}")));
}
