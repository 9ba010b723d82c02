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

    private readonly Allowance allowance;
    private readonly TermPool pool;
    private readonly Machine before;
    private readonly Machine after;
    private readonly Counterparts counterparts;
    private readonly Dictionary<(Point, Point), Node> nodes = [];
    private readonly Dictionary<long, Stop.Action> wasActions = [];
    private readonly Dictionary<long, Stop.Action> nowActions = [];
    private readonly IReadOnlyList<int>? places;
    private Difference? last;

    /// <summary>Where an exception has other words, which is told where nothing else differs.</summary>
    private Difference? worded;
    private readonly Stack<(Path Was, Path Now, Facts Facts)> open = new();

    private BodyComparison(Side before, Func<MethodDefinitionHandle, bool> isPartBefore, Side after,
        Func<MethodDefinitionHandle, bool> isPartAfter, Allowance allowance, IReadOnlyList<int>? places)
    {
        (this.allowance, this.places) = (allowance, places);
        pool = new TermPool(allowance);
        this.before = new Machine(before, "before", pool, isPartBefore, allowance);
        this.after = new Machine(after, "after", pool, isPartAfter, allowance);
        counterparts = new Counterparts(before, after);
    }

    /// <param name="isPartBefore">Methods that only one version has: helpers that are part of their callers.</param>
    /// <param name="places">Of the parameters of the one before among those of the one after, where they are others; each its own.</param>
    /// <returns>Where the two first do something else, without words where one of them cannot be followed; null when they do the
    /// same.</returns>
    public static Mismatch? Compare(
        Side before, MethodDefinitionHandle was, Func<MethodDefinitionHandle, bool> isPartBefore,
        Side after, MethodDefinitionHandle now, Func<MethodDefinitionHandle, bool> isPartAfter, Allowance allowance,
        IReadOnlyList<int>? places = null)
    {
        var comparison = new BodyComparison(before, isPartBefore, after, isPartAfter, allowance, places);
        try
        {
            if (comparison.AreEqual(was, now)) return null;
        }
        catch (BadImageFormatException)
        {
            return new Mismatch(null); // a body that cannot be followed is not proven to do the same, and is nothing against the others
        }
        // Where it was given up, nothing is known to differ.
        var difference = allowance.IsSpent ? comparison.worded : comparison.last;
        return difference is null ? new Mismatch(null) : comparison.Explained(difference);
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
            allowance.Begin(Math.Min(MostSteps, Math.Max(FewestSteps, StepsPerInstruction * instructions)));
            open.Clear();
            open.Push((new Path(wasFrame, null), new Path(nowFrame, null), Facts.None));
            while (open.Count > 0)
            {
                var (x, y, facts) = open.Pop();
                if (Follow(x, y, facts) && !allowance.IsSpent) continue;
                if (allowance.IsSpent || worded is not null || !IsOfWords(last!)) return false;
                worded = last;
            }
        }
        last = worded;
        return worded is null;
    }

    /// <summary>Both throw an exception of the same type.</summary>
    private bool IsOfWords(Difference difference)
    {
        var (was, now, _) = difference;
        return was.Stop is Stop.Action one && now.Stop is Stop.Action other && Throws(was.Frame) && Throws(now.Frame)
            && Made(before, one) is { Length: > 0 } type && type == Made(after, other);

        static string Made(Machine machine, Stop.Action action) => action.Name != nameof(ILOpCode.Newobj) ? ""
            : Symbol(machine, action) is var symbol && symbol.IndexOf("..ctor(", StringComparison.Ordinal) is > 0 and var end
                ? symbol.Substring(0, end)
                : "";
    }

    /// <summary>
    /// Takes both paths to where they stop. The one that comes to a fork waits for nothing; the one that can only go on by acting waits for
    /// the other.
    /// </summary>
    private bool Follow(Path was, Path now, Facts facts)
    {
        was = was.Stop is null ? Run(before, was, facts) : was;
        if (was.Stop is Stop.Fork fork) return Branch(fork.Test, facts, was with { Stop = null }, now);
        now = now.Stop is null ? Run(after, now, facts) : now;
        if (now.Stop is Stop.Fork other) return Branch(other.Test, facts, was, now with { Stop = null });
        last = new Difference(was, now, facts);
        bool isJoin = was.Stop is Stop.Join;
        if (isJoin && now.Stop is Stop.Join) return Join(was.Frame, now.Frame, facts);
        if (isJoin || now.Stop is Stop.Join)
        {
            var late = isJoin ? was : now;
            if (late.Frame.Code.IsCatch(late.Frame.At)) return false;
            late.Frame.IsJoined = true;
            open.Push(isJoin ? (new Path(was.Frame, null), now, facts) : (was, new Path(now.Frame, null), facts));
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
        if (!Same(was.Frame, one.Value, now.Frame, other.Value, facts))
            return Undecided([one.Value, other.Value], facts) is { } test && Branch(test, facts, was, now);
        if (one.Code is ILOpCode.Throw or ILOpCode.Rethrow) return Handle(was.Frame, now.Frame);
        if (one.Code != ILOpCode.Ret || before.IsDone(was.Frame) is not { } isDone || after.IsDone(now.Frame) is not { } isDoneNow)
            return true;
        if (isDone != isDoneNow) return false;
        if (!isDone) GoOn(before.Again(was.Frame), after.Again(now.Frame));
        return true;
    }

    private static Test? Undecided(IEnumerable<Term?> terms, Facts facts) =>
        terms.OfType<Term>().Select(x => Test.Within(x, facts)).FirstOrDefault(x => x is not null);

    /// <summary>In words.</summary>
    private Mismatch Explained(Difference difference)
    {
        Code was = Root(difference.Was.Frame), now = Root(difference.Now.Frame);
        string returned = difference.Now.Frame.Code.Machine is null ? now.ReturnType : "";
        var explanation = new Explanation(
            new TermText(before.Side, was, wasActions) { Places = places }, new TermText(after.Side, now, nowActions), returned);
        var (one, other) = (difference.Was.Stop, difference.Now.Stop);
        // What is done to an exception before it is thrown is no other end.
        if (one is Stop.End { Code: ILOpCode.Throw } && other is Stop.Action && LeadsToThrow(difference.Now.Frame)) one = null;
        if (other is Stop.End { Code: ILOpCode.Throw } && one is Stop.Action && LeadsToThrow(difference.Was.Frame)) other = null;
        string? text = explanation.Of(one, other, difference.Facts);
        string part = UserMethod.Part(DocumentationId.Method(after.Side.Image, now.Handle));
        bool isLambda = part.StartsWith("a lambda", StringComparison.Ordinal);
        return new Mismatch(isLambda && text is not null ? text + ", in a lambda" : text)
        {
            IsValue = explanation.IsValue(one, other),
            IsAnswer = !isLambda && Explanation.IsAnswer(one, other),
            // In a helper, what is read may make the words, and a condition may be about what others give it.
            Thrown = IsInSight(before, difference.Was.Frame) && IsInSight(after, difference.Now.Frame)
                ? explanation.Thrown(one, Throws(difference.Was.Frame), other, Throws(difference.Now.Frame), difference.Facts)
                : null,
            NewThrow = IsInSight(after, difference.Now.Frame) || OnlyThrows(difference.Now.Frame)
                ? explanation.NewThrow(one, other, Throws(difference.Now.Frame), difference.Facts)
                : null,
        };
    }

    /// <summary>In the method itself, or in a property that it asks and that gives a field.</summary>
    private static bool IsInSight(Machine machine, Frame frame) =>
        frame.Caller is not { } caller || caller.Caller is null && Members.GivesField(machine.Side, frame.Code.Handle);

    /// <summary>In a helper that the method calls to throw for it, whatever the case.</summary>
    private static bool OnlyThrows(Frame frame) => frame.Caller is { Caller: null }
        && !frame.Code.Instructions.Any(x => x.Code is ILOpCode.Ret or ILOpCode.Switch || x.Code.IsBranch());

    /// <summary>What is constructed next is thrown.</summary>
    private static bool Throws(Frame frame) =>
        frame.At + 1 < frame.Code.Instructions.Length && frame.Code.Instructions[frame.At + 1].Code == ILOpCode.Throw;

    /// <summary>Whatever happens before, it ends in a throw, and nothing decides otherwise.</summary>
    private static bool LeadsToThrow(Frame frame)
    {
        var end = frame.Code.Instructions.Skip(frame.At)
            .FirstOrDefault(x => x.Code is ILOpCode.Throw or ILOpCode.Ret || x.Code.IsBranch() || x.Code == ILOpCode.Switch);
        return end.Code == ILOpCode.Throw || end.Code == ILOpCode.Ret && frame.Caller is { } caller && LeadsToThrow(caller);
    }

    private static Code Root(Frame frame) => frame.Caller is { } caller ? Root(caller) : frame.Code;

    private static Path Run(Machine machine, Path path, Facts facts)
    {
        var frame = path.Frame;
        var stop = machine.Run(ref frame, facts);
        return new Path(frame, stop);
    }

    private bool Branch(Test test, Facts facts, Path was, Path now)
    {
        allowance.Take(4 + (long)facts.Count * facts.Count / 64 + (was.Frame.Size + now.Frame.Size) / 4);
        foreach (bool holds in new[] { true, false })
        {
            if (facts.With(test, holds) is { } known) open.Push((was.Copy(), now.Copy(), known));
        }
        return true;
    }

    private bool Join(Frame was, Frame now, Facts facts)
    {
        bool isCatch = was.Code.IsCatch(was.At);
        if (isCatch != now.Code.IsCatch(now.At)) return false;
        if (Visit(was, now, facts) is not { } node) return true;
        if (isCatch)
        {
            was.Push(pool.Result(node.Id, isFloat: false));
            now.Push(pool.Result(node.Id, isFloat: false));
        }
        was.IsJoined = now.IsJoined = true;
        GoOn(was, now);
        return true;
    }

    private bool Act(Path was, Stop.Action one, Path now, Stop.Action other, Facts facts)
    {
        if (one.Name != other.Name || one.Arguments.Length != other.Arguments.Length || one.Pushes != other.Pushes) return false;
        allowance.Take(one.Arguments.Concat(other.Arguments).Sum(x => (long)x.Size) / 16);
        string symbol = Symbol(before, one);
        if (!counterparts.Match(one.Entity, symbol, other.Entity, Symbol(after, other))) return false;
        if (!SameOperands(was.Frame, one, now.Frame, other, facts))
            return Undecided(one.Arguments.Concat(other.Arguments), facts) is { } test && Branch(test, facts, was, now);
        if (Visit(was.Frame, now.Frame, facts) is not { } node) return true;
        if (!SameOperands(was.Frame, one, now.Frame, other, Facts.None) || !Handle(was.Frame, now.Frame)) return false;
        (wasActions[node.Id], nowActions[node.Id]) = (one, other);
        if (NeverReturns(symbol)) return true; // what stands behind it is there for the compiler
        var result = pool.Result(node.Id, one.IsFloat);
        before.Finish(was.Frame, one, result);
        after.Finish(now.Frame, other, result);
        GoOn(was.Frame, now.Frame);
        return true;
    }

    private bool SameOperands(Frame was, Stop.Action one, Frame now, Stop.Action other, Facts facts)
    {
        int count = one.Arguments.Length;
        for (int i = 0; i < count; i++)
        {
            Term x = was.Stack[was.Stack.Count - count + i], y = now.Stack[now.Stack.Count - count + i];
            if (Same(was, x, now, y, facts)) continue;
            bool areOverwritten = x.Kind == TermKind.Address && y.Kind == TermKind.Address && before.IsOut(one, i) && after.IsOut(other, i);
            if (!areOverwritten) return false;
        }
        return true;
    }

    private static bool NeverReturns(string symbol) =>
        symbol.StartsWith("System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(", StringComparison.Ordinal)
        || symbol.StartsWith("System.Environment.FailFast(", StringComparison.Ordinal);

    private static string Symbol(Machine machine, Stop.Action action) =>
        action.Symbol ?? (action.Entity.IsNil ? "" : machine.Symbol(action.Entity));

    /// <summary>Both paths leave the same guarded parts; what a <c>finally</c> sets on the way is not known afterwards.</summary>
    private bool Leave(Frame was, Stop.Leave one, Frame now, Stop.Leave other, Facts facts)
    {
        if (one.Finally.Count != other.Finally.Count) return false;
        if (Visit(was, now, facts) is not { } node) return true;
        if (!Handle(was, now)) return false;
        int set = 0;
        Forget(was, one.Finally, node, ref set);
        Forget(now, other.Finally, node, ref set);
        was.Stack.Clear();
        now.Stack.Clear();
        was.At = one.Target;
        now.At = other.Target;
        GoOn(was, now);
        return true;
    }

    private void Forget(Frame frame, IReadOnlyList<Region> handlers, Node node, ref int set)
    {
        foreach (var handler in handlers)
        {
            allowance.Take((handler.HandlerEnd - handler.Handler) / 8);
            if (allowance.IsSpent) return;
            for (int i = handler.Handler; i < handler.HandlerEnd; i++)
            {
                var instruction = frame.Code.Instructions[i];
                if (instruction.Code != ILOpCode.Stloc) continue;
                if (instruction.Number >= frame.Locals.Length)
                    throw new BadImageFormatException("A method body sets a local that is not there.");
                frame.Locals[instruction.Number] = pool.Unknown(-node.Id, set++, isFloat: false);
            }
        }
    }

    /// <summary>
    /// Where an exception may leave: every handler around one path is one around the other, and is entered with what is known here.
    /// </summary>
    private bool Handle(Frame was, Frame now)
    {
        var (one, other) = (Around(was), Around(now));
        if (one.Count != other.Count) return false;
        for (int i = 0; i < one.Count; i++)
        {
            var (x, y) = (one[i], other[i]);
            allowance.Take(1 + (x.Frame.Size + y.Frame.Size) / 8);
            if (allowance.IsSpent) return false;
            if (x.Region.Kind != y.Region.Kind) return false;
            var (wasType, nowType) = (x.Region.CatchType, y.Region.CatchType);
            if (!wasType.IsNil && !counterparts.Match(wasType, before.Symbol(wasType), nowType, after.Symbol(nowType))) return false;
            if (x.Region.Filter >= 0)
                open.Push((new Path(x.Frame.In(x.Region.Filter), null), new Path(y.Frame.In(y.Region.Filter), null), Facts.None));
            open.Push((new Path(x.Frame.In(x.Region.Handler), null), new Path(y.Frame.In(y.Region.Handler), null), Facts.None));
        }
        return true;
    }

    private List<(Frame Frame, Region Region)> Around(Frame frame)
    {
        var around = new List<(Frame, Region)>();
        for (var outer = frame; outer is not null; outer = outer.Caller)
        {
            allowance.Take(outer.Code.Regions.Length / 4);
            around.AddRange(outer.Code.Regions.Where(x => x.Covers(outer.At)).Select(x => (outer, x)));
        }
        return around;
    }

    /// <summary>Meets what earlier visits knew at this pair of places; null when this one brings nothing new, and need not go on.</summary>
    private Node? Visit(Frame was, Frame now, Facts facts)
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
        for (int i = 0; i < visit.Length; i++) visit[i] = pool.Reduced(visit[i], facts);
        if (node.Merge(visit) is not { } values) return null;
        next = 0;
        was.Set(values, ref next);
        now.Set(values, ref next);
        return node;
    }

    private void GoOn(Frame was, Frame now) => open.Push((new Path(was, null), new Path(now, null), Facts.None));

    /// <summary>Whether two values are the same; of two addresses of locals, whether the same is in them.</summary>
    private bool Same(Frame was, Term? one, Frame now, Term? other, Facts facts)
    {
        if (one is null || other is null) return one is null && other is null;
        if (one.Kind == TermKind.Operation) one = pool.Reduced(one, facts);
        if (other.Kind == TermKind.Operation) other = pool.Reduced(other, facts);
        if (one == other) return !one.HasFunction || Compared(one);
        // What was found to be null or zero is as good as that.
        if (!one.IsFloat && !other.IsFloat && facts.Number(one) is { } number && facts.Number(other) == number) return true;
        if (!one.IsOneSided || !other.IsOneSided || one.Kind != other.Kind) return false;
        return one.Kind switch
        {
            TermKind.Address => Same(was, was.Content(one), now, now.Content(other), facts),
            TermKind.Operation => one.Name == other.Name && one.Operands.Length == other.Operands.Length
                && one.Operands.Zip(other.Operands, (x, y) => Same(was, x, now, y, facts)).All(x => x),
            _ => false,
        };
    }

    /// <summary>Notes that the lambdas in a value have to be equal too.</summary>
    private bool Compared(Term value)
    {
        if (value.Kind != TermKind.Function) return Array.TrueForAll(value.Operands, Compared);
        var (was, now) = (before.FunctionOf(value), after.FunctionOf(value));
        if (was.IsNil || now.IsNil) return false;
        counterparts.Add(was, now);
        return true;
    }

    private sealed record Difference(Path Was, Path Now, Facts Facts);

    /// <param name="Stop">Where the path has come to a stop already.</param>
    private readonly record struct Path(Frame Frame, Stop? Stop)
    {
        public Path Copy() => new(Frame.Copy(), Stop);
    }
}
