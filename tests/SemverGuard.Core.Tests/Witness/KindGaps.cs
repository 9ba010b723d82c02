namespace SemverGuard.Witness;

/// <summary>The kinds of changes that still go wrong. Of the cases that are there, the list only gets shorter.</summary>
internal static class KindGaps
{
    public static IReadOnlyList<string> Known { get; } =
    [
        // Both are told as bodies that changed, and not as what they do otherwise.
        "mixed: counter of a generic class is shared",
        "mixed: event takes a handler once",
    ];

    /// <summary>The kinds that are warned of rightly, and with a word too many.</summary>
    public static IReadOnlyList<string> Untrue { get; } =
    [
        "apidiff: event to property",
        "lang: with on class that became record struct",
        "names: attribute property renamed",
        "reflection: method gone, asked by nameof",
        "sealed: record sealed, derived",
        "so: typed null coalescing of return",
        "static: static added to field",
        "type: class to struct, created",
    ];
}
