namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>What came one after the other.</summary>
internal static class Sequence
{
    /// <summary>
    /// As far as all is known: behind the last time that is kept of what came often, it may have come again between any two others.
    /// </summary>
    public static IReadOnlyList<(RecordedCrossing Crossing, long Time)> Of(IReadOnlyCollection<RecordedCrossing> crossings)
    {
        long end = crossings.Where(x => x.IsCut).Select(x => x.Times[^1]).DefaultIfEmpty(long.MaxValue).Min();
        return [.. crossings.SelectMany(x => x.Times, (x, time) => (x, time)).Where(x => x.time <= end).OrderBy(x => x.time)];
    }

    /// <summary>Crossings that are the same, as one.</summary>
    public static RecordedCrossing Together(IReadOnlyCollection<RecordedCrossing> same) =>
        same.First() with { Count = same.Sum(x => x.Count), Times = [.. Of(same).Select(x => x.Time)] };
}
