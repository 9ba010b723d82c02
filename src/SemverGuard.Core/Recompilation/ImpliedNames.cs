namespace SemverGuard.Recompilation;

/// <summary>
/// Members that C# calls for a construct of the language, or that take part in each use of their type: no source has to say their names.
/// </summary>
internal static class ImpliedNames
{
    private static readonly HashSet<string> Names = new(
        [
            ".ctor", "Invoke", "Item", "Equals", "GetHashCode", "ToString", "Finalize", "PrintMembers", "EqualityContract", "Deconstruct",
            "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "Dispose", "DisposeAsync", "EnterScope",
            "GetAwaiter", "GetResult", "IsCompleted", "OnCompleted", "UnsafeOnCompleted", "ConfigureAwait",
            "Add", "Create", "Length", "Count", "Slice", "GetPinnableReference", "AppendLiteral", "AppendFormatted", "ToStringAndClear",
            "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending",
            "Cast",
        ],
        StringComparer.Ordinal);

    /// <param name="member">Metadata name; of a property or its accessor alike. Names that no source can say are implied, too.</param>
    public static bool Contain(string member) =>
        Names.Contains(member) || member.StartsWith("op_", StringComparison.Ordinal) || member.IndexOfAny(['<', '$']) >= 0
        || (member.StartsWith("get_", StringComparison.Ordinal) && Names.Contains(member.Substring(4)));
}
