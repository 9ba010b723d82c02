using System.Globalization;

namespace SemverGuard.Effects.Flow;

internal enum TermKind
{
    /// <summary>A whole number; null and false are 0, as the runtime has them.</summary>
    Number,

    /// <summary>A floating-point number, by its bits.</summary>
    Real,
    Text,
    Argument,

    /// <summary>What an instruction with an effect left: a call, a load, a construction.</summary>
    Result,

    /// <summary>A value that differs from visit to visit, and is the same wherever it is named.</summary>
    Unknown,

    /// <summary>An operator applied to other terms; its name is the operator, with the type it names.</summary>
    Operation,

    /// <summary>The address of a local or argument of one side.</summary>
    Address,

    /// <summary>A lambda or local function as a value, by the order in which a body meets them.</summary>
    Function,
}

/// <summary>A value at run time, as an expression. Equal expressions are one object within one <see cref="TermPool"/>.</summary>
/// <param name="Name">A text, an operator; for an address or an unknown, what tells it from others.</param>
/// <param name="Number">The value of a number, the bits of a real, the index of an argument, the number of an unknown or a result.</param>
internal sealed record Term(int Id, TermKind Kind, string Name, long Number, Term[] Operands)
{
    /// <summary>Compared otherwise than whole numbers.</summary>
    public bool IsFloat { get; init; }

    /// <summary>A symbol of one side alone is in it, so that equal terms of two sides are two objects.</summary>
    public bool IsOneSided { get; init; }

    /// <summary>A lambda is in it, whose body has to be equal too.</summary>
    public bool HasFunction { get; init; }

    /// <summary>It is a comparison, or calculates with one.</summary>
    public bool HasComparison { get; init; }

    /// <summary>How many terms it is written with; one that is in it twice counts twice.</summary>
    public int Size { get; init; }

    public int Depth { get; init; }

    public bool IsLiteral => Kind is TermKind.Number or TermKind.Real or TermKind.Text;

    public bool IsNumber(long number) => Kind == TermKind.Number && Number == number;

    public bool Equals(Term? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Id;

    public override string ToString() => Kind switch
    {
        TermKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        TermKind.Text => "\"" + Name + "\"",
        TermKind.Operation => Name + "(" + string.Join(", ", Operands.Select(x => x.ToString())) + ")",
        _ => Kind.ToString() + Number.ToString(CultureInfo.InvariantCulture),
    };
}
