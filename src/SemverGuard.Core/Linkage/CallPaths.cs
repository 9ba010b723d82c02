namespace SemverGuard.Linkage;

/// <summary>How the walk came to a method.</summary>
internal enum Step { Root, Call, Callback, Optional }

/// <summary>The methods that a walk has reached, each with the place that first led to it.</summary>
internal sealed class CallPaths
{
    private const int Unreached = -1;

    private readonly int[] callers;
    private readonly int[] offsets;
    private readonly Step[] steps;
    private readonly Queue<int> open = new();

    public CallPaths(int count)
    {
        callers = new int[count];
        for (int i = 0; i < count; i++) callers[i] = Unreached;
        offsets = new int[count];
        steps = new Step[count];
    }

    /// <summary>Methods that are reached and whose bodies nobody has looked at.</summary>
    public int Open => open.Count;

    public int Next() => open.Dequeue();

    public bool Has(int node) => callers[node] != Unreached;

    public void Reach(int node, int caller, int offset, Step step)
    {
        if (Has(node)) return;
        callers[node] = caller;
        offsets[node] = offset;
        steps[node] = step;
        open.Enqueue(node);
    }

    /// <summary>The way to a node, root first: the methods, and the offset in the first of them where the second is called.</summary>
    public (List<int> Nodes, int FirstOffset, bool IsProven) To(int node)
    {
        var nodes = new List<int> { node };
        int firstOffset = 0;
        bool isProven = true;
        while (callers[node] != node)
        {
            firstOffset = offsets[node];
            isProven &= steps[node] == Step.Call;
            node = callers[node];
            nodes.Add(node);
        }
        nodes.Reverse();
        return (nodes, firstOffset, isProven);
    }

    /// <summary>Whether the way to a node begins with, or takes, an override that nobody is seen to call.</summary>
    public bool IsOptional(int node)
    {
        for (; callers[node] != node; node = callers[node])
        {
            if (steps[node] == Step.Optional) return true;
        }
        return false;
    }

    /// <summary>Where its caller leads to a node.</summary>
    public int OffsetOf(int node) => offsets[node];
}
