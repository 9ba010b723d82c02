using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Takes two paths, one of each version, a stretch further at a time: to where both act, or one of them ends.</summary>
/// <param name="open">Where the pairs of paths go that are still to be followed.</param>
/// <param name="isOfCases">As <see cref="BodyComparison"/> has it.</param>
internal sealed class PathPairs(
    Machine before, Machine after, Counterparts counterparts, TermPool pool, Worklist open, Allowance allowance, bool isOfCases)
{
    private readonly ValueComparison values = new(pool, before, after, counterparts);
    private readonly Guarded guarded = new(before, after, counterparts, pool, allowance);
    private readonly Visits visits = new(pool, allowance);
    private readonly Looks looks = new(pool);

    /// <summary>The actions of each version, by what they left.</summary>
    public Dictionary<Term, Stop.Action> WasActions { get; } = [];

    /// <inheritdoc cref="WasActions"/>
    public Dictionary<Term, Stop.Action> NowActions { get; } = [];

    /// <summary>The pair that was followed last, where both have stopped.</summary>
    public Difference? Last { get; private set; }

    /// <summary>
    /// Takes both paths to where they stop. The one that comes to a fork waits for nothing; the one that can only go on by acting waits for
    /// the other.
    /// </summary>
    /// <returns>Whether they do the same up to there.</returns>
    public bool Follow(Path was, Path now, Facts facts)
    {
        was = was.Stop is null ? Run(before, was, facts) : was;
        if (was.Stop is Stop.Fork fork) return open.AddBranches(fork.Test, facts, was with { Stop = null }, now);
        now = now.Stop is null ? Run(after, now, facts) : now;
        if (now.Stop is Stop.Fork other) return open.AddBranches(other.Test, facts, was, now with { Stop = null });
        if (isOfCases && (looks.Pass(before, ref was, facts, WasActions) || looks.Pass(after, ref now, facts, NowActions)))
        {
            open.Add(was, now, facts);
            return true;
        }
        Last = new Difference(was, now, facts);
        bool isJoin = was.Stop is Stop.Join;
        if (isJoin && now.Stop is Stop.Join) return Join(was.Frame, now.Frame, facts);
        if (isJoin || now.Stop is Stop.Join)
        {
            var late = isJoin ? was : now;
            if (late.Frame.Code.IsCatch(late.Frame.At)) return false;
            late.Frame.IsJoined = true;
            open.Add(isJoin ? new Path(was.Frame, null) : was, isJoin ? now : new Path(now.Frame, null), facts);
            return true;
        }
        return (was.Stop, now.Stop) switch
        {
            (Stop.Action one, Stop.Action two) => Act(was, one, now, two, facts),
            (Stop.End one, Stop.End two) => End(was, one, now, two, facts),
            (Stop.Leave one, Stop.Leave two) => Leave(was.Frame, one, now.Frame, two, facts),
            _ => false,
        };
    }

    private bool End(Path was, Stop.End one, Path now, Stop.End other, Facts facts)
    {
        if (one.Code != other.Code) return false;
        if (!values.Same(was.Frame, one.Value, now.Frame, other.Value, facts))
            return ValueComparison.Undecided([one.Value, other.Value], facts) is { } test && open.AddBranches(test, facts, was, now);
        if (one.Code is ILOpCode.Throw or ILOpCode.Rethrow) return Handle(was.Frame, now.Frame);
        if (one.Code != ILOpCode.Ret) return true;
        if (before.Frames.IsDone(was.Frame) is not { } isDone || after.Frames.IsDone(now.Frame) is not { } isDoneNow) return true;
        if (isDone != isDoneNow) return false;
        if (!isDone) open.Add(before.Frames.Again(was.Frame), after.Frames.Again(now.Frame));
        return true;
    }

    private static Path Run(Machine machine, Path path, Facts facts)
    {
        var frame = path.Frame;
        var stop = machine.Run(ref frame, facts);
        return new Path(frame, stop);
    }

    private bool Join(Frame was, Frame now, Facts facts)
    {
        bool isCatch = was.Code.IsCatch(was.At);
        if (isCatch != now.Code.IsCatch(now.At)) return false;
        if (visits.Meet(was, now, facts) is not { } node) return true;
        if (isCatch)
        {
            was.Push(pool.Result(node.Id, isFloat: false));
            now.Push(pool.Result(node.Id, isFloat: false));
        }
        was.IsJoined = now.IsJoined = true;
        open.Add(was, now);
        return true;
    }

    private bool Act(Path was, Stop.Action one, Path now, Stop.Action other, Facts facts)
    {
        if (one.Name != other.Name || one.Arguments.Length != other.Arguments.Length || one.Pushes != other.Pushes) return false;
        allowance.Take(one.Arguments.Concat(other.Arguments).Sum(x => (long)x.Size) / 16);
        string symbol = before.Symbol(one);
        if (!counterparts.Match(one.Entity, symbol, other.Entity, after.Symbol(other))) return false;
        if (!values.SameOperands(was.Frame, one, now.Frame, other, facts))
            return ValueComparison.Undecided(one.Arguments.Concat(other.Arguments), facts) is { } test
                && open.AddBranches(test, facts, was, now);
        if (visits.Meet(was.Frame, now.Frame, facts) is not { } node) return true;
        if (!values.SameOperands(was.Frame, one, now.Frame, other, Facts.None) || !Handle(was.Frame, now.Frame)) return false;
        var result = Makes(one, symbol) ? pool.Made(node.Id) : pool.Result(node.Id, one.IsFloat);
        (WasActions[result], NowActions[result]) = (one, other);
        if (NamedMembers.NeverReturns(symbol)) return true; // what stands behind it is there for the compiler
        before.Finish(was.Frame, one, result);
        after.Finish(now.Frame, other, result);
        if (isOfCases)
        {
            was.Frame.Pass(result);
            now.Frame.Pass(result);
        }
        open.Add(was.Frame, now.Frame);
        return true;
    }

    /// <summary>An object or an array; a number as large as a pointer may be 0.</summary>
    private static bool Makes(Stop.Action action, string symbol) => action.Name == nameof(ILOpCode.Newarr)
        || action.Name == nameof(ILOpCode.Newobj) && !symbol.StartsWith("System.IntPtr.", StringComparison.Ordinal)
            && !symbol.StartsWith("System.UIntPtr.", StringComparison.Ordinal);

    /// <summary>Both paths leave the same guarded parts; what a <c>finally</c> sets on the way is not known afterwards.</summary>
    private bool Leave(Frame was, Stop.Leave one, Frame now, Stop.Leave other, Facts facts)
    {
        if (one.Finally.Count != other.Finally.Count) return false;
        if (visits.Meet(was, now, facts) is not { } node) return true;
        if (!Handle(was, now)) return false;
        int set = 0;
        guarded.Forget(was, one.Finally, node, ref set);
        guarded.Forget(now, other.Finally, node, ref set);
        was.Stack.Clear();
        now.Stack.Clear();
        was.At = one.Target;
        now.At = other.Target;
        open.Add(was, now);
        return true;
    }

    /// <summary>
    /// Where an exception may leave: every handler around one path is one around the other, and is entered with what is known here.
    /// </summary>
    private bool Handle(Frame was, Frame now)
    {
        if (guarded.Handlers(was, now) is not { } handlers) return false;
        foreach (var (one, other) in handlers) open.Add(one, other);
        return true;
    }
}
