namespace SemverGuard.Effects.Flow;

/// <summary>Which of two versions leaves out what the other does, where both then go on with the same.</summary>
internal sealed class Lookahead(Machine before, Machine after, TermPool pool)
{
    /// <summary>Of what comes behind an action, the questions and turns that are followed.</summary>
    private const int MostSteps = 12;

    /// <summary>The same difference, with no stop for the one that only goes on.</summary>
    public (Stop? Was, Stop? Now) Of(Difference difference)
    {
        var (was, now, facts) = difference;
        if (was.Stop is not Stop.Action one || now.Stop is not Stop.Action other) return (was.Stop, now.Stop);
        string old = before.Symbol(one), @new = after.Symbol(other);
        int steps = MostSteps;
        if (old == @new) return (one, other);
        if (ComesTo(before, Behind(before, was, one), facts, @new, ref steps)) return (one, null);
        steps = MostSteps;
        return ComesTo(after, Behind(after, now, other), facts, old, ref steps) ? (null, other) : (one, other);
    }

    private bool ComesTo(Machine machine, Frame frame, Facts facts, string symbol, ref int steps)
    {
        while (steps-- > 0)
        {
            switch (machine.Run(ref frame, facts))
            {
                case Stop.Action action when machine.Symbol(action) == symbol: return true;
                case Stop.Action action when machine.IsLook(action): frame = Behind(machine, new Path(frame, action), action); break;
                case Stop.Join: frame.IsJoined = true; break;
                case Stop.Fork { Test: var test }:
                    return facts.With(test, true) is { } held && ComesTo(machine, frame.Copy(), held, symbol, ref steps)
                        || facts.With(test, false) is { } not && ComesTo(machine, frame, not, symbol, ref steps);
                default: return false;
            }
        }
        return false;
    }

    private Frame Behind(Machine machine, Path path, Stop.Action action)
    {
        var frame = path.Frame.Copy();
        machine.Finish(frame, action, pool.Operation("left by " + machine.Symbol(action), action.Arguments));
        return frame;
    }
}
