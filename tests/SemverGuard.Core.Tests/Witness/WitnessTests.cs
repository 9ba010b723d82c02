using SemverGuard.Compiling;
using Xunit.Abstractions;

namespace SemverGuard.Witness;

public sealed class WitnessTests(ITestOutputHelper output)
{
    private static readonly string ScoreboardFile = Repository.PathOf("tests", "Witness", "scoreboard.md");
    private static readonly string SourcesScoreboardFile = Repository.PathOf("tests", "Witness", "scoreboard-sources.md");
    private static readonly string EffectsScoreboardFile = Repository.PathOf("tests", "Witness", "scoreboard-effects.md");

    [Fact]
    public void Scoreboard_is_up_to_date() => Repository.Holds(ScoreboardFile, new Scoreboard(WitnessJudge.Reports).ToMarkdown());

    [Fact]
    public void Linkage_breaks_are_found()
    {
        double found = new Scoreboard(WitnessJudge.Reports).Found;
        output.WriteLine($"{found:P1}");
        Assert.InRange(found, 0.95, 1);
    }

    [Fact]
    public void Harmless_upgrades_give_no_warning()
    {
        double falseAlarms = new Scoreboard(WitnessJudge.Reports).FalseAlarms;
        output.WriteLine($"{falseAlarms:P1}");
        Assert.InRange(falseAlarms, 0, 0.03);
    }

    [Fact]
    public void A_library_against_itself_is_silent()
    {
        var loud = WitnessCase.All.AsParallel().AsOrdered()
            .SelectMany(x => WitnessJudge.JudgeIdentity(x.Build).Findings.Select(y => $"{x.Name}: {y}"));
        Assert.Empty(loud);
    }

    [Fact]
    public void Everything_is_checked()
    {
        var notChecked = WitnessJudge.Reports.SelectMany(x => x.Value.NotChecked.Select(y => $"{x.Key}: {y.Subject}: {y.Reason}"));
        Assert.Empty(notChecked);
    }

    [Fact]
    public void Sources_scoreboard_is_up_to_date() =>
    Repository.Holds(SourcesScoreboardFile, SourcesScoreboard.Of(WitnessJudge.SourcesReports).ToMarkdown());

    [Fact]
    public void Recompilation_names_every_harm_and_no_other()
    {
        var scoreboard = SourcesScoreboard.Of(WitnessJudge.SourcesReports);
        output.WriteLine(scoreboard.ToMarkdown());
        Assert.InRange(scoreboard.Found, 0.97, 1);
        Assert.InRange(scoreboard.Agreeing, 0.95, 1);
        Assert.InRange(scoreboard.FalseAlarms, 0, 0.02);
    }

    [Fact]
    public void Effects_scoreboard_is_up_to_date() =>
    Repository.Holds(EffectsScoreboardFile, EffectsScoreboard.Of(WitnessJudge.BehaviorReports).ToMarkdown());

    [Fact]
    public void Changed_behavior_is_told_and_refactoring_is_not()
    {
        var scoreboard = EffectsScoreboard.Of(WitnessJudge.BehaviorReports);
        Assert.InRange(scoreboard.Recall.Warned, 0.60, 1);
        Assert.InRange(scoreboard.Recall.Found, 0.85, 1);
        Assert.Empty(scoreboard.FalseAlarms);
    }

    [Fact]
    public void The_same_source_against_the_same_library_means_the_same() =>
        Assert.Empty(WitnessCase.All.AsParallel().AsOrdered()
            .SelectMany(x => WitnessJudge.RebindsOfIdentity(x.Build).Select(y => $"{x.Name}: {y}")));

    /// <summary>
    /// Cases that somebody looks into: <c>SEMVERGUARD_CASES=chain-,iface- dotnet test --filter Explain</c> prints their findings.
    /// </summary>
    [Fact]
    public void Explain()
    {
        string[] wanted = Environment.GetEnvironmentVariable("SEMVERGUARD_CASES")?.Split(',', StringSplitOptions.RemoveEmptyEntries)
            ?? ["asm-facade-split"];
        var cases = WitnessCase.All.Concat(WitnessCase.Peers).Where(x => wanted.Any(y => x.Name.Contains(y, StringComparison.Ordinal)))
            .ToList();
        foreach (var @case in cases)
        {
            output.WriteLine($"{@case.Name}: {string.Join(",", @case.Verdicts)}");
            foreach (var finding in WitnessJudge.Judge(@case.Build).Findings) output.WriteLine("    " + finding);
            output.WriteLine("  --sources");
            foreach (var finding in WitnessJudge.JudgeSources(@case.Build).Findings) output.WriteLine("    " + finding);
            output.WriteLine("  --sources --behavior");
            foreach (var finding in WitnessJudge.JudgeAll(@case.Build).Findings) output.WriteLine("    " + finding);
        }
        Assert.NotEmpty(cases);
    }
}
