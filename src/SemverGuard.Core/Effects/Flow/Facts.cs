namespace SemverGuard.Effects.Flow;

/// <summary>What is known about values on one path, from the conditions that led to it.</summary>
internal sealed class Facts
{
    public static readonly Facts None = new(null, null, null, null);

    private static readonly NumberSet NotNull = NumberSet.Of(0).Complement();

    private static readonly NumberSet Truth = NumberSet.Of(0).Or(NumberSet.Of(1));

    private readonly Facts? rest;
    private readonly Term? subject;
    private readonly NumberSet? set;

    /// <summary>The text that the subject is, where it was found to be one.</summary>
    private readonly string? text;

    private Facts(Facts? rest, Term? subject, NumberSet? set, string? text) =>
        (this.rest, this.subject, this.set, this.text, Count) = (rest, subject, set, text, rest is null ? 0 : rest.Count + 1);

    /// <summary>How many there are; each question goes through all of them.</summary>
    public int Count { get; }

    /// <summary>What was found, the last first, as far as numbers say it.</summary>
    public IEnumerable<Test> Tests
    {
        get
        {
            for (var facts = this; facts is not null; facts = facts.rest)
            {
                if (facts is { subject: { } found, set: { } numbers }) yield return new Test(found, numbers);
            }
        }
    }

    /// <summary>Whether a test holds; null where both are possible.</summary>
    public bool? Holds(Test test)
    {
        var allowed = Allowed(test.Subject);
        return allowed.And(test.Set).IsEmpty ? false : allowed.Except(test.Set).IsEmpty ? true : null;
    }

    /// <summary>The one number that a value can be there.</summary>
    public long? Number(Term value) => Allowed(value).Single;

    /// <summary>The same path behind the test; null where it cannot come out so.</summary>
    public Facts? With(Test test, bool holds)
    {
        var left = holds ? Allowed(test.Subject).And(test.Set) : Allowed(test.Subject).Except(test.Set);
        if (left.IsEmpty) return null;
        if (test.Subject is { Kind: TermKind.Operation, Name: "&" } bits && !left.Contains(0)
            && Array.Exists(bits.Operands, x => Allowed(x).Single == 0))
            return null;
        var facts = new Facts(this, test.Subject, left, null);
        if (IsSameText(test.Subject) is var (value, literal))
        {
            if (left.Contains(0)) return facts.Spelled(value) == literal ? null : facts;
            return facts.Being(value, literal);
        }
        if (test.Subject is not { Kind: TermKind.Operation, Name: TermPool.Length or TermPool.Char }) return facts;
        var text = test.Subject.Operands[0];
        return facts.TextOf(text) is null && facts.Spelled(text) is { } spelled ? facts.Being(text, spelled) : facts;
    }

    /// <summary>The same where a value is a text that is known; null where that cannot be.</summary>
    private Facts? Being(Term value, string literal)
    {
        var facts = new Facts(this, value, null, literal);
        return facts.IsConsistent(value) ? facts : null;
    }

    /// <summary>The text that a value is by its length and its characters; null where these are not all known.</summary>
    private string? Spelled(Term value)
    {
        char[]? letters = null;
        int known = 0;
        for (var facts = this; facts is not null; facts = facts.rest)
        {
            if (facts is { subject: { Kind: TermKind.Operation, Name: TermPool.Length } length, set: { } set }
                && length.Operands[0] == value && set.Single is >= 0 and < 100 and var count)
                letters ??= new char[count];
        }
        if (letters is null) return null;
        for (var facts = this; facts is not null; facts = facts.rest)
        {
            if (facts is not { subject: { Kind: TermKind.Operation, Name: TermPool.Char } letter, set: { } set }
                || letter.Operands[0] != value)
                continue;
            if (letter.Operands[1] is not { Kind: TermKind.Number } index || index.Number < 0 || index.Number >= letters.Length
                || set.Single is not { } code)
                continue;
            if (letters[index.Number] == 0) known++;
            letters[index.Number] = (char)code;
        }
        return known == letters.Length ? new string(letters) : null;
    }

    private NumberSet Allowed(Term asked)
    {
        if (Known(asked) is { } number) return NumberSet.Of(number);
        if (TextOf(asked) is not null || TermPool.IsThere(asked)) return NotNull;
        // What is null is of no type.
        if (TermPool.IsTypeTest(asked) && Allowed(asked.Operands[0]).Single == 0) return NumberSet.Of(0);
        if (AreOther(asked)) return NumberSet.Of(0);
        bool isThere = false;
        for (var facts = this; facts is not null; facts = facts.rest)
        {
            if (facts.set is null || facts.subject is not { } subject) continue;
            if (subject == asked) return isThere ? facts.set.And(NotNull) : facts.set;
            isThere |= (TermPool.IsTypeTest(subject) && subject.Operands[0] == asked || IsBoth(subject, asked)) && !facts.set.Contains(0);
        }
        return TermPool.IsComparison(asked) ? Truth : isThere ? NotNull : NumberSet.All;
    }

    /// <summary>What is there is not equal to what is null; nor to a value as some type, where it is not equal to the value.</summary>
    private bool AreOther(Term asked)
    {
        if (asked is not { Kind: TermKind.Operation, Name: TermPool.Equal, Operands: [var one, var other] }) return false;
        if (!TermPool.IsThere(one)) (one, other) = (other, one);
        if (!TermPool.IsThere(one) || other.Kind != TermKind.Argument && !TermPool.IsTypeTest(other)) return false;
        return Allowed(other).Single == 0 || TermPool.IsTypeTest(other) && AreFoundOther(one, other.Operands[0]);
    }

    private bool AreFoundOther(Term one, Term other)
    {
        for (var facts = this; facts is not null; facts = facts.rest)
        {
            if (facts is { subject: { Kind: TermKind.Operation, Name: TermPool.Equal } equal, set: { } set } && set.Single == 0
                && equal.Operands.Length == 2 && Array.IndexOf(equal.Operands, one) >= 0 && Array.IndexOf(equal.Operands, other) >= 0)
                return true;
        }
        return false;
    }

    /// <summary>Bits that two values have in common are in either.</summary>
    private static bool IsBoth(Term term, Term part) =>
        term is { Kind: TermKind.Operation, Name: "&" } && Array.IndexOf(term.Operands, part) >= 0;

    /// <summary>The value of a term that a known constant decides.</summary>
    private long? Known(Term asked)
    {
        if (asked.Kind == TermKind.Number) return asked.Number;
        if (asked.Kind != TermKind.Operation || asked.Operands.Length == 0) return null;
        if (IsSameText(asked) is var (value, literal)) return TextOf(value) is { } known ? known == literal ? 1 : 0 : null;
        if (TextOf(asked.Operands[0]) is not { } text) return null;
        return asked.Name switch
        {
            TermPool.HashOfText => HashOf(text),
            TermPool.Length => text.Length,
            TermPool.Char when asked.Operands[1] is { Kind: TermKind.Number } index && index.Number >= 0 && index.Number < text.Length =>
                text[(int)index.Number],
            _ => null,
        };
    }

    private string? TextOf(Term value)
    {
        if (value.Kind == TermKind.Text) return value.Name;
        for (var facts = this; facts is not null; facts = facts.rest)
        {
            if (facts.text is not null && facts.subject == value) return facts.text;
        }
        return null;
    }

    /// <summary>Whether nothing that was found before contradicts the text that a value is now known to be.</summary>
    private bool IsConsistent(Term value)
    {
        for (var facts = rest; facts is not null; facts = facts.rest)
        {
            if (facts.subject is null || facts.set is null) continue;
            if (facts.subject == value && !facts.set.Except(NumberSet.Of(0)).IsEmpty) continue; // is not null
            if (facts.subject == value || (Known(facts.subject) is { } number && !facts.set.Contains(number))) return false;
        }
        return true;
    }

    private static (Term Value, string Literal)? IsSameText(Term term)
    {
        if (term is not { Kind: TermKind.Operation, Name: TermPool.SameText }) return null;
        if (term.Operands[1].Kind == TermKind.Text) return (term.Operands[0], term.Operands[1].Name);
        return term.Operands[0].Kind == TermKind.Text ? (term.Operands[1], term.Operands[0].Name) : null;
    }

    /// <summary>As the compiler has it for a <c>switch</c> over texts.</summary>
    private static int HashOf(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text) hash = unchecked((c ^ hash) * 16777619);
        return unchecked((int)hash);
    }
}
