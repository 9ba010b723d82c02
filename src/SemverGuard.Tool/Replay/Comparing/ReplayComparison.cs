using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>A test, or the program, ended in another way.</summary>
/// <param name="Before">Null where it did not run.</param>
/// <param name="First">The first difference at the border in it; null where there is none.</param>
internal sealed record OutcomeDifference(string Test, Spot Spot, string? Before, string? After, BorderDifference? First);

/// <summary>What differs between a run with the packages before and one with those after.</summary>
internal sealed record ReplayComparison(IReadOnlyList<BorderDifference> Differences, IReadOnlyList<OutcomeDifference> Outcomes, int Tests)
{
    /// <param name="before">As <see cref="SteadyRun"/> leaves it.</param>
    public static ReplayComparison Of(
        IReadOnlyList<RecordedCrossing> before, IReadOnlyList<RecordedCrossing> after, Noise noise, Sameness sameness)
    {
        var old = before.ToLookup(x => x.Test);
        var now = after.ToLookup(x => x.Test);
        var differences = new List<BorderDifference>();
        var outcomes = new List<OutcomeDifference>();
        // By name: runners start tests in any order, and the same replay says the same.
        string[] tests = [.. old.Concat(now).Select(x => x.Key).Distinct().Order(StringComparer.Ordinal)];
        var found = tests.ToDictionary(x => x, x => new TestComparison(x, [.. old[x]], [.. now[x]], noise, sameness).Differences());
        string[] fixtures = [.. TestName.SetUpsWithoutTests(tests)];
        foreach (string test in tests)
        {
            differences.AddRange(found[test]);
            // Where all is the same in the test itself, what came before may not be: its class, a fixture, code outside of tests.
            string[] places = [test, TestName.SetUpOf(test), .. fixtures, ""];
            var first = places.SelectMany(x => found.GetValueOrDefault(x, [])).FirstOrDefault();
            if (Outcome(test, old[test].Where(IsTest), now[test].Where(IsTest), first) is { } outcome) outcomes.Add(outcome);
        }
        return new ReplayComparison(differences, outcomes, tests.Count(TestName.IsTest));
    }

    private static bool IsTest(RecordedCrossing crossing) => crossing.Spot.Kind == CrossingKind.Test;

    /// <remarks>What a test returns nobody reads; whether it throws, its runner does.</remarks>
    private static OutcomeDifference? Outcome(
        string test, IEnumerable<RecordedCrossing> before, IEnumerable<RecordedCrossing> after, BorderDifference? first)
    {
        RecordedCrossing? was = Worst(before), isNow = Worst(after);
        if (was is null && isNow is null || was is not null && isNow is not null && was.Threw == isNow.Threw) return null;
        return new OutcomeDifference(test, (was ?? isNow)!.Spot, was?.Outcome, isNow?.Outcome, first);
    }

    private static RecordedCrossing? Worst(IEnumerable<RecordedCrossing> crossings) =>
        crossings.OrderByDescending(x => x.Threw).FirstOrDefault();
}
