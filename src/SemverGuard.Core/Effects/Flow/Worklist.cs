namespace SemverGuard.Effects.Flow;

/// <summary>Pairs of paths that are still to be followed.</summary>
internal sealed class Worklist(Allowance allowance)
{
    private readonly Stack<(Path Was, Path Now, Facts Facts)> open = new();

    public bool IsEmpty => open.Count == 0;

    public void Clear() => open.Clear();

    public (Path Was, Path Now, Facts Facts) Next() => open.Pop();

    public void Add(Path was, Path now, Facts facts) => open.Push((was, now, facts));

    /// <summary>With nothing known of what was tested on the way.</summary>
    public void Add(Frame was, Frame now) => Add(new Path(was, null), new Path(now, null), Facts.None);

    /// <summary>Adds both paths twice: where a test holds, and where it does not.</summary>
    /// <returns>True.</returns>
    public bool AddBranches(Test test, Facts facts, Path was, Path now)
    {
        allowance.Take(4 + (long)facts.Count * facts.Count / 64 + (was.Frame.Size + now.Frame.Size) / 4);
        foreach (bool holds in new[] { true, false })
        {
            if (facts.With(test, holds) is { } known) Add(was.Copy(), now.Copy(), known);
        }
        return true;
    }
}
