using System.Text;
using SemverGuard.Rules;
using Xunit.Abstractions;

namespace SemverGuard.Effects;

/// <summary>
/// Ordinary changes of behavior and ordinary refactorings, and how each is told: one that is told less than it should be stands here as it
/// is.
/// </summary>
public sealed class TripleTests(ITestOutputHelper output)
{
    internal static IReadOnlyList<Triple> All => [.. Changed, .. Refactorings.All];

    private static readonly Triple[] Changed =
        [.. ChangedDefaults.All, .. ChangedFailures.All, .. ChangedConventions.All, .. ChangedEffects.All];

    public static TheoryData<Triple> Changes => [.. Changed];

    public static TheoryData<Triple> Refactored => [.. Refactorings.All];

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_told(Triple triple) => Equal(triple);

    [Theory]
    [MemberData(nameof(Refactored))]
    public void A_refactoring_is_no_warning(Triple triple)
    {
        Assert.NotEqual(Told.Warning, triple.Told);
        Equal(triple);
    }

    /// <summary>Over all cases, so that a new detector that makes others quieter is seen.</summary>
    [Fact]
    public void Most_changes_are_told_and_more_than_half_of_them_loudly()
    {
        double all = Changed.Length, warned = Changed.Count(x => x.Told == Told.Warning), told = Changed.Count(x => x.Told != Told.Nothing);
        output.WriteLine($"{all} changes: {warned} told as a warning, {Changed.Count(x => x.Told == Told.Info)} as an info, {Changed.Count(x => x.Told == Told.Listed)} listed, {all - told} missed");
        Assert.True(warned / all >= 0.6, "told as a warning");
        Assert.True(told / all >= 0.85, "told at all");
    }

    private static void Equal(Triple triple)
    {
        var report = triple.Judge();
        var said = new StringBuilder();
        foreach (var finding in report.Findings.OrderByDescending(x => x.Severity))
            said.Append(finding.Severity).Append(' ').Append(finding.Id).Append(": ").Append(finding.Message).Append('\n');
        Assert.True(triple.Told == Triple.Loudest(report), $"{triple.Name}: expected {triple.Told}, is {Triple.Loudest(report)}\n{said}");
    }
}
