namespace SemverGuard.Recompilation;

/// <summary>What a compiler reads of one type or member, of a namespace, or of the assembly.</summary>
/// <param name="Type">Metadata name of the type; empty for a namespace and the assembly.</param>
/// <param name="Name">Of the member or the namespace, as source says it; empty for the type itself and the assembly.</param>
/// <param name="Text">All of it in one line: names, modifiers, signature, constants, attributes.</param>
internal sealed record Declaration(string Type, string Name, string Text) : IComparable<Declaration>
{
    /// <summary>
    /// It has a part where its type has one, and no name is said for it: a field of a struct, an abstract member, an operator.
    /// </summary>
    public bool IsImplied { get; init; }

    /// <summary>Of a static class, whose members can be used without a word about it: by <c>using static</c>, or as extensions.</summary>
    public bool IsOfStaticClass { get; init; }

    /// <summary>Zero for the same; most differ in their texts already.</summary>
    public int CompareTo(Declaration? other) =>
        string.CompareOrdinal(Text, other?.Text) is not 0 and var byText ? byText
            : string.CompareOrdinal(Type, other?.Type) is not 0 and var byType ? byType
            : string.CompareOrdinal(Name, other?.Name) is not 0 and var byName ? byName
            : (IsImplied, IsOfStaticClass).CompareTo((other?.IsImplied ?? false, other?.IsOfStaticClass ?? false));
}
