namespace SemverGuard.Uses;

/// <summary>How a symbol of another assembly is used.</summary>
[Flags]
public enum Use
{
    None = 0,

    /// <summary>Named in a signature, a cast, a type argument, <c>typeof</c>.</summary>
    Mention = 1 << 0,
    Call = 1 << 1,
    Construct = 1 << 2,
    Read = 1 << 3,
    Write = 1 << 4,

    /// <summary>Subscribed to or unsubscribed from.</summary>
    Subscribe = 1 << 5,
    Derive = 1 << 6,

    /// <summary>
    /// An interface that is implemented, or an interface member that is; one implemented explicitly is named in source, and has
    /// <see cref="Override"/> too.
    /// </summary>
    Implement = 1 << 7,
    Override = 1 << 8,
    Attribute = 1 << 9,
    Catch = 1 << 10,

    /// <summary>Its address is taken: a method group, a delegate, <c>nameof</c> of an expression tree.</summary>
    Reference = 1 << 11,

    /// <summary>Given where a type parameter stands.</summary>
    TypeArgument = 1 << 12,

    /// <summary>Not used itself; a derived or implementing type must provide it.</summary>
    Obligation = 1 << 13,

    /// <summary>
    /// A constant, or its type, whose name stands in the source. Compiled code does not show constants, so this is no proof of a use: who
    /// has only compiled code takes it for none, who has the source looks there.
    /// </summary>
    Named = 1 << 14,

    /// <summary>
    /// Not used itself; a method that bears the name of a used one. A call that goes to another one than these and the used ones goes to a
    /// new one.
    /// </summary>
    Overload = 1 << 15,

    /// <summary>What compiled code proves.</summary>
    Proven = Any & ~(Obligation | Named | Overload),

    Any = ~None,
}

/// <summary>A place in the source; lines and columns count from 1.</summary>
public readonly record struct SourceSite(string File, int Line, int Column) : IComparable<SourceSite>
{
    public int CompareTo(SourceSite other)
    {
        int order = string.CompareOrdinal(File, other.File);
        if (order == 0) order = Line.CompareTo(other.Line);
        return order == 0 ? Column.CompareTo(other.Column) : order;
    }

    public bool IsSameLine(SourceSite other) => Line == other.Line && File == other.File;

    public override string ToString() => $"{File}({Line},{Column})";
}

/// <summary>All uses one assembly makes of one symbol of another.</summary>
/// <param name="Symbol">Documentation comment id; accessors count as their property or event.</param>
/// <param name="Assembly">Simple name of the assembly that the reference asks for, before any type forward.</param>
/// <param name="Sites">Where; empty when there are no symbols (PDB) or the use has no statement of its own.</param>
public sealed record SymbolUse(string Symbol, string Assembly, Use Uses, IReadOnlyList<SourceSite> Sites)
{
    public override string ToString() => $"{Symbol} {Uses}";
}

public static class UseExtensions
{
    /// <summary>The words of the baseline file and of JSON: <c>call</c>, <c>derive</c>.</summary>
    public static IEnumerable<string> Words(this Use uses)
    {
        foreach (var (use, word) in Vocabulary)
        {
            if ((uses & use) != 0) yield return word;
        }
    }

    /// <summary>The use of that word; null when there is none.</summary>
    public static Use? Parse(string word) => Parse(word, 0, word.Length);

    /// <summary>The use of a word within a line.</summary>
    internal static Use? Parse(string line, int start, int length)
    {
        foreach (var (use, known) in Vocabulary)
        {
            if (known.Length == length && string.CompareOrdinal(known, 0, line, start, length) == 0) return use;
        }
        return null;
    }

    private static readonly (Use Use, string Word)[] Vocabulary =
        [.. Enum.GetValues(typeof(Use)).Cast<Use>().Where(x => x is not (Use.None or Use.Proven or Use.Any)).OrderBy(x => (int)x)
            .Select(x => (x, x.ToString().ToLowerInvariant()))];
}
