namespace SemverGuard.Effects;

/// <summary>Which values a condition has found not to be null on every way to an instruction.</summary>
internal sealed class KnownValues
{
    /// <summary>More values than a person keeps in mind.</summary>
    private const int Most = 16;

    private readonly Dictionary<int, Value[]> meetings = [];

    /// <summary>Null where no way leads to.</summary>
    private Value[]? notNull = [];

    /// <summary>Ways lead on that nobody has written down.</summary>
    private bool isLost;

    public void Lose() => isLost = true;

    public bool IsNotNull(Value value) => !isLost && notNull is { Length: > 0 } && Array.Exists(notNull, x => ReferenceEquals(x, value));

    public void End() => notNull = null;

    public void Jump(int target) => Meet(target, notNull);

    /// <param name="when">Whether the value is there where the jump is taken.</param>
    public void Branch(Value value, bool when, int target)
    {
        var with = value.Kind == ValueKind.Literal ? notNull : With(value);
        Meet(target, when ? with : notNull);
        if (!when) notNull = with;
    }

    private Value[]? With(Value value) => notNull is not { Length: < Most } || IsNotNull(value) ? notNull : [.. notNull, value];

    private void Meet(int target, Value[]? here)
    {
        if (here is null) return;
        meetings[target] = meetings.TryGetValue(target, out var others) ? Both(others, here) : here;
    }

    public void Arrive(int offset)
    {
        if (meetings.TryGetValue(offset, out var waiting)) notNull = notNull is null ? waiting : Both(notNull, waiting);
        else notNull ??= []; // a handler, or the head of a loop
    }

    private static Value[] Both(Value[] one, Value[] other) =>
        one.Length == 0 || other.Length == 0 ? [] : Array.FindAll(one, x => Array.Exists(other, y => ReferenceEquals(x, y)));
}
