namespace SemverGuard.Witness;

/// <summary>The kinds of changes that still go wrong. The list only gets shorter.</summary>
internal static class KindGaps
{
    public static IReadOnlyList<string> Known { get; } = [];

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
