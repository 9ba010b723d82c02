namespace SemverGuard.Effects.Flow;

/// <summary>
/// A whole number that is added, subtracted and multiplied from others, in the one form that all ways to write it share. What is the same
/// there is the same in every size: the runtime's numbers wrap, and so do the factors here.
/// </summary>
internal sealed class Polynomial
{
    /// <summary>Beyond that nobody multiplies out.</summary>
    private const int MostProducts = 64, MostFactors = 8, LargestTerm = 200;

    /// <summary>How often each product of values is in it; the values by their terms' numbers, in order.</summary>
    private readonly SortedDictionary<string, long> products = new(StringComparer.Ordinal);

    private bool isTooLarge;

    /// <summary>Whether two values are one number, however it is worked out.</summary>
    public static bool AreSame(Term one, Term other) =>
        Of(one) is { } was && Of(other) is { } now && was.products.SequenceEqual(now.products);

    /// <summary>
    /// Whether two values are known to be two numbers: nothing but arguments is in them. What a field holds may be another number by now.
    /// </summary>
    public static bool AreOther(Term one, Term other) =>
        (IsCalculated(one) || IsCalculated(other))
        && Leaves(one).Concat(Leaves(other)).All(x => x is { Kind: TermKind.Argument, Number: >= 0 })
        && Of(one) is { } was && Of(other) is { } now && !was.products.SequenceEqual(now.products);

    private static Polynomial? Of(Term term)
    {
        if (term.Size > LargestTerm || term.IsFloat || term.IsOneSided || term.HasFunction) return null;
        var made = Made(term);
        return made.isTooLarge ? null : made;
    }

    private static Polynomial Made(Term term) => term switch
    {
        { Kind: TermKind.Number } => Single("", term.Number),
        _ when !IsCalculated(term) => Single($"{term.Id} ", 1),
        { Name: "neg" } => Sum(Single("", 0), Made(term.Operands[0]), -1),
        { Name: "+" } => Sum(Made(term.Operands[0]), Made(term.Operands[1]), 1),
        { Name: "-" } => Sum(Made(term.Operands[0]), Made(term.Operands[1]), -1),
        { Name: "*" } => Product(Made(term.Operands[0]), Made(term.Operands[1])),
        _ => Product(Made(term.Operands[0]), Single("", 1L << (int)term.Operands[1].Number)),
    };

    private static bool IsCalculated(Term term) => term.Kind == TermKind.Operation && !term.IsFloat
        && (term.Name is "+" or "-" or "*" or "neg" || IsShift(term));

    /// <summary>By a number of bits that is one in every size.</summary>
    private static bool IsShift(Term term) =>
        term is { Name: Opcodes.ShiftLeft, Operands: [_, { Kind: TermKind.Number, Number: >= 0 and < 32 }] };

    private static IEnumerable<Term> Leaves(Term term) => term.Kind == TermKind.Number ? []
        : IsCalculated(term) ? term.Operands.SelectMany(Leaves) : [term];

    private static Polynomial Single(string product, long factor)
    {
        var made = new Polynomial();
        made.Add(product, factor);
        return made;
    }

    private static Polynomial Sum(Polynomial one, Polynomial other, long sign)
    {
        var sum = new Polynomial { isTooLarge = one.isTooLarge || other.isTooLarge };
        foreach (var product in one.products) sum.Add(product.Key, product.Value);
        foreach (var product in other.products) sum.Add(product.Key, unchecked(sign * product.Value));
        return sum;
    }

    private static Polynomial Product(Polynomial one, Polynomial other)
    {
        var made = new Polynomial { isTooLarge = one.isTooLarge || other.isTooLarge };
        foreach (var x in one.products)
        {
            foreach (var y in other.products)
            {
                if (made.isTooLarge) return made;
                string[] factors = [.. (x.Key + y.Key).Split([' '], StringSplitOptions.RemoveEmptyEntries)
                    .OrderBy(z => z, StringComparer.Ordinal)];
                made.isTooLarge = factors.Length > MostFactors;
                made.Add(string.Concat(factors.Select(z => z + " ")), unchecked(x.Value * y.Value));
            }
        }
        return made;
    }

    private void Add(string product, long factor)
    {
        products.TryGetValue(product, out long known);
        if (unchecked(known + factor) is not 0 and var sum) products[product] = sum;
        else products.Remove(product);
        isTooLarge |= products.Count > MostProducts;
    }
}
