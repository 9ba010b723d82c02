using System.Text.RegularExpressions;
using SemverGuard.Uses;

namespace SemverGuard.Reports.Muting;

/// <summary>The simple names of parameters' types, as far as source and documentation comment ids spell them alike.</summary>
internal static class ParameterTypes
{
    /// <summary>A type that the other spelling says otherwise: a type parameter, a tuple, a pointer to a function.</summary>
    private const string Any = "*";

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["bool"] = "Boolean", ["byte"] = "Byte", ["sbyte"] = "SByte", ["char"] = "Char", ["decimal"] = "Decimal", ["double"] = "Double",
        ["float"] = "Single", ["int"] = "Int32", ["uint"] = "UInt32", ["nint"] = "IntPtr", ["nuint"] = "UIntPtr", ["long"] = "Int64",
        ["ulong"] = "UInt64", ["short"] = "Int16", ["ushort"] = "UInt16", ["object"] = "Object", ["dynamic"] = "Object",
        ["string"] = "String",
    };

    private static readonly Regex Modifiers = new(@"^(?:(?:this|ref|out|in|params|scoped|readonly)\s+)+", RegexOptions.CultureInvariant);
    private static readonly Regex Declared = new(
        @"^(?<type>.*[\w>\])?*])\s+@?\w+$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <param name="list">What stands between the brackets, without comments and texts.</param>
    public static IReadOnlyList<string> OfSource(string list) => [.. Split(list).Select(Source)];

    /// <param name="list">What stands between the brackets of a documentation comment id.</param>
    public static IReadOnlyList<string> OfId(string list) => [.. Split(list).Select(Id)];

    public static bool AreSame(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == other.Count && one.Zip(other, (x, y) => x == y || x == Any || y == Any).All(x => x);

    private static string Source(string parameter)
    {
        while (parameter.StartsWith("[", StringComparison.Ordinal)) parameter = parameter.Substring(Brackets.End(parameter, 0)).TrimStart();
        parameter = Modifiers.Replace(parameter, "");
        if (parameter.IndexOf('=') is var value and >= 0) parameter = parameter.Substring(0, value).TrimEnd();
        if (Declared.Match(parameter) is not { Success: true } declared) return Any;
        string type = declared.Groups["type"].Value.Trim();
        if (type.StartsWith("(", StringComparison.Ordinal) || type.Contains("delegate*")) return Any;
        return Simple(type.Replace("?", ""), '<') is var simple && Keywords.TryGetValue(simple, out string? name) ? name : simple;
    }

    private static string Id(string type)
    {
        const string Nullable = "System.Nullable{";
        type = type.TrimEnd('@', '&', '*');
        if (type.StartsWith(Nullable, StringComparison.Ordinal)) type = type.Substring(Nullable.Length).TrimEnd('}');
        bool isTuple = type.StartsWith("System.ValueTuple{", StringComparison.Ordinal);
        return type is ['`', ..] || isTuple ? Any : Simple(type, '{');
    }

    private static string Simple(string type, char arguments)
    {
        int end = type.IndexOfAny([arguments, '[', '*']);
        if (end >= 0) type = type.Substring(0, end);
        return type.Substring(type.LastIndexOfAny(['.', ':']) + 1).Trim();
    }

    private static IEnumerable<string> Split(string list) =>
        Brackets.Parts(list, 0, list.Length, areTypes: true)
            .Where(x => x.Start < x.End)
            .Select(x => list.Substring(x.Start, x.End - x.Start).Trim());
}
