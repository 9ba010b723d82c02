namespace SemverGuard.Effects;

/// <summary>What is on the stack while a body is walked, and what waits at the places that are jumped to.</summary>
internal sealed class ValueStack
{
    private const int Few = 16;

    /// <summary>Higher than compilers pile values at a jump.</summary>
    private const int MostWaiting = 64;

    private readonly Dictionary<int, Value[]> meetings = [];
    private readonly Dictionary<int, Value[]> nothing = [];
    private List<Value> values = [];

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

    /// <param name="isLast">The next instruction is not come to from here.</param>
    public void Jump(int target, bool isLast)
    {
        if (values.Count is > 0 and <= MostWaiting) meetings[target] = meetings.TryGetValue(target, out var others) ? Met(others, [.. values]) : [.. values];
        if (isLast) values = [];
    }

    /// <summary>At an instruction that may be jumped to.</summary>
    public void Arrive(int offset)
    {
        if (!meetings.TryGetValue(offset, out var waiting)) return;
        if (values.Count == 0) values.AddRange(waiting);
        else values = [.. Met([.. values], waiting)];
    }

    private static Value[] Met(Value[] one, Value[] other) => [.. one.Select((x, i) => i < other.Length ? Value.Meet(x, other[i]) : x)];
}
