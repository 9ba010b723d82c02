using Microsoft.CodeAnalysis;
using SemverGuard.Compiling;
using SemverGuard.LinkageTests;
using Xunit.Abstractions;

namespace SemverGuard.Witness;

/// <summary>
/// The kinds of changes that other tools' tests and rule documents know, in small cases whose truth is found at every run.
/// </summary>
public sealed class KindTests(ITestOutputHelper output)
{
    private static readonly string File = Repository.PathOf("tests", "Peers", "kinds.md");

    private static readonly Lazy<KindsScoreboard> Scoreboard =
        new(() => new KindsScoreboard([.. UpgradeCase.Kinds.AsParallel().AsOrdered().Select(Judged)]));

    [Fact]
    public void Scoreboard_is_up_to_date() => Repository.Holds(File, Scoreboard.Value.ToMarkdown());

    [Fact]
    public void What_goes_wrong_is_known_and_what_works_is_no_gap()
    {
        output.WriteLine(string.Join("\n", Scoreboard.Value.Wrong));
        Assert.Equal(KindGaps.Known, Scoreboard.Value.Wrong);
    }

    [Fact]
    public void What_is_warned_of_comes_true()
    {
        output.WriteLine(string.Join("\n", Scoreboard.Value.Untrue));
        Assert.Equal(KindGaps.Untrue, Scoreboard.Value.Untrue);
    }

    /// <summary>The rules alone, as the editor asks them: a compiler has the last word elsewhere.</summary>
    [Fact]
    public void What_a_generic_base_has_is_not_gone_for_who_sees_no_source()
    {
        string[] harmless =
        [
            "elsewhere: method moves to a generic base, overridden",
            "elsewhere: method moves to a generic base, method group",
            "elsewhere: property and event move to a generic base",
        ];
        var told = UpgradeCase.Kinds.Where(x => harmless.Contains(x.Name))
            .Select(x => (x.Name, WitnessJudge.Judge(x.Build()).Findings.Count(y => y.Severity >= Findings.Severity.Warning))).ToArray();
        Assert.Equal(harmless.Select(x => (x, 0)), told);
    }

    private static PeerRow Judged(UpgradeCase @case)
    {
        var build = @case.Build();
        return new PeerRow(Truth(@case.Name, build), WitnessJudge.JudgeAll(build));
    }

    private static PeerTruth Truth(string name, WitnessBuild build)
    {
        string old = UpgradeCase.Run(build.App, build.CompileBefore), binary = UpgradeCase.Run(build.App, build.CompileAfter);
        string? recompiled = build.AppAfter is { } again ? UpgradeCase.Run(again, build.CompileAfter) : null;
        bool isBinary = binary != old && binary.StartsWith('!');
        List<string> verdicts = [];
        if (recompiled is null) verdicts.Add("source");
        if (isBinary) verdicts.Add("binary");
        else if (binary != old) verdicts.Add("silent-binary");
        if (recompiled is not null && recompiled != old) verdicts.Add("silent-recompile");
        if (verdicts.Count == 0) verdicts.Add(WarnsOtherwise(build) ? "warning-only" : "none");
        return new PeerTruth(name, verdicts, isBinary ? recompiled?.StartsWith('!') == false : null);
    }

    private static bool WarnsOtherwise(WitnessBuild build) => !Warnings(build.App).SetEquals(Warnings(build.AppAfter!));

    private static HashSet<string> Warnings(CompiledAssembly app) =>
        [.. app.Compilation.GetDiagnostics().Where(x => x.Severity == DiagnosticSeverity.Warning).Select(x => x.Id)];
}
