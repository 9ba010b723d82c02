namespace SemverGuard.Effects.Flow;

/// <summary>Which of two versions leaves out what the other does: it does not come to it later either.</summary>
internal sealed class Lookahead(Machine before, Machine after, TermPool pool)
{
    /// <summary>Beyond that it may come to anything.</summary>
    private const int MostSteps = 64;

    /// <summary>The stops of a difference, with none for the one that only goes on; null where the two differ in their order.</summary>
    public (Stop? Was, Stop? Now)? Of(Difference difference)
    {
        var (was, now, facts) = difference;
        if (was.Stop is not Stop.Action one || now.Stop is not Stop.Action other || IsSame(before, one, after, other))
            return (was.Stop, now.Stop);
        bool isGone = !MayDo(after, now, facts, before, one), isNew = !MayDo(before, was, facts, after, other);
        return isGone ? (one, isNew ? other : null) : isNew ? (null, other) : null;
    }

    private static bool IsSame(Machine machine, Stop.Action action, Machine another, Stop.Action other) =>
        action.Name == other.Name && machine.Symbol(action) == another.Symbol(other);

    /// <summary>Whether a path comes to what the other one stops at.</summary>
    private bool MayDo(Machine machine, Path path, Facts facts, Machine another, Stop.Action goal)
    {
        int steps = MostSteps;
        var open = new Stack<(Frame Frame, Stop? Stop, Facts Facts)>();
        open.Push((path.Frame.Copy(), path.Stop, facts));
        while (open.Count > 0)
        {
            var (frame, stop, known) = open.Pop();
            if (steps-- == 0) return true;
            switch (stop ?? machine.Run(ref frame, known))
            {
                case Stop.Action action when IsSame(machine, action, another, goal): return true;
                case Stop.Action action:
                    machine.Finish(frame, action, pool.Operation("left by " + machine.Symbol(action), action.Arguments));
                    open.Push((frame, null, known));
                    break;
                case Stop.Join:
                    frame.IsJoined = true;
                    open.Push((frame, null, known));
                    break;
                case Stop.Fork { Test: var test }:
                    if (known.With(test, true) is { } held) open.Push((frame.Copy(), null, held));
                    if (known.With(test, false) is { } not) open.Push((frame, null, not));
                    break;
                case Stop.End: break;
                default: return true;
            }
        }
        return false;
    }
}
