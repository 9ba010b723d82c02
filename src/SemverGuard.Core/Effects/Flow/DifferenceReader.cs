using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Says in words where two bodies first do something else.</summary>
/// <param name="wasActions">By what they left.</param>
/// <param name="places">Of the parameters of the one before among those of the one after, where they are others.</param>
internal sealed class DifferenceReader(Machine before, IReadOnlyDictionary<Term, Stop.Action> wasActions, Machine after,
    IReadOnlyDictionary<Term, Stop.Action> nowActions, TermPool pool, IReadOnlyList<int>? places)
{
    /// <summary>In words.</summary>
    public Mismatch Explained(Difference difference)
    {
        var explanation = WordsFor(difference);
        var (one, other) = Stops(difference);
        string part = Part(difference);
        // What one says at once, the other may say later.
        bool isSaid = !MayBeSetAgain(difference) && !((one, other) is (Stop.End, Stop.Action) && MayAnswerLater(difference));
        var leftOut = isSaid ? LeftOut(explanation, difference) : null;
        var (did, does) = leftOut ?? (one, other);
        string? text = isSaid ? explanation.Of(did, does, [.. difference.Facts.Tests.Where(x => !IsAnswer(x.Subject))]) : null;
        bool isElsewhere = (one, other) is (not Stop.Action, Stop.Action come) && Has(before, difference.Was.Frame, after.Symbol(come));
        if (text is not null && isElsewhere) text += " at another point";
        return new Mismatch(text is null ? null : text + part)
        {
            IsLook = one is Stop.Action was && before.IsLook(was) || other is Stop.Action now && after.IsLook(now),
            IsValue = leftOut is not null || explanation.IsValue(one, other),
            Beside = explanation.Beside(one, other),
            IsAnswer = part.Length == 0 && Explanation.IsAnswer(one, other),
            Conditions = Conditions(explanation, difference, part),
            IsAtOnce = part.Length == 0 && explanation.IsAtOnce(one, other, difference.Facts) && !MayAnswerLater(difference),
            IsNumber = part.Length == 0 && one is Stop.End { Value: { } number } && other is Stop.End { Value: { } another }
                && Polynomial.AreOther(number, another),
            // In a helper, what is read may make the words, and a condition may be about what others give it.
            Thrown = Throwing.IsInSight(before, difference.Was.Frame) && Throwing.IsInSight(after, difference.Now.Frame)
                ? explanation.Thrown(one, Throwing.Throws(one, difference.Was.Frame), other,
                    Throwing.Throws(other, difference.Now.Frame), difference.Facts)
                : null,
            NewThrow = NewThrow(explanation, difference),
        };

        // What is returned says it itself: "now returns a <= b", and not where a <= b.
        bool IsAnswer(Term subject) => subject.Kind == TermKind.Operation && !TermPool.IsTypeTest(subject)
            && one is Stop.End { Value: { } was } && other is Stop.End { Value: { } now } && (Has(was, subject) || Has(now, subject));
    }

    /// <summary>
    /// Of two actions those that the other version does not come to later in this case either; null where none is known to be left out, or
    /// the case has no name.
    /// </summary>
    private (Stop? Was, Stop? Now)? LeftOut(Explanation explanation, Difference difference)
    {
        var (one, other) = Stops(difference);
        if (!Lookahead.IsOnTheWay(one) || !Lookahead.IsOnTheWay(other) || IsOfIterator(difference)
            || !explanation.AreAllNamed(difference.Facts.Tests) || AsksNull(difference.Facts.Tests))
            return null;
        if (one is Stop.Action did && other is Stop.Action does)
        {
            if (Lookahead.IsSame(before, did, after, does)) return null;
            if (explanation.IsPassedOver(did, does)) return (did, does);
        }
        var lookahead = new Lookahead(before, after, pool);
        // What is done on the way to a throw makes its words.
        return lookahead.Of(difference) is var (was, now) && explanation.IsDoing(was, now) && !explanation.IsOneText(was, now)
            && lookahead.MayReturn(difference)
            ? (was, now) : null;
    }

    /// <summary>What is asked of null fails, and comes to no other case.</summary>
    private static bool AsksNull(IEnumerable<Test> tests) => tests.Any(x => x.Set.Single == 0 && tests.Any(
        y => y.Subject is { Kind: TermKind.Operation, Operands: [var asked, ..] } && asked == x.Subject
            && (y.Subject.Name is TermPool.Length or TermPool.Char || y.Subject.Name.IndexOf(".get_", StringComparison.Ordinal) > 0)));

    /// <summary>Whether a body names a member anywhere.</summary>
    private static bool Has(Machine machine, Frame frame, string symbol) => symbol.Length > 0 && Root(frame).Instructions
        .Any(x => x.Code is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj && machine.Symbol(x.Entity) == symbol);

    private static bool Has(Term term, Term part) => term == part || Array.Exists(term.Operands, x => Has(x, part));

    /// <summary>
    /// What is done otherwise by what one of the two alone looks at; null where that has no name, or where each has something of its own,
    /// which may come to the same.
    /// </summary>
    public Case? InCase(Difference difference)
    {
        if (IsOfIterator(difference)) return null;
        // One value that is tested twice is known by the last test.
        Test[] tests = [.. difference.Facts.Tests.GroupBy(x => x.Subject).Select(x => x.First())];
        Term[] own = [.. tests.SelectMany(x => Looks(x.Subject)).Where(IsLookOfOne)];
        var explanation = WordsFor(difference);
        if (own.Length == 0 && AtOnce(explanation, difference) is { } atOnce) return atOnce;
        if (own.Select(wasActions.ContainsKey).Distinct().Count() > 1) return null;
        // A condition that is not said would make it hold in more cases than it does.
        if (!explanation.AreAllNamed(tests) || AsksNull(tests)) return null;
        if (Stops(difference) is var (was, now) && Lookahead.IsOnTheWay(was) && Lookahead.IsOnTheWay(now))
        {
            if (new Lookahead(before, after, pool).Of(difference) is not { } stops) return null;
            (was, now) = stops;
        }
        // Both answer: what each looks at, the other one may have in its answer.
        if (own.Length == 0 && (was is Stop.End && now is Stop.End || explanation.IsOneText(was, now))) return null;
        var (one, other) = (Known(was, difference.Facts), Known(now, difference.Facts));
        // What is said in an exception is for people; that it is thrown is not.
        NewThrow? thrown = NewThrow(explanation, difference), lost = LostThrow(explanation, difference);
        if (thrown is null && lost is null && !explanation.IsDoing(one, other)) return null;
        // Two values that each version works out in its own way may be one.
        if (one?.GetType() == other?.GetType() && Given(one).Concat(Given(other)).SelectMany(Looks).Any(IsLookOfOne)) return null;
        if (explanation.Of(one, other, tests) is not { } text) return null;
        string part = Part(difference);
        return new Case(text + part, part.Length == 0 && Explanation.IsEnd(one, other),
            [.. tests.SelectMany(x => Looks(x.Subject)).SelectMany(Operands)],
            [.. new[] { Operand(before, one), Operand(after, other) }.OfType<Operand>()])
        {
            Conditions = Conditions(explanation, difference, part),
            IsCertain = own.Length == 0 || Array.Exists(own, x => !IsNamedElsewhere(x, difference)),
            IsStore = one is Stop.Action { IsStore: true } || other is Stop.Action { IsStore: true },
            NewThrow = thrown,
            LostThrow = lost,
        };
    }

    /// <summary>Both look at the same, and one of them has its answer by that.</summary>
    private Case? AtOnce(Explanation explanation, Difference difference)
    {
        var (one, other) = Stops(difference);
        string part = Part(difference);
        return part.Length == 0 && explanation.IsAtOnce(one, other, difference.Facts) && !MayAnswerLater(difference)
            && explanation.Of(one, other, difference.Facts.Tests) is { } text
                ? new Case(text, true, [], []) { IsAtOnce = true, Conditions = Conditions(explanation, difference, part) } : null;
    }

    /// <summary>Of two of which one answers at once, whether the other one may come to the same by looking at something.</summary>
    private bool MayAnswerLater(Difference difference)
    {
        var (was, now, facts) = difference;
        var lookahead = new Lookahead(before, after, pool);
        return was.Stop is Stop.End { Value: { } old } ? lookahead.MayAnswer(after, now, facts, pool.Reduced(old, facts))
            : now.Stop is Stop.End { Value: { } @new } && lookahead.MayAnswer(before, was, facts, pool.Reduced(@new, facts));
    }

    /// <summary>What one constructor leaves, the one that calls it may set behind it.</summary>
    private bool MayBeSetAgain(Difference difference) =>
        difference is { Was.Stop: Stop.Action { IsStore: true }, Now.Stop: Stop.Action { IsStore: true } }
        && (IsCalledConstructor(before, difference.Was.Frame) || IsCalledConstructor(after, difference.Now.Frame));

    private static bool IsCalledConstructor(Machine machine, Frame frame) =>
        frame.Caller is not null && machine.Side.Operands[frame.Code.Handle].IsConstructor;

    /// <summary>Where it stands, others decide: it goes on when somebody asks for the next element.</summary>
    private static bool IsOfIterator(Difference difference) =>
        Root(difference.Was.Frame).Machine is { IsIterator: true } || Root(difference.Now.Frame).Machine is { IsIterator: true };

    private static IEnumerable<Term> Given(Stop? stop) => stop switch
    {
        Stop.End { Value: { } value } => [value],
        Stop.Action action => action.Arguments,
        _ => [],
    };

    /// <summary>With the answer that a comparison has there.</summary>
    private Stop? Known(Stop? stop, Facts facts) =>
        stop is Stop.End { Value: { } value } end ? end with { Value = pool.Reduced(value, facts) } : stop;

    private Explanation WordsFor(Difference difference)
    {
        Code was = Root(difference.Was.Frame), now = Root(difference.Now.Frame);
        bool isOfMachine = difference.Now.Frame.Code.Machine is not null;
        return new Explanation(
            new TermText(before.Side, was, wasActions) { Places = places }, new TermText(after.Side, now, nowActions),
            isOfMachine ? "" : was.ReturnType, isOfMachine ? "" : now.ReturnType);
    }

    /// <summary>What is done to an exception before it is thrown is no other end.</summary>
    private static (Stop? Was, Stop? Now) Stops(Difference difference)
    {
        var (one, other) = (difference.Was.Stop, difference.Now.Stop);
        if (one is Stop.End { Code: ILOpCode.Throw } && other is Stop.Action && Throwing.LeadsToThrow(difference.Now.Frame)) one = null;
        if (other is Stop.End { Code: ILOpCode.Throw } && one is Stop.Action && Throwing.LeadsToThrow(difference.Was.Frame)) other = null;
        return (one, other);
    }

    private static CaseConditions Conditions(Explanation explanation, Difference difference, string part) =>
        explanation.Conditions(difference.Facts.Tests, part.Length == 0 && Root(difference.Now.Frame).Machine is null);

    private NewThrow? NewThrow(Explanation explanation, Difference difference)
    {
        var (one, other) = Stops(difference);
        return Throwing.IsInSight(after, difference.Now.Frame) || Throwing.OnlyThrows(difference.Now.Frame)
            ? explanation.NewThrow(one, other, Throwing.Throws(other, difference.Now.Frame), difference.Facts) is { } thrown
                ? thrown with { Conditions = Conditions(explanation, difference, Part(difference)) } : null
            : null;
    }

    private NewThrow? LostThrow(Explanation explanation, Difference difference)
    {
        var (one, other) = Stops(difference);
        return Throwing.IsInSight(before, difference.Was.Frame) || Throwing.OnlyThrows(difference.Was.Frame)
            ? explanation.LostThrow(one, other, Throwing.Throws(one, difference.Was.Frame), difference.Facts) : null;
    }

    /// <summary>Empty for the method itself.</summary>
    private string Part(Difference difference)
    {
        string part = UserMethod.Part(DocumentationId.Method(after.Side.Image, Root(difference.Now.Frame).Handle));
        return part.StartsWith("a lambda", StringComparison.Ordinal) ? ", in a lambda" : "";
    }

    /// <summary>The terms within one that somebody looked at, the outermost.</summary>
    private IEnumerable<Term> Looks(Term term)
    {
        var seen = new HashSet<Term> { term };
        var open = new Stack<Term>(seen);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (wasActions.ContainsKey(next) || nowActions.ContainsKey(next)) yield return next;
            else foreach (var operand in next.Operands.Where(seen.Add)) open.Push(operand);
        }
    }

    /// <summary>The version that does not look at it there names it somewhere.</summary>
    private bool IsNamedElsewhere(Term look, Difference difference) => wasActions.TryGetValue(look, out var was)
        ? Has(after, difference.Now.Frame, before.Symbol(was)) : Has(before, difference.Was.Frame, after.Symbol(nowActions[look]));

    private bool IsLookOfOne(Term look) => wasActions.ContainsKey(look) != nowActions.ContainsKey(look);

    private IEnumerable<Operand> Operands(Term look) =>
        new[] { wasActions.TryGetValue(look, out var was) ? Operand(before, was) : null,
            nowActions.TryGetValue(look, out var now) ? Operand(after, now) : null }.OfType<Operand>();

    private static Operand? Operand(Machine machine, Stop? stop) =>
        stop is Stop.Action action && !action.Entity.IsNil && action.Entity.Kind != HandleKind.StandaloneSignature
            ? machine.Side.Operands[action.Entity]
            : null;

    private static Code Root(Frame frame) => frame.Caller is { } caller ? Root(caller) : frame.Code;
}
