namespace SemverGuard.Uses;

/// <summary>The methods that tell one thing of a type at run time.</summary>
internal static class FacetReaders
{
    public const string Underlying = "GetEnumUnderlyingType", References = "IsReferenceOrContainsReferences";

    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        "get_IsSealed", "get_IsAbstract", "get_IsInterface", "get_IsValueType", "get_IsClass", "get_IsEnum", "get_IsByRefLike",
        "get_IsExplicitLayout", "get_IsAutoLayout", Underlying,
    };

    /// <param name="name">Of a method of <c>System.Type</c>.</param>
    public static bool Has(string name) => All.Contains(name);
}
