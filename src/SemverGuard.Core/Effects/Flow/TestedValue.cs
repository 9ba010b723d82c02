namespace SemverGuard.Effects.Flow;

/// <summary>Conditions of one side as what somebody has to pass or to set to meet them.</summary>
internal sealed class TestedValue(TermText terms)
{
    /// <summary>What a condition says of an argument or a property; null where it is about something else.</summary>
    public CaseCondition? Decided(Test test)
    {
        if (test.Subject is { Kind: TermKind.Operation, Operands: [var one, var other] } && IsArgument(one) && IsArgument(other)
            && OfTwo(test) is { } numbers)
            return new CaseCondition(numbers) { Index = terms.Index(one), Less = terms.Index(other) };
        if (Measured(test.Subject) is var (text, measure))
            return new CaseCondition(test.Set) { Index = terms.Index(text), Measure = measure };
        if (IsArgument(test.Subject)) return new CaseCondition(test.Set) { Index = terms.Index(test.Subject), Constant = Constant(test) };
        return terms.Read(test.Subject) is { } read && terms.PropertyOf(read) is { } property
            && Constant(test) is { } constant
                ? new CaseCondition(test.Set) { Setter = read.Type + ".set_" + property, Constant = constant } : null;
    }

    private static bool IsArgument(Term term) => term is { Kind: TermKind.Argument, Number: >= 0 };

    /// <summary>The argument that a text's question is about; null for another term.</summary>
    private (Term Text, Func<Value, long?> Measure)? Measured(Term term)
    {
        if (term is { Kind: TermKind.Operation, Name: TermPool.Length, Operands: [var text] } && IsArgument(text))
            return (text, CaseCondition.LengthOf);
        if (term is { Kind: TermKind.Operation, Name: TermPool.SameText, Operands: [var one, var other] })
            return IsArgument(one) && other.Kind == TermKind.Text ? (one, CaseCondition.Is(other.Name))
                : IsArgument(other) && one.Kind == TermKind.Text ? (other, CaseCondition.Is(one.Name)) : null;
        return terms.ActionOf(term) is { Arguments: [var asked] } action && IsArgument(asked)
            && terms.Target(action) is { } target && CaseCondition.AnswerOf(target.Symbol) is { } answer ? (asked, answer) : null;
    }

    /// <summary>Of two values that are held against each other, what the first may be more than the other.</summary>
    private static NumberSet? OfTwo(Test test)
    {
        if (test.Set.Contains(0) == test.Set.Contains(1)) return null;
        NumberSet? holds = test.Subject.Name switch
        {
            TermPool.Less => NumberSet.Below(0),
            TermPool.Equal => NumberSet.Of(0),
            _ => null,
        };
        return test.Set.Contains(1) ? holds : holds?.Complement();
    }

    /// <summary>The one number that somebody passes or sets; null where there are more, or it is no number.</summary>
    private (long Number, string Text)? Constant(Test test)
    {
        string type = terms.TypeOf(test.Subject);
        long? number = test.Set.Single ?? (type == "System.Boolean" && test.Set.Complement().Single == 0 ? 1 : null);
        return number is { } one && terms.Number(one, type) is var text && text != "null" ? (one, text) : null;
    }
}
