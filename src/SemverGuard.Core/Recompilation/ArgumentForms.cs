namespace SemverGuard.Recompilation;

/// <summary>The same arguments in another vessel: an array, a span, a sequence, an interpolated string's handler.</summary>
internal static class ArgumentForms
{
    private static readonly string[] Vessels =
    [
        "System.Span{", "System.ReadOnlySpan{", "System.Collections.Generic.IEnumerable{", "System.Collections.Generic.IReadOnlyList{",
    ];

    /// <summary>By the types of the parameters, as documentation comment ids write them.</summary>
    public static bool AreOther(string[] was, string[] now) =>
        was.Length == now.Length
        && was.Zip(now, (x, y) => x == y || (Content(x) is { } one && one == Content(y)) || y.Contains("InterpolatedStringHandler"))
            .All(x => x);

    /// <summary>What a sequence is a sequence of; null for anything else.</summary>
    private static string? Content(string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal)) return type.Substring(0, type.Length - 2);
        return Array.Find(Vessels, x => type.StartsWith(x, StringComparison.Ordinal)) is { } vessel
            ? type.Substring(vessel.Length, type.Length - vessel.Length - 1)
            : null;
    }
}
