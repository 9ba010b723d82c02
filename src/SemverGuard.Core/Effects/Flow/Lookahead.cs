using System.Reflection.Metadata;

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
        if (!IsOnTheWay(was.Stop) || !IsOnTheWay(now.Stop)) return (was.Stop, now.Stop);
        Stop.Action? one = was.Stop as Stop.Action, other = now.Stop as Stop.Action;
        if (one is not null && other is not null && IsSame(before, one, after, other)) return (one, other);
        bool isGone = one is not null && !MayDo(after, now, facts, before, one),
            isNew = other is not null && !MayDo(before, was, facts, after, other);
        return isGone ? (one, isNew ? other : null) : isNew ? (null, other) : null;
    }

    /// <summary>Whether something comes behind it.</summary>
    public static bool IsOnTheWay(Stop? stop) => stop is Stop.Action or Stop.Leave;

    /// <summary>Whether the two do the same, whatever with.</summary>
    public static bool IsSame(Machine machine, Stop.Action action, Machine another, Stop.Action other) =>
        action.Name == other.Name && machine.Symbol(action) == another.Symbol(other);

    /// <summary>Whether a path comes to what the other one stops at.</summary>
    private bool MayDo(Machine machine, Path path, Facts facts, Machine another, Stop.Action goal) =>
        Any(machine, path, facts, (stop, _) => stop is not Stop.Action action ? Coming.Nowhere
            : IsSame(machine, action, another, goal) ? Coming.There : Coming.On, x => machine.Symbol(x) == another.Symbol(goal));

    /// <summary>Whether one of the two comes to its end, and not to a throw whatever happens.</summary>
    public bool MayReturn(Difference difference) =>
        MayReturn(before, difference.Was, difference.Facts) || MayReturn(after, difference.Now, difference.Facts);

    private bool MayReturn(Machine machine, Path path, Facts facts) =>
        Any(machine, path, facts, (stop, _) => stop is Stop.End { Code: ILOpCode.Ret } ? Coming.There : Coming.On, _ => false);

    /// <summary>Whether a path may come to such an answer, or to one that nobody can tell, and do nothing on its way but read.</summary>
    public bool MayAnswer(Machine machine, Path path, Facts facts, Term answer) =>
        Any(machine, path, facts, (stop, known) => stop switch
        {
            Stop.Action action => machine.IsRead(action) || machine.IsTrueOfNull(action) ? Coming.On : Coming.Nowhere,
            Stop.End { Value: { } value } => pool.Reduced(value, known) is var other && (other == answer || !other.IsLiteral)
                ? Coming.There : Coming.Nowhere,
            _ => Coming.Nowhere,
        });

    private enum Coming { On, There, Nowhere }

    /// <param name="where">Of an action or an end.</param>
    /// <param name="stops">Whether what a <c>finally</c> names is what is looked for; null where any of them is.</param>
    private bool Any(
        Machine machine, Path path, Facts facts, Func<Stop, Facts, Coming> where, Func<EntityHandle, bool>? stops = null)
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
                case Stop.Action action:
                    if (where(action, known) is var coming && coming == Coming.There) return true;
                    if (coming == Coming.Nowhere) break;
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
                case Stop.Leave leave when leave.Finally.All(x => stops is not null && IsPassed(frame.Code, x, stops)):
                    frame.Stack.Clear();
                    frame.At = leave.Target;
                    open.Push((frame, null, known));
                    break;
                case Stop.End end:
                    if (where(end, known) == Coming.There) return true;
                    break;
                default: return true;
            }
        }
        return false;
    }

    /// <summary>Whether a handler neither does what is looked for nor sets what is looked at behind it.</summary>
    private static bool IsPassed(Code code, Region handler, Func<EntityHandle, bool> stops)
    {
        for (int i = handler.Handler; i < handler.HandlerEnd; i++)
        {
            var instruction = code.Instructions[i];
            if (instruction.Code == ILOpCode.Stloc || !instruction.Entity.IsNil && stops(instruction.Entity)) return false;
        }
        return true;
    }
}
