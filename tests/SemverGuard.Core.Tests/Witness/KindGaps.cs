namespace SemverGuard.Witness;

/// <summary>The kinds of changes that still go wrong. The list only gets shorter.</summary>
internal static class KindGaps
{
    public static IReadOnlyList<string> Known { get; } =
    [
        "apidiff: record ToString, property added",
        "apidiff: record derived from new base",
        "apidiff: enum values listed",
        "attr: on event changed, read",
        "attr: on parameter changed, read",
        "attr: on return value changed, read",
        "attr: on generic parameter changed, read",
        "attr: array argument changed, read",
        "attr: AttributeUsage Inherited",
        "attr: DefaultValue changed, read by descriptor",
        "base: IComparable removed, sorted",
        "base: IComparable removed, OrderBy",
        "base: IFormattable added, interpolated",
        "code: ref to out",
        "code: static constructor side effect",
        "constraint: added as field's type",
        "exception: NotImplemented to NotSupported",
        "lang: record primary constructor grows",
        "lang: readonly member lost, in argument",
        "lang: object initialiser of get-only collection",
        "member: indexer parameter type",
        "member: parameter type widened",
        "member: enum member inserted, passed",
        "member: enum underlying type",
        "member: enum underlying type, boxed cast",
        "sealed: class abstract, Activator",
        "so: dynamic overload",
        "type: class to struct, default",
        "type: struct to ref struct, in array",
        "type: struct gets a field, Marshal.SizeOf typeof",
        "type: struct fields reordered, pointer cast",
        "values: rounding changed",
        "values: default through overload changed",
        "values: out value changed",
        "values: message text changed, read",
    ];
}
