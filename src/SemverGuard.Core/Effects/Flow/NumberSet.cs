namespace SemverGuard.Effects.Flow;

/// <summary>A set of whole numbers, as ranges in ascending order that do not touch.</summary>
internal sealed class NumberSet
{
    public static readonly NumberSet All = new([(long.MinValue, long.MaxValue)]);

    private static readonly NumberSet None = new([]);

    private readonly (long First, long Last)[] ranges;

    private NumberSet((long, long)[] ranges) => this.ranges = ranges;

    public bool IsEmpty => ranges.Length == 0;

    /// <summary>The one number in it; null when there are more, or none.</summary>
    public long? Single => ranges.Length == 1 && ranges[0].First == ranges[0].Last ? ranges[0].First : null;

    /// <summary>The largest number of a set that has no smallest; null for another.</summary>
    public long? Last => ranges.Length == 1 && ranges[0].First == long.MinValue && ranges[0].Last != long.MaxValue ? ranges[0].Last : null;

    /// <summary>The smallest number of a set that has no largest; null for another.</summary>
    public long? First =>
        ranges.Length == 1 && ranges[0].Last == long.MaxValue && ranges[0].First != long.MinValue ? ranges[0].First : null;

    /// <summary>The smallest and the largest of several numbers without a gap; null for another set.</summary>
    public (long Least, long Most)? Bounds => ranges is [var (first, last)] && first < last
        && first != long.MinValue && last != long.MaxValue ? (first, last) : null;

    public static NumberSet Of(long number) => new([(number, number)]);

    public static NumberSet Below(long number) => number == long.MinValue ? None : new([(long.MinValue, number - 1)]);

    public static NumberSet Above(long number) => number == long.MaxValue ? None : new([(number + 1, long.MaxValue)]);

    public bool Contains(long number) => Array.Exists(ranges, x => x.First <= number && number <= x.Last);

    public NumberSet Except(NumberSet other) => And(other.Complement());

    public NumberSet Or(NumberSet other) => Complement().And(other.Complement()).Complement();

    public NumberSet And(NumberSet other)
    {
        var common = new List<(long, long)>();
        for (int i = 0, j = 0; i < ranges.Length && j < other.ranges.Length;)
        {
            long first = Math.Max(ranges[i].First, other.ranges[j].First), last = Math.Min(ranges[i].Last, other.ranges[j].Last);
            if (first <= last) common.Add((first, last));
            if (ranges[i].Last < other.ranges[j].Last) i++;
            else j++;
        }
        return new NumberSet([.. common]);
    }

    public NumberSet Complement()
    {
        var gaps = new List<(long, long)>();
        long next = long.MinValue;
        foreach (var (first, last) in ranges)
        {
            if (first > next) gaps.Add((next, first - 1));
            if (last == long.MaxValue) return new NumberSet([.. gaps]);
            next = last + 1;
        }
        gaps.Add((next, long.MaxValue));
        return new NumberSet([.. gaps]);
    }

    /// <summary>The numbers that are in the set when <paramref name="offset"/> is added to them.</summary>
    public NumberSet Minus(long offset) => new([.. ranges.Select(x => (Shifted(x.First, offset), Shifted(x.Last, offset)))]);

    private static long Shifted(long number, long offset) => number is long.MinValue or long.MaxValue ? number : number - offset;
}
