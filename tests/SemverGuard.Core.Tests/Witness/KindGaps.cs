namespace SemverGuard.Witness;

/// <summary>The kinds of changes that still go wrong. The list only gets shorter.</summary>
internal static class KindGaps
{
    public static IReadOnlyList<string> Known { get; } =
    [
        "base: IComparable removed, OrderBy",
        "code: static constructor side effect",
        "constraint: added as field's type",
        "lang: record primary constructor grows",
        "member: indexer parameter type",
        "member: parameter type widened",
        "member: enum member inserted, passed",
        "member: enum underlying type, boxed cast",
        "reflection: method gone, asked by name",
        "reflection: dynamic, member gone",
        "type: class to struct, default",
        "type: struct fields reordered, pointer cast",
        "values: message text changed, read",
    ];
}
