namespace SemverGuard.Effects.Flow;

/// <summary>What is known at each pair of places that two paths reach at the same time, over all visits.</summary>
internal sealed class Visits(TermPool pool, Allowance allowance)
{
    private readonly Dictionary<(Point, Point), Node> nodes = [];

    /// <summary>Meets what earlier visits knew at this pair of places; null when this one brings nothing new, and need not go on.</summary>
    public Node? Meet(Frame was, Frame now, Facts facts)
    {
        var visit = new Term[was.Size + now.Size];
        int next = 0;
        was.CopyTo(visit, ref next);
        now.CopyTo(visit, ref next);
        long size = 0;
        foreach (var value in visit) size += value.Size;
        allowance.Take(visit.Length / 2 + size / 16);
        if (allowance.IsSpent) return null;
        var key = (was.Point, now.Point);
        if (!nodes.TryGetValue(key, out var node)) nodes[key] = node = new Node(nodes.Count + 1, pool);
        for (int i = 0; i < visit.Length; i++) visit[i] = Known(pool.Reduced(visit[i], facts), facts);
        if (node.Merge(visit) is not { } values) return null;
        next = 0;
        was.Set(values, ref next);
        now.Set(values, ref next);
        return node;
    }

    /// <summary>A value as a type that it was found not to be of is null, as one version writes it: later nobody knows why.</summary>
    private Term Known(Term value, Facts facts) => TermPool.IsTypeTest(value) && facts.Number(value) == 0 ? pool.Zero : value;
}
