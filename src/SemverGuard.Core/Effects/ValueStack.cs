namespace SemverGuard.Effects;

/// <summary>What is on the stack while a body is walked, and what waits at the places that are jumped to.</summary>
internal sealed class ValueStack
{
    private const int Few = 16;

    /// <summary>Higher than compilers pile values at a jump.</summary>
    private const int MostWaiting = 64;

    private readonly Dictionary<int, Value[]> meetings = [];
    private readonly Dictionary<int, Value[]> nothing = [];
    private readonly KnownValues known = new();
    private List<Value> values = [];

    /// <summary>What waits in the local that is returned.</summary>
    private readonly Dictionary<int, Value> kept = [];
    private Value? held;
    private Value? everHeld;

    /// <summary>What the local that is returned holds here; in a handler whatever it ever held.</summary>
    public Value Held => held ?? everHeld ?? Value.Unknown;

    public void Hold(Value value)
    {
        held = value;
        everHeld = everHeld is null ? value : Value.Meet(everHeld, value);
    }

    public void Push(Value value) => values.Add(value);

    /// <summary>Unknown, where a jump came from that was not followed.</summary>
    public Value Pop()
    {
        if (values.Count == 0) return Value.Unknown;
        var top = values[values.Count - 1];
        values.RemoveAt(values.Count - 1);
        return top;
    }

    public Value[] Pop(int count)
    {
        if (count > Few && values.Count < count)
        {
            // Thousands of parameters that nobody gave: one array does for every call.
            values.Clear();
            return nothing.TryGetValue(count, out var known) ? known : nothing[count] = [.. Enumerable.Repeat(Value.Unknown, count)];
        }
        var popped = new Value[count];
        for (int i = count - 1; i >= 0; i--) popped[i] = Pop();
        return popped;
    }

    /// <summary>Without taking them off; fewer where there are not so many.</summary>
    public Value[] Peek(int count) => values.Count < count ? [] : [.. values.Skip(values.Count - count)];

    public void Clear() => values = [];

    /// <summary>A jump to places that are not written down.</summary>
    public void Scatter() => known.Lose();

    /// <summary>The next instruction is not come to from here.</summary>
    public void End()
    {
        values = [];
        held = null;
        known.End();
    }

    public void Jump(int target)
    {
        Wait(target);
        known.Jump(target);
        End();
    }

    /// <param name="when">What the condition is where the jump is taken; a value is true that is not null.</param>
    public void Branch(Value condition, bool when, int target)
    {
        if (!condition.MayBeNull)
        {
            Wait(target);
            known.Jump(target);
            return;
        }
        var (before, heldBefore) = (values, held);
        List<Value> notNull = [.. values.Select(x => ReferenceEquals(x, condition) ? condition.NotNull : x)];
        var heldNotNull = ReferenceEquals(held, condition) ? condition.NotNull : held;
        (values, held) = when ? (notNull, heldNotNull) : (before, heldBefore);
        Wait(target);
        known.Branch(condition, when, target);
        (values, held) = when ? (before, heldBefore) : (notNull, heldNotNull);
    }

    private void Wait(int target)
    {
        if (everHeld is not null) kept[target] = kept.TryGetValue(target, out var other) ? Value.Meet(other, Held) : Held;
        if (values.Count is > 0 and <= MostWaiting)
            meetings[target] = meetings.TryGetValue(target, out var others) ? Met(others, [.. values]) : [.. values];
    }

    /// <summary>A value as it is known here: what was found not to be null on the way is not.</summary>
    public Value Seen(Value value) => known.IsNotNull(value) ? value.NotNull : value;

    /// <summary>At an instruction that may be jumped to.</summary>
    public void Arrive(int offset)
    {
        known.Arrive(offset);
        if (kept.TryGetValue(offset, out var other)) held = held is null ? other : Value.Meet(held, other);
        if (!meetings.TryGetValue(offset, out var waiting)) return;
        if (values.Count == 0) values.AddRange(waiting);
        else values = [.. Met([.. values], waiting)];
    }

    private static Value[] Met(Value[] one, Value[] other) => [.. one.Select((x, i) => i < other.Length ? Value.Meet(x, other[i]) : x)];
}
