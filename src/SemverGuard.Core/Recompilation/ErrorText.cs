using System.Text;
using System.Text.RegularExpressions;

namespace SemverGuard.Recompilation;

/// <summary>
/// What the compiler's sentences name, whatever language they are in: the compiler leaves symbols and identities as they are.
/// </summary>
public static class ErrorText
{
    private static readonly Regex Quotation =
        new("(?<open>['\"\u201c\u201e\u00ab])(?<name>[^'\"\u201c\u201d\u00bb]+)['\"\u201c\u201d\u00bb]", RegexOptions.CultureInvariant);

    private static readonly Regex Identity =
        new(@"(?<name>[\w.\-]+), Version=(?<version>[\d.]+), Culture=[\w\-]*, PublicKeyToken=(?<key>\w+)", RegexOptions.CultureInvariant);

    private static readonly Regex Qualifier = new(@"(?:global::)?(?:\b[A-Za-z_]\w*\.)+(?=[A-Za-z_])", RegexOptions.CultureInvariant);

    private static readonly Regex Modifier = new(@"\b(params|ref readonly|ref|out|in|this|scoped) ", RegexOptions.CultureInvariant);

    private static readonly Regex Nullable = new(@"\bNullable<(?<type>[^<>]+)>", RegexOptions.CultureInvariant);

    /// <summary>What stands in quotation marks, in order.</summary>
    public static IReadOnlyList<string> Quoted(string message) =>
        [.. Quotation.Matches(message).Cast<Match>().Select(x => x.Groups["name"].Value.Trim())];

    /// <summary>What it quotes as types, and the types of the members that it quotes.</summary>
    internal static IEnumerable<string> Types(string message) => Quoted(message).SelectMany(x =>
        x.Split('(')[0].LastIndexOf('.') is > 0 and var dot ? new[] { Plain(x), Plain(x.Substring(0, dot)) } : [Plain(x)]);

    /// <summary>The assemblies that it names in full.</summary>
    public static IReadOnlyList<NamedAssembly> Assemblies(string message) =>
        [.. Identity.Matches(message).Cast<Match>()
            .Select(x => new NamedAssembly(x.Groups["name"].Value,
                Version.TryParse(x.Groups["version"].Value, out var version) ? version : new Version(0, 0), Key(x.Groups["key"].Value)))];

    /// <summary>The identifiers of a text.</summary>
    public static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && IsPart(text[i])) continue;
            if (i > start) words.Add(text.Substring(start, i - start));
            start = i + 1;
        }
        return words;
    }

    /// <summary>
    /// A type or a parameter list without namespaces, modifiers and question marks: as both a compiler's message and a display name can be
    /// read.
    /// </summary>
    public static string Plain(string text) =>
        Nullable.Replace(Qualifier.Replace(Modifier.Replace(text, ""), ""), "${type}").Replace("?", "").Replace(" ", "");

    /// <summary>The dotted name that begins at a column, which counts from 1; empty when none does.</summary>
    public static string DottedName(string line, int column)
    {
        var name = new StringBuilder();
        for (int i = column - 1; i >= 0 && i < line.Length && (IsPart(line[i]) || line[i] == '.'); i++) name.Append(line[i]);
        return name.ToString().Trim('.');
    }

    /// <summary>The name of what is called with the argument that begins at a column; null when that is not on the line.</summary>
    public static string? Callee(string line, int column)
    {
        int depth = 0;
        for (int i = Math.Min(column - 2, line.Length - 1); i >= 0; i--)
        {
            if (line[i] is ')' or ']' or '}') depth++;
            else if (line[i] is '(' or '[' or '{' && depth-- == 0) return line[i] == '(' ? NameBefore(line, i) : null;
        }
        return null;
    }

    /// <summary>
    /// The plain name of which a place is about: that before the member that begins at a column, else the one that begins there, whatever
    /// is asked of it; null where neither is one.
    /// </summary>
    internal static string? Local(string line, int column)
    {
        int end = Math.Min(column - 1, line.Length);
        while (end > 0 && line[end - 1] is ' ' or '\t') end--;
        if (end == 0 || line[end - 1] != '.')
            return DottedName(line, column).Split('.')[0] is { Length: > 0 } name ? name : null;
        do end--;
        while (end > 0 && line[end - 1] is '?' or '!');
        return NameBefore(line, end) is { } local && (end == local.Length || line[end - local.Length - 1] != '.') ? local : null;
    }

    private static string? NameBefore(string line, int end)
    {
        int start = end;
        while (start > 0 && IsPart(line[start - 1])) start--;
        return start < end ? line.Substring(start, end - start) : null;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static string Key(string token) => token == "null" ? "" : token;
}

/// <param name="Key">Token of the public key in lower-case hexadecimal digits; empty without one.</param>
public sealed record NamedAssembly(string Name, Version Version, string Key);
