namespace SemverGuard.Witness;

/// <summary>The kinds of changes that still go wrong. Of the cases that are there, the list only gets shorter.</summary>
internal static class KindGaps
{
    public static IReadOnlyList<string> Known { get; } =
    [
        // Both are told as bodies that changed, and not as what they do otherwise.
        "mixed: counter of a generic class is shared",
        "mixed: event takes a handler once",

        // As first seen.
        "suites: optional by attribute becomes optional by null",
        "suites: record copies less, with",
        "suites: range indexer added beside slice, list pattern",
        "suites: inherited member that implements own interface becomes virtual",
        "suites: base gets a member that implements own default",
        "suites: inline array of bytes becomes one of shorts, element",
        "suites: default value changed, called dynamically",
        "suites: returned class made internal, called dynamically",
        "suites: overload for spans added, in an expression tree",
        "suites: overload for spans added, called",
        "suites: attribute class made conditional, own does not look",
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
        "suites: awaiter no longer critical",
        "suites: enumerator's method becomes explicit, looped",
        "suites: range indexer added beside slice, list pattern",
        "suites: inherited member that implements own interface becomes virtual",
        "suites: overload for spans added, in an expression tree",
        "suites: overload for spans added, called",
        "suites: attribute class made conditional, own does not look",
        "type: class to struct, created",
    ];
}
