namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>Where runs with the same packages differ, so that a difference between two versions says less or nothing.</summary>
/// <param name="Masks">By the key of a spot, what is hidden there.</param>
/// <param name="Unsteady">Keys of spots that are not compared: not even whether they are reached is always the same.</param>
/// <param name="Uncounted">Keys of spots where it differs how often they are reached.</param>
/// <param name="Unordered">Tests in which it differs what is reached first.</param>
/// <param name="Interleaved">Tests in which it differs what follows what.</param>
/// <param name="Shuffled">Keys of spots where it differs in which order the same comes.</param>
internal sealed record Noise(
    IReadOnlyDictionary<string, Mask> Masks, IReadOnlySet<string> Unsteady, IReadOnlySet<string> Uncounted,
    IReadOnlySet<string> Unordered, IReadOnlySet<string> Interleaved, IReadOnlySet<string> Shuffled)
{
    /// <param name="sides">Each side's runs.</param>
    public static Noise Of(IReadOnlyList<IReadOnlyList<RecordedRun>> sides)
    {
        var masks = new Dictionary<string, Mask>();
        HashSet<string> unsteady = [], uncounted = [], unordered = [], interleaved = [], shuffled = [];
        foreach (var runs in sides)
        {
            var contents = runs.Select(x => x.Crossings);
            unordered.UnionWith(Different(contents, x => x.Test, x => Text(x.OrderBy(y => y.First).Select(y => y.Spot.Key).Distinct())));
            interleaved.UnionWith(Different(contents, x => x.Test, x => Text(Sequence.Of(x).Select(y => y.Crossing.Spot.Key))));
            var spots = runs.Select(x => x.Crossings.ToLookup(y => y.Spot.Key)).ToArray();
            foreach (string key in spots.SelectMany(x => x.Select(y => y.Key)).Distinct())
            {
                var seen = spots.Select(x => x[key].ToArray()).ToArray();
                var enough = Enum.GetValues<Mask>().Where(x => AreSame(seen, x, withCount: false)).Select(x => (Mask?)x);
                if (enough.FirstOrDefault() is not { } mask)
                {
                    unsteady.Add(key);
                    continue;
                }
                if (mask > masks.GetValueOrDefault(key)) masks[key] = mask;
                if (!AreSame(seen, mask, withCount: true)) uncounted.Add(key);
                if (Different(seen, x => x.Test, x => Text(Sequence.Of(x).Select(y => Content(y.Crossing, mask)))).Any()) shuffled.Add(key);
            }
        }
        return new Noise(masks, unsteady, uncounted, unordered, interleaved, shuffled);
    }

    private static string Text(IEnumerable<string> sequence) => string.Join('\n', sequence);

    /// <summary>The groups of what the runs recorded of which they have not all the same.</summary>
    private static IEnumerable<string> Different(
        IEnumerable<IEnumerable<RecordedCrossing>> runs, Func<RecordedCrossing, string> group, Func<RecordedCrossing[], string> what)
    {
        var all = runs.Select(x => x.GroupBy(group).ToDictionary(y => y.Key, y => what([.. y]))).ToArray();
        return all.SelectMany(x => x.Keys).Distinct().Where(x => all.Select(y => y.GetValueOrDefault(x)).Distinct().Count() > 1);
    }

    private static bool AreSame(RecordedCrossing[][] runs, Mask mask, bool withCount)
    {
        var first = Contents(runs[0], mask, withCount);
        return runs.Skip(1).All(x => first.SetEquals(Contents(x, mask, withCount)));
    }

    private static HashSet<string> Contents(RecordedCrossing[] run, Mask mask, bool withCount) =>
    [
        .. run.GroupBy(x => Content(x, mask)).Select(x => withCount ? x.Key + "\t" + x.Sum(y => y.Count) : x.Key),
    ];

    private static string Content(RecordedCrossing crossing, Mask mask)
    {
        string[] texts = [crossing.Arguments, crossing.Outcome, crossing.HandedBack];
        return string.Join('\t', [crossing.Test, crossing.Spot.Member, .. texts.Select(x => MaskedText.Of(mask, x))]);
    }
}
