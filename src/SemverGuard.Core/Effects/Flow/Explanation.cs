using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>
/// The first difference of two bodies as the rest of a sentence about the method: "now returns 4 where hour is 16 (was 3)".
/// </summary>
internal sealed class Explanation(TermText before, TermText after, string wasReturned, string returned)
{
    private const int MostConditions = 3;

    private readonly TestText wasTests = new(before), nowTests = new(after);

    private readonly TestedValue wasValues = new(before), nowValues = new(after);

    /// <returns>Null where what differs has no name.</returns>
    /// <param name="tests">What was found on the way there, the last first.</param>
    public string? Of(Stop? was, Stop? now, IEnumerable<Test> tests)
    {
        string where = Where(tests);
        return (was, now) switch
        {
            (Stop.Unknown, _) or (_, Stop.Unknown) => null, // given up, which is no difference
            (Stop.End { Code: ILOpCode.Ret } one, Stop.End { Code: ILOpCode.Ret } other) => Returned(one.Value, other.Value, where),
            (Stop.End { Code: ILOpCode.Throw or ILOpCode.Rethrow }, Stop.End { Code: ILOpCode.Throw or ILOpCode.Rethrow }) => null,
            (_, Stop.End { Code: ILOpCode.Throw }) => "now throws" + where,
            (Stop.End { Code: ILOpCode.Throw }, _) => "no longer throws" + where,
            (Stop.Action one, Stop.Action other) => Done(one, other, where),
            (Stop.Action joins, Stop.End { Code: ILOpCode.Ret }) when before.Joins(joins) => null,
            (Stop.End { Code: ILOpCode.Ret }, Stop.Action joins) when after.Joins(joins) => null,
            (Stop.Action, Stop.End { Code: ILOpCode.Ret, Value: { } value })
                when where.Length > 0 && Answer(value, after, returned) is { } answer => $"now returns {answer} at once{where}",
            (Stop.End { Code: ILOpCode.Ret, Value: { } value }, Stop.Action)
                when where.Length > 0 && Answer(value, before, wasReturned) is { } answer => $"no longer returns {answer} at once{where}",
            (Stop.Action one, _) => before.Verb(one) is { } did ? $"no longer {did}{where}" : null,
            (_, Stop.Action other) => after.Verb(other) is { } does ? $"now {does}{where}" : null,
            _ => null,
        };
    }

    /// <summary>Of a condition that has a name, the exception that one of the two throws under it where the other goes on.</summary>
    public (string Type, string Text, int Direction)? Thrown(Stop? was, bool wasThrown, Stop? now, bool isThrown, Facts facts)
    {
        if ((was, now) is not (Stop.Action one, Stop.Action other) || Where(facts) is not { Length: > 0 } where) return null;
        string? old = wasThrown ? before.Exception(one) : null, @new = isThrown ? after.Exception(other) : null;
        if (@new is not null && old is null && Asks(one, before) is { } asked)
            return (@new, $"now throws {DisplayName.Type(@new)} at once{where} (was: {asked})", 1);
        return old is not null && @new is null && Asks(other, after) is { } asks
            ? (old, $"no longer throws {DisplayName.Type(old)} at once{where} (now {asks})", -1)
            : null;
    }

    /// <returns>Null where nothing is thrown, or the case has no name.</returns>
    /// <param name="isThrown">What the second constructs there is thrown.</param>
    public NewThrow? NewThrow(Stop? was, Stop? now, bool isThrown, Facts facts)
    {
        if (!isThrown || now is not Stop.Action other || after.Exception(other) is not { } type) return null;
        // That another argument is there goes without saying.
        Test[] cases = [.. facts.Tests.Where(x => !nowTests.IsGivenArgument(x))];
        if (cases.Length == 0) cases = [.. facts.Tests];
        if (was is Stop.Action one && before.Exception(one) == type || Where(cases) is not { Length: > 0 } where) return null;
        return new NewThrow(type, where, was is not Stop.End { Code: ILOpCode.Ret } && cases.All(nowTests.IsNullArgument));
    }

    /// <returns>Null where nothing was thrown, or the other one throws as well, or the case has no name.</returns>
    /// <param name="wasThrown">What the first constructs there is thrown.</param>
    public NewThrow? LostThrow(Stop? was, Stop? now, bool wasThrown, Facts facts) =>
        wasThrown && was is Stop.Action one && before.Exception(one) is { } type
        // A check of an argument is made sooner or later, by itself or by what is called.
        && !ExceptionTypes.IsMisuse(type)
        && !(now is Stop.Action other && after.Exception(other) is not null) && now is not Stop.End { Code: ILOpCode.Throw }
        && Where(facts) is { Length: > 0 } where
            ? new NewThrow(type, (now is Stop.End ? "" : " at once") + where, IsNullArgument: false) : null;

    /// <summary>What an action reads, which is no words for the exception.</summary>
    private static string? Asks(Stop.Action action, TermText side) =>
        side.Verb(action) is { } verb && verb.StartsWith("reads ", StringComparison.Ordinal) && !side.IsForPeople(action) ? verb : null;

    /// <summary>
    /// Whether it is clear that the two differ in what they do here, and not only in when: another value for the same, or the end of one.
    /// </summary>
    public bool IsValue(Stop? was, Stop? now) => (was, now) switch
    {
        (Stop.Action one, Stop.Action other) when one.Name == other.Name =>
            one.Name == nameof(ILOpCode.Ldsfld) || (before.Verb(one) == after.Verb(other) && IsOtherValue(one, other)),
        (Stop.Action one, Stop.End { Code: ILOpCode.Ret }) => !IsInner(one, before),
        (Stop.End { Code: ILOpCode.Ret }, Stop.Action other) => !IsInner(other, after),
        (Stop.End { Code: ILOpCode.Ret, Value: { } one }, Stop.End { Code: ILOpCode.Ret, Value: { } other }) =>
            !IsWords(one) && !IsWords(other),
        (Stop.End, Stop.End) or (Stop.End { Code: ILOpCode.Throw }, Stop.Action)
            or (Stop.Action, Stop.End { Code: ILOpCode.Throw }) => true,
        _ => false,
    };

    /// <summary>Whether each returns a literal.</summary>
    public static bool IsAnswer(Stop? was, Stop? now) =>
        was is Stop.End { Code: ILOpCode.Ret, Value: { } one } && now is Stop.End { Code: ILOpCode.Ret, Value: { } other }
        && one.IsLiteral && other.IsLiteral && !IsWords(one) && !IsWords(other);

    /// <summary>A literal that is an answer and no words; null for another value.</summary>
    private static string? Answer(Term value, TermText side, string type) =>
        type.Length > 0 && value.IsLiteral && !IsWords(value) ? side.Of(value, type) : null;

    /// <summary>Whether one of them ends there: what the other does it does nowhere else.</summary>
    public static bool IsEnd(Stop? was, Stop? now) =>
        (was, now) is (Stop.Action, Stop.End { Code: ILOpCode.Ret }) or (Stop.End { Code: ILOpCode.Ret }, Stop.Action)
        || IsAnswer(was, now);

    /// <summary>Whether one of them returns a literal where the other goes on, in a case that can be told.</summary>
    public bool IsAtOnce(Stop? was, Stop? now, Facts facts) => AreAllNamed(facts.Tests) && (was, now) switch
    {
        (Stop.Action did, Stop.End { Code: ILOpCode.Ret, Value: { } value }) =>
            !before.Joins(did) && Answer(value, after, returned) is not null,
        (Stop.End { Code: ILOpCode.Ret, Value: { } value }, Stop.Action does) =>
            !after.Joins(does) && Answer(value, before, wasReturned) is not null,
        _ => false,
    };

    /// <summary>A condition that is not said would make it hold in more cases than it does.</summary>
    public bool AreAllNamed(IEnumerable<Test> tests)
    {
        // One value that is tested twice is known by the last test.
        Test[] last = [.. tests.GroupBy(x => x.Subject).Select(x => x.First())];
        return last.Length is > 0 and <= MostConditions && Array.TrueForAll(last, x => Condition(x) is not null)
            && !AreMixedUp(last);
    }

    /// <summary>Two values go by one name.</summary>
    private bool AreMixedUp(IEnumerable<Test> tests) => tests.SelectMany(x => Namesakes(x.Subject)).Distinct().Skip(1).Any();

    private IEnumerable<Term> Namesakes(Term subject) => after.Namesakes(subject).Concat(before.Namesakes(subject));

    /// <param name="isOfMethod">The arguments are those of the method itself.</param>
    public CaseConditions Conditions(IEnumerable<Test> tests, bool isOfMethod)
    {
        CaseCondition?[] all = [.. tests.GroupBy(x => x.Subject).Select(x => Decided(x.First()))];
        return new CaseConditions([.. all.OfType<CaseCondition>().Where(x => isOfMethod || x.Setter is not null)],
            isOfMethod && Array.TrueForAll(all, x => x is { Setter: null }));
    }

    /// <summary>Null where the number is another member of its enum by now: who passes the one means the other.</summary>
    private CaseCondition? Decided(Test test)
    {
        CaseCondition? was = wasValues.Decided(test), now = nowValues.Decided(test);
        return was is not null && now is not null && was.Constant != now.Constant ? null : now ?? was;
    }

    /// <summary>Not the words of a message.</summary>
    private bool IsOtherValue(Stop.Action was, Stop.Action now) =>
        !after.IsForPeople(now) && Other(was, now) is not null && !was.Arguments.Concat(now.Arguments).Any(IsWords);

    private static bool IsWords(Term term) => term.Kind == TermKind.Text && Names.IsWords(term.Name);

    /// <summary>Nobody is told of it: a read, or a field that may stand for another one.</summary>
    private static bool IsInner(Stop.Action action, TermText side) =>
        side.Verb(action) is not { } verb || verb.StartsWith("reads ", StringComparison.Ordinal)
        || action.IsStore;

    private string? Returned(Term? was, Term? now, string where)
    {
        if (was is null || now is null) return null;
        string? old = before.Of(was, wasReturned), @new = after.Of(now, returned);
        return @new is null || old == @new
            // What has no name is worked out another way, and may come to the same.
            ? "may now return another value" + where
            : $"now returns {@new}{where}" + (old is null ? "" : $" (was {old})");
    }

    private string? Done(Stop.Action was, Stop.Action now, string where)
    {
        string? did = before.Verb(was), does = after.Verb(now);
        if (did is null && does is null) return null;
        if (did != does)
            return did is null ? $"now {does}{where}" : does is null ? $"no longer {did}{where}" : $"now {does}{where} (was: {did})";
        return was.Name == now.Name ? Given(was, now, where) : null;
    }

    private string? Given(Stop.Action was, Stop.Action now, string where)
    {
        if (Other(was, now) is not (var old, var @new)) return null;
        string value = @new ?? "another value", before1 = old is null ? "" : $" (was {old})";
        // Of a field that is read, the only operand is the object whose it is.
        if (now.Name is nameof(ILOpCode.Ldfld) or nameof(ILOpCode.Ldflda))
            return $"now {after.Verb(now)} of {value}{where}" + (old is null ? "" : $" (was of {old})");
        string does = now.IsStore ? $"sets {after.Member(now)} =" : after.Verb(now) is TermText.Returns ? TermText.Returns
            : after.Verb(now) + " with";
        string beside = @new is null && Beside(was, now) is { } name ? " and " + ConstantText.Of(name) : "";
        return $"now {does} {value}{beside}{where}{before1}";
    }

    /// <summary>The name that both give to one call, beside another value; null where there is none.</summary>
    public string? Beside(Stop? was, Stop? now) =>
        (was, now) is (Stop.Action { IsStore: false } one, Stop.Action { IsStore: false } other) && one.Name == other.Name
            && before.Verb(one) is { } verb && verb == after.Verb(other) && Other(one, other) is not null
            ? one.Arguments.Zip(other.Arguments, (x, y) => x.Kind == TermKind.Text && x == y ? x.Name : "").FirstOrDefault(Names.IsName)
            : null;

    /// <summary>The first operand that differs, as it was and is; null where the two do not take the same number of them.</summary>
    private (string? Was, string? Now)? Other(Stop.Action was, Stop.Action now)
    {
        var (wasTypes, types) = (before.ParameterTypes(was), after.ParameterTypes(now));
        for (int i = 0; i < was.Arguments.Length && was.Arguments.Length == now.Arguments.Length; i++)
        {
            string? old = before.Of(was.Arguments[i], i < wasTypes.Count ? wasTypes[i] : ""),
                @new = after.Of(now.Arguments[i], i < types.Count ? types[i] : "");
            if (old != @new && !AreSameNumber(old, @new)) return (old, @new);
        }
        return null;
    }

    /// <summary>One number, written as two types: an overload of another type takes it.</summary>
    private static bool AreSameNumber(string? old, string? @new) => Digits(old) is { } one && one == Digits(@new);

    private static string? Digits(string? text) =>
        text is { Length: > 0 } && char.IsDigit(text[text[0] == '-' && text.Length > 1 ? 1 : 0]) ? text.TrimEnd('d', 'f', 'm') : null;

    /// <summary>A condition and how it came out; null where it has no name.</summary>
    public string? Condition(Test test) => nowTests.Of(test) ?? wasTests.Of(test);

    /// <summary>Whether what is done there is more than to read something, and not about words for people.</summary>
    public bool IsDoing(Stop? was, Stop? now) => IsDoing(was, before) && IsDoing(now, after);

    private static bool IsDoing(Stop? stop, TermText side) => stop is not Stop.Action action
        || !side.IsForPeople(action) && !side.IsOfShape(action) && !action.Arguments.Any(IsWords)
            && side.Verb(action)?.StartsWith("reads ", StringComparison.Ordinal) != true;

    /// <summary>Whether one of them alone makes a text or asks one for something, which the other may do in its own way.</summary>
    public bool IsOneText(Stop? was, Stop? now) => (was, now) is (Stop.Action one, not Stop.Action) ? before.IsOfText(one)
        : (was, now) is (not Stop.Action, Stop.Action other) && after.IsOfText(other);

    /// <summary>Whether one of them does something for an element of a loop for which the other goes on to the next.</summary>
    public bool IsPassedOver(Stop.Action was, Stop.Action now) =>
        before.IsNext(was) ? IsDoing(now, after) : after.IsNext(now) && IsDoing(was, before);

    private string Where(Facts facts) => Where(facts.Tests);

    private string Where(IEnumerable<Test> tests)
    {
        bool areMixedUp = AreMixedUp(tests);
        // Of what was tested twice, the last test says it all.
        string[] conditions = [.. tests.Where(x => !areMixedUp || !Namesakes(x.Subject).Any())
            .GroupBy(x => x.Subject).Select(x => x.Select(Condition).FirstOrDefault(y => y is not null))
            .OfType<string>().Distinct().Take(MostConditions).Reverse()];
        string some = AreAllNamed(tests) ? "" : " in some cases";
        return conditions.Length == 0 ? "" : $"{some} where {string.Join(" and ", conditions)}";
    }
}
