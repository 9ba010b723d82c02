using SemverGuard.Recording;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>What crossed in one test with the packages before, and with those after.</summary>
internal sealed class TestComparison(
    string test, IReadOnlyList<RecordedCrossing> before, IReadOnlyList<RecordedCrossing> after, Noise noise, Sameness sameness)
{
    /// <summary>
    /// In the order in which they came. Behind the first, the project may only have gone on from another value: then its calls are no news.
    /// </summary>
    public IReadOnlyList<BorderDifference> Differences()
    {
        var beforeBySpot = before.Where(IsBorder).ToLookup(x => x.Spot.Key);
        var afterBySpot = after.Where(IsBorder).ToLookup(x => x.Spot.Key);
        var all = new List<BorderDifference>();
        foreach (string key in beforeBySpot.Concat(afterBySpot).Select(x => x.Key).Distinct())
            all.AddRange(At(key, [.. beforeBySpot[key]], [.. afterBySpot[key]]));
        if (all.Count == 0 && !noise.Unordered.Contains(test) && Order() is { } other) all.Add(other);
        var sorted = all.OrderBy(x => x.First).ToArray();
        long otherCalls = sorted.Where(x => x.Kind == DifferenceKind.Calls).Select(x => x.First).DefaultIfEmpty(long.MaxValue).First();
        return [.. sorted.Where((x, i) => IsNews(x, i == 0, otherCalls))];
    }

    /// <param name="otherCalls">From where on the project calls other things.</param>
    private static bool IsNews(BorderDifference difference, bool isFirst, long otherCalls) => difference.Kind switch
    {
        DifferenceKind.Calls or DifferenceKind.Arguments or DifferenceKind.Order => isFirst,
        DifferenceKind.Callback => isFirst || difference.First <= otherCalls,
        _ => true,
    };

    private static bool IsBorder(RecordedCrossing crossing) => crossing.Spot.Kind != CrossingKind.Test;

    private IEnumerable<BorderDifference> At(string key, RecordedCrossing[] old, RecordedCrossing[] now) =>
        (old.FirstOrDefault() ?? now[0]).Spot.Kind == CrossingKind.Callback ? Callback(key, old, now) : Call(key, old, now);

    private IEnumerable<BorderDifference> Call(string key, RecordedCrossing[] old, RecordedCrossing[] now)
    {
        (old, now) = Overloads.Aligned(old, now);
        bool isOther = false;
        var afterwards = now.ToLookup(x => sameness.Key(x.Arguments));
        foreach (var same in old.GroupBy(x => sameness.Key(x.Arguments)).Where(x => afterwards.Contains(x.Key)))
        {
            RecordedCrossing[] then = [.. afterwards[same.Key]];
            if (Pair(same, then, x => x.Outcome) is var (was, isNow))
            {
                var kind = was.Threw || isNow.Threw ? DifferenceKind.Exception : DifferenceKind.Result;
                yield return Differs(kind, was, isNow, x => x.Outcome) with { Arguments = was.Arguments };
            }
            else if (Pair(same, then, x => x.HandedBack) is var (handed, handsNow))
            {
                yield return Differs(DifferenceKind.HandedBack, handed, handsNow, x => x.HandedBack) with { Arguments = handed.Arguments };
            }
            else if ((InTurn(key, DifferenceKind.Result, same, then, x => x.Outcome)
                ?? InTurn(key, DifferenceKind.HandedBack, same, then, x => x.HandedBack)) is { } turn)
            {
                isOther = true;
                yield return turn with { Arguments = same.First().Arguments };
            }
        }
        if (Pair(old, now, x => x.Arguments) is var (called, isCalled))
            yield return Differs(DifferenceKind.Arguments, called, isCalled, x => x.Arguments);
        else if (isOther)
            yield break; // who gets another answer at one call goes on otherwise
        else if (InTurn(key, DifferenceKind.Arguments, old, now, x => x.Arguments) is { } turn)
            yield return turn;
        else if (Times(old) != Times(now) && !noise.Uncounted.Contains(key))
            yield return Counted(DifferenceKind.Calls, old, now);
    }

    /// <summary>The first of the calls at one place that differs, where all in all the same came there.</summary>
    private BorderDifference? InTurn(
        string key, DifferenceKind kind, IEnumerable<RecordedCrossing> old, IEnumerable<RecordedCrossing> now,
        Func<RecordedCrossing, string> what)
    {
        if (noise.Shuffled.Contains(key)) return null;
        var (then, later) = (Sequence.Of([.. old]), Sequence.Of([.. now]));
        for (int i = 0; i < Math.Min(then.Count, later.Count); i++)
        {
            if (sameness.AreSame(what(then[i].Crossing), what(later[i].Crossing))) continue;
            var (was, time) = then[i];
            return new BorderDifference(kind, test, was.Spot, was.Assembly, what(was), what(later[i].Crossing), time) { Call = i + 1 };
        }
        return null;
    }

    private IEnumerable<BorderDifference> Callback(string key, RecordedCrossing[] old, RecordedCrossing[] now)
    {
        if (Times(old) != Times(now) && !noise.Uncounted.Contains(key)) yield return Counted(DifferenceKind.Callback, old, now);
        else if (Pair(old, now, x => x.Arguments) is var (was, isNow))
            yield return Differs(DifferenceKind.HandedBack, was, isNow, x => x.Arguments);
        else if (InTurn(key, DifferenceKind.HandedBack, old, now, x => x.Arguments) is { } turn)
            yield return turn;
    }

    private BorderDifference Differs(
        DifferenceKind kind, RecordedCrossing old, RecordedCrossing now, Func<RecordedCrossing, string> what) =>
        new(kind, test, old.Spot, old.Assembly, what(old), what(now), old.First);

    private BorderDifference Counted(DifferenceKind kind, RecordedCrossing[] old, RecordedCrossing[] now)
    {
        var one = old.FirstOrDefault() ?? now[0];
        return new BorderDifference(kind, test, one.Spot, one.Assembly, CountText.Of(Times(old)), CountText.Of(Times(now)), one.First);
    }

    private static long Times(RecordedCrossing[] crossings) => crossings.Sum(x => x.Count);

    /// <summary>
    /// The first on each side that the other does not have; where one side only has more, one that both have stands for the other.
    /// </summary>
    private (RecordedCrossing Before, RecordedCrossing After)? Pair(
        IEnumerable<RecordedCrossing> old, IEnumerable<RecordedCrossing> now, Func<RecordedCrossing, string> what)
    {
        HashSet<string> then = [.. old.Select(what)], later = [.. now.Select(what)];
        var gone = old.Where(x => !later.Contains(what(x)) && !later.Any(y => sameness.AreSame(y, what(x)))).ToArray();
        var come = now.Where(x => !then.Contains(what(x)) && !then.Any(y => sameness.AreSame(y, what(x)))).ToArray();
        if (gone.Length == 0 && come.Length == 0) return null;
        if (gone.Length > 0 && come.Length > 0) return (gone[0], come[0]);
        if (gone.Length > 0) return now.FirstOrDefault() is { } remains ? (gone[0], remains) : null;
        return old.FirstOrDefault() is { } was ? (was, come[0]) : null;
    }

    /// <summary>All the same, one after the other in another order.</summary>
    private BorderDifference? Order()
    {
        bool isSteady = !noise.Interleaved.Contains(test);
        Spot[] then = Spots(before, isSteady), now = Spots(after, isSteady);
        for (int i = 0; i < Math.Min(then.Length, now.Length); i++)
        {
            if (then[i].Key == now[i].Key) continue;
            string other = $"`{now[i].Name}`";
            var one = before.First(x => x.Spot.Key == then[i].Key);
            return new BorderDifference(DifferenceKind.Order, test, then[i], one.Assembly, "before " + other, "after " + other, one.First);
        }
        return null;
    }

    /// <param name="all">Each time that one is reached, or the first alone.</param>
    private static Spot[] Spots(IReadOnlyList<RecordedCrossing> crossings, bool all)
    {
        RecordedCrossing[] border = [.. crossings.Where(IsBorder)];
        return all
            ? [.. Sequence.Of(border).Select(x => x.Crossing.Spot)]
            : [.. border.OrderBy(x => x.First).DistinctBy(x => x.Spot.Key).Select(x => x.Spot)];
    }
}
