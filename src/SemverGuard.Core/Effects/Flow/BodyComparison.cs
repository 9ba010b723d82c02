using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>
/// Whether two bodies do the same, whatever the compiler made of them: both are followed side by side, and do the same things in the same
/// order.
/// </summary>
/// <remarks>
/// A bisimulation by symbolic execution. What only the body itself can see (temporaries, the order of blocks, the polarity of a jump, how a
/// <c>switch</c> is written) is not compared; what others can see is: calls, loads, stores, constructions, what is thrown and returned, and
/// the conditions under which. "Equal" is proven; "not equal" may be two ways to write the same.
/// </remarks>
internal sealed class BodyComparison
{
    /// <summary>
    /// Steps that may be taken for one method, for each instruction that it has; beyond that it is taken to have changed.
    /// </summary>
    private const int StepsPerInstruction = 800, FewestSteps = 40_000, MostSteps = 1_000_000;

    /// <summary>Of cases: until the first is found, which is soon or never, and then until all is known of it.</summary>
    private const int StepsToCase = 20_000, StepsOfCase = 120_000;

    private readonly Allowance allowance;
    private readonly TermPool pool;
    private readonly Machine before;
    private readonly Machine after;
    private readonly Counterparts counterparts;
    private readonly ValueComparison values;
    private readonly Guarded guarded;
    private readonly Looks looks;
    private readonly DifferenceReader reader;
    private readonly Visits visits;
    private readonly Worklist open;
    private readonly Dictionary<Term, Stop.Action> wasActions = [];
    private readonly Dictionary<Term, Stop.Action> nowActions = [];
    private readonly IReadOnlyList<int>? places;
    private readonly bool isOfCases;
    private Difference? last;

    /// <summary>Of cases, the one that is come to first; the rest is followed for what each version looks at.</summary>
    private Difference? first;

    /// <summary>Where an exception has other words, which is told where nothing else differs.</summary>
    private Difference? worded;

    /// <param name="isPartBefore">Methods that only one version has: helpers that are part of their callers.</param>
    /// <param name="places">Of the parameters of the one before among those of the one after, where they are others; each its own.</param>
    /// <param name="isOfCases">
    /// What only looks at something is a value by its name, whenever it is looked at, and no action that has its place: two versions that
    /// look at different things are followed to what they do otherwise by that. Proves nothing, and finds the case.
    /// </param>
    public BodyComparison(Side before, Func<MethodDefinitionHandle, bool> isPartBefore, Side after,
        Func<MethodDefinitionHandle, bool> isPartAfter, Allowance allowance, IReadOnlyList<int>? places, bool isOfCases = false)
    {
        (this.allowance, this.places, this.isOfCases) = (allowance, places, isOfCases);
        pool = new TermPool(allowance);
        this.before = new Machine(before, "before", pool, isPartBefore, allowance);
        this.after = new Machine(after, "after", pool, isPartAfter, allowance);
        counterparts = new Counterparts(before, after);
        values = new ValueComparison(pool, this.before, this.after, counterparts);
        guarded = new Guarded(this.before, this.after, counterparts, pool, allowance);
        visits = new Visits(pool, allowance);
        looks = new Looks(pool);
        open = new Worklist(allowance);
        reader = new DifferenceReader(this.before, wasActions, this.after, nowActions, pool, places);
    }

    /// <returns>Where the two first do something else, without words where one of them cannot be followed; null when they do the
    /// same.</returns>
    public Mismatch? Compare(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        if (IsProvenEqual(was, now)) return null;
        // Where it was given up, nothing is known to differ.
        var difference = allowance.IsSpent ? worded : last;
        return difference is null ? new Mismatch(null) { IsGivenUp = true } : reader.Explained(difference);
    }

    /// <returns>What the two do otherwise by what one of them looks at; null where nothing is found, or it has no name.</returns>
    public Case? FindCase(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        if (IsProvenEqual(was, now) || first is null || allowance.IsSpent) return null;
        try
        {
            return reader.InCase(first);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>A body that cannot be followed is not proven to do the same, and is nothing against the others.</summary>
    private bool IsProvenEqual(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        try
        {
            return AreEqual(was, now);
        }
        catch (BadImageFormatException)
        {
            last = worded = first = null;
            return false;
        }
    }

    private bool AreEqual(MethodDefinitionHandle was, MethodDefinitionHandle now)
    {
        counterparts.Add(was, now);
        var root = was;
        while (counterparts.Open.Count > 0)
        {
            var (one, other) = counterparts.Open.Dequeue();
            allowance.Begin(MostSteps); // decoding counts too
            if (before.Enter(one, one == root ? places : null) is not { } wasFrame || after.Enter(other) is not { } nowFrame)
            {
                if (before.CodeOf(one) is null && after.CodeOf(other) is null) continue;
                last = null;
                return false;
            }
            long instructions = wasFrame.Code.Instructions.Length + nowFrame.Code.Instructions.Length;
            allowance.Begin(isOfCases ? StepsToCase : Math.Min(MostSteps, Math.Max(FewestSteps, StepsPerInstruction * instructions)));
            open.Clear();
            open.Add(wasFrame, nowFrame);
            if (!FollowAll()) return false;
        }
        last = worded;
        return worded is null && first is null;
    }

    /// <returns>Whether there may be more to find out in other bodies.</returns>
    private bool FollowAll()
    {
        while (!open.IsEmpty)
        {
            var (was, now, facts) = open.Next();
            if (Follow(was, now, facts) && !allowance.IsSpent) continue;
            if (allowance.IsSpent) return false;
            if (isOfCases)
            {
                // What the other paths look at tells what this one alone does.
                if (first is null) allowance.Begin(StepsOfCase);
                first ??= last;
                continue;
            }
            if (worded is not null || !Throwing.IsOfWords(before, after, last!)) return false;
            worded = last;
        }
        return true;
    }

    /// <summary>
    /// Takes both paths to where they stop. The one that comes to a fork waits for nothing; the one that can only go on by acting waits for
    /// the other.
    /// </summary>
    private bool Follow(Path was, Path now, Facts facts)
    {
        was = was.Stop is null ? Run(before, was, facts) : was;
        if (was.Stop is Stop.Fork fork) return open.AddBranches(fork.Test, facts, was with { Stop = null }, now);
        now = now.Stop is null ? Run(after, now, facts) : now;
        if (now.Stop is Stop.Fork other) return open.AddBranches(other.Test, facts, was, now with { Stop = null });
        if (isOfCases && (looks.Pass(before, ref was, facts, wasActions) || looks.Pass(after, ref now, facts, nowActions)))
        {
            open.Add(was, now, facts);
            return true;
        }
        last = new Difference(was, now, facts);
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
        if (one.Code != ILOpCode.Ret || before.IsDone(was.Frame) is not { } isDone || after.IsDone(now.Frame) is not { } isDoneNow)
            return true;
        if (isDone != isDoneNow) return false;
        if (!isDone) open.Add(before.Again(was.Frame), after.Again(now.Frame));
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
        (wasActions[result], nowActions[result]) = (one, other);
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
