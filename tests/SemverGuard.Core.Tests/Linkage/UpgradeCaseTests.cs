using SemverGuard.Findings;
using SemverGuard.Rules;
using SemverGuard.Witness;
using Xunit.Abstractions;

namespace SemverGuard.LinkageTests;

/// <summary>What is said of an upgrade, held against what the compiler and the runtime make of it.</summary>
public sealed class UpgradeCaseTests(ITestOutputHelper output)
{
    [Fact]
    public void What_is_said_is_what_happens()
    {
        var wrong = UpgradeCase.All.AsParallel().AsOrdered().Select(Wrong).OfType<string>().ToArray();
        output.WriteLine($"{wrong.Length} of {UpgradeCase.All.Count}");
        Assert.Empty(wrong);
    }

    private static string? Wrong(UpgradeCase @case)
    {
        var build = @case.Build();
        string old = UpgradeCase.Run(build.App, build.CompileBefore), binary = UpgradeCase.Run(build.App, build.CompileAfter);
        string? recompiled = build.AppAfter is { } again ? UpgradeCase.Run(again, build.CompileAfter) : null;
        var full = WitnessJudge.JudgeAll(build);
        Impact warned = Of(full.Findings.Where(x => x.Severity >= Severity.Warning)),
            said = Of(full.Findings.Where(x => x.Id != EffectRules.Implementation.Id));
        // What was failing before may do anything now.
        bool fails = binary.StartsWith('!') && binary != old, differs = !fails && binary != old && !old.StartsWith('!');
        bool isHarmless = binary == old && recompiled == old;
        string? fault =
            fails && !warned.HasFlag(Impact.Binary) ? "the failure is not told"
            : fails && !Of(WitnessJudge.Judge(build).Findings.Where(x => x.Severity >= Severity.Warning)).HasFlag(Impact.Binary) ? "without sources, the failure is not told"
            : !fails && warned.HasFlag(Impact.Binary) ? "a failure is told that does not happen"
            : recompiled is null != warned.HasFlag(Impact.Source) ? "the compiler says otherwise"
            : differs && (said & (Impact.Behavior | Impact.Recompile)) == 0 ? "the difference is not told"
            : isHarmless && full.HasWarnings ? "a harmless upgrade is warned of"
            : null;
        return fault is null
            ? null
            : $"{@case.Name}: {fault} (was {old}, is {binary}, recompiled {recompiled ?? "not"})\n{string.Join("\n", full.Findings)}";
    }

    private static Impact Of(IEnumerable<Finding> findings) => findings.Aggregate(Impact.None, (x, y) => x | y.Impact);
}
