namespace SemverGuard.Effects.Flow;

/// <summary>A condition in normal form: whether a value is one of some numbers.</summary>
internal readonly record struct Test(Term Subject, NumberSet Set)
{
    private static readonly NumberSet NotZero = NumberSet.Of(0).Complement();

    /// <summary>Whether a term is true, which is: not zero.</summary>
    public static Test Of(Term condition) => Simplified(new Test(condition, NotZero));

    public static Test Is(Term subject, long number) => Simplified(new Test(subject, NumberSet.Of(number)));

    /// <summary>
    /// The first comparison inside of a term whose result is used as a number, and that nothing decided yet; null when there is none. One
    /// compiler calculates with it where another jumps.
    /// </summary>
    public static Test? Within(Term term, Facts facts)
    {
        if (!term.HasComparison) return null;
        if (TermPool.IsComparison(term) && Of(term) is var test && facts.Holds(test) is null)
            return Array.Exists(test.Subject.Operands, x => x.HasComparison) ? Inside(test.Subject, facts) ?? test : test;
        return Inside(term, facts);
    }

    /// <summary>The same for what a test is about.</summary>
    public static Test? Inside(Term subject, Facts facts)
    {
        foreach (var operand in subject.Operands)
        {
            if (Within(operand, facts) is { } test) return test;
        }
        return null;
    }

    private static Test Simplified(Test test)
    {
        while (test.Subject.Kind == TermKind.Operation && test.Subject.Operands.Length == 2 && Inner(test) is { } inner) test = inner;
        return test;
    }

    private static Test? Inner(Test test)
    {
        Term one = test.Subject.Operands[0], other = test.Subject.Operands[1];
        if (test.Subject.Name is "+" or "-" && other.Kind == TermKind.Number && !one.IsFloat)
            return Moved(one, test.Subject.Name == "+" ? other.Number : -other.Number);
        if (test.Subject.Name == "+" && one.Kind == TermKind.Number && !other.IsFloat) return Moved(other, one.Number);
        if (Compared(test.Subject.Name, one, other) is not { } compared) return null;
        bool whenTrue = test.Set.Contains(1), whenFalse = test.Set.Contains(0);
        return whenTrue == whenFalse ? null : whenTrue ? compared : compared with { Set = compared.Set.Complement() };

        Test Moved(Term subject, long offset) => new(subject, test.Set.Minus(offset));
    }

    /// <summary>A comparison with a number as a set of numbers; null for one of two values that are not known.</summary>
    private static Test? Compared(string name, Term one, Term other)
    {
        if (one.IsFloat || other.IsFloat || one.Kind == TermKind.Number == (other.Kind == TermKind.Number)) return null;
        bool isLeft = one.Kind == TermKind.Number;
        var (subject, number) = isLeft ? (other, one.Number) : (one, other.Number);
        return name switch
        {
            TermPool.Equal => new Test(subject, NumberSet.Of(number)),
            TermPool.Less => new Test(subject, isLeft ? NumberSet.Above(number) : NumberSet.Below(number)),
            TermPool.LessUnsigned => new Test(subject, isLeft ? AboveUnsigned(number) : BelowUnsigned(number)),
            _ => null,
        };
    }

    /// <summary>Negative numbers are the large ones where signs are not looked at.</summary>
    private static NumberSet BelowUnsigned(long number) =>
        number >= 0 ? NumberSet.Below(number).And(NumberSet.Above(-1)) : NumberSet.Above(-1).Or(NumberSet.Below(number));

    private static NumberSet AboveUnsigned(long number) => BelowUnsigned(number).Or(NumberSet.Of(number)).Complement();
}
