namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>
/// Which members of a type can be read on both sides. A property that is computed now and was a field says nothing any more, and that is no
/// difference: what its type looks like the checks tell that run nothing.
/// </summary>
internal sealed class CommonShapes
{
    private readonly Dictionary<string, HashSet<string>> common;

    public CommonShapes(IReadOnlyList<RecordedCrossing> before, IReadOnlyList<RecordedCrossing> after)
    {
        var (old, now) = (Shapes(before), Shapes(after));
        common = old.Where(x => now.ContainsKey(x.Key)).ToDictionary(x => x.Key, x => x.Value.Intersect(now[x.Key]).ToHashSet());
    }

    public IReadOnlyList<RecordedCrossing> Of(IEnumerable<RecordedCrossing> crossings) =>
        [.. crossings.Select(x => x with { Arguments = Of(x.Arguments), Outcome = Of(x.Outcome), HandedBack = Of(x.HandedBack) })];

    private string Of(string text) => text.Contains('{', StringComparison.Ordinal) ? Of(Value.Parse(text)).ToString() : text;

    private Value Of(Value value)
    {
        if (value.Parts.Count == 0) return value;
        var names = value.Kind == ValueKind.Object ? common.GetValueOrDefault(value.Text) : null;
        var kept = value.Parts.Where(x => names is null || names.Contains(x.Name));
        return value with { Parts = [.. kept.Select(x => (x.Name, Of(x.Value)))] };
    }

    private static Dictionary<string, HashSet<string>> Shapes(IReadOnlyList<RecordedCrossing> crossings)
    {
        var shapes = new Dictionary<string, HashSet<string>>();
        var texts = crossings.SelectMany(x => new[] { x.Arguments, x.Outcome, x.HandedBack });
        foreach (string text in texts.Where(x => x.Contains('{', StringComparison.Ordinal)).Distinct())
            Add(Value.Parse(text));
        return shapes;

        void Add(Value value)
        {
            if (value.Kind == ValueKind.Object)
            {
                if (!shapes.TryGetValue(value.Text, out var names)) shapes.Add(value.Text, names = []);
                names.UnionWith(value.Parts.Select(x => x.Name));
            }
            foreach (var (_, part) in value.Parts) Add(part);
        }
    }
}
