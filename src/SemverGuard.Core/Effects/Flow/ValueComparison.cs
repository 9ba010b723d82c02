namespace SemverGuard.Effects.Flow;

/// <summary>Whether two paths have the same values.</summary>
internal sealed class ValueComparison(TermPool pool, Machine before, Machine after, Counterparts counterparts)
{
    /// <summary>Whether two values are the same; of two addresses of locals, whether the same is in them.</summary>
    public bool Same(Frame was, Term? one, Frame now, Term? other, Facts facts)
    {
        if (one is null || other is null) return one is null && other is null;
        if (one.Kind == TermKind.Operation) one = pool.Reduced(one, facts);
        if (other.Kind == TermKind.Operation) other = pool.Reduced(other, facts);
        if (one == other) return !one.HasFunction || Compared(one);
        // What was found to be null or zero is as good as that.
        if (!one.IsFloat && !other.IsFloat && facts.Number(one) is { } number && facts.Number(other) == number) return true;
        if (one.Kind != other.Kind) return false;
        if (one.Kind == TermKind.Operation && Polynomial.AreSame(one, other)) return true;
        bool areNumbers = !one.IsOneSided && !other.IsOneSided && !one.HasFunction && !other.HasFunction;
        if (!areNumbers && !(one.IsOneSided && other.IsOneSided)) return false;
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

    public bool SameOperands(Frame was, Stop.Action one, Frame now, Stop.Action other, Facts facts)
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

    /// <summary>A test within the values that nobody knows the answer of; null where there is none.</summary>
    public static Test? Undecided(IEnumerable<Term?> terms, Facts facts) =>
        terms.OfType<Term>().Select(x => Test.Within(x, facts)).FirstOrDefault(x => x is not null);
}
