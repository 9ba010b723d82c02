using System.Text.RegularExpressions;

namespace SemverGuard.Worlds.Compiling;

/// <summary>
/// The options of the project's own compilation, as its targets would hand them to the compiler. What names a file is left out: inputs come
/// from the build's items, outputs are ours.
/// </summary>
/// <param name="Arguments">As on the compiler's command line, each one argument.</param>
internal sealed record CompilerOptions(IReadOnlyList<string> Arguments)
{
    /// <summary>An option and not a path, which on some systems begins with a slash too.</summary>
    private static readonly Regex Option =
        new("^/(?<name>[A-Za-z0-9]+)([:+-].*)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly HashSet<string> Files = new(StringComparer.OrdinalIgnoreCase)
    {
        "out", "refout", "refonly", "doc", "pdb", "generatedfilesout", "errorlog", "reportanalyzer", "bugreport",
        "resource", "res", "linkresource", "linkres", "win32icon", "win32manifest", "win32resource", "win32res", "nowin32manifest",
        "sourcelink", "embed",
        "reference", "r", "link", "l", "analyzer", "a", "analyzerconfig", "additionalfile", "recurse", "pathmap",
        "debug", "errorreport", "fullpaths", "utf8output", "preferreduilang", "noconfig", "vbruntime",
    };

    /// <summary>Documentation is written: without, the compiler parses no comments, and generators that read them find none.</summary>
    public const string Documented = "/doc";

    private static readonly HashSet<string> Promotions = new(StringComparer.OrdinalIgnoreCase) { "warnaserror", "ruleset" };

    /// <param name="commandLine">Of the compiler's task, when it is asked for it.</param>
    public static CompilerOptions Of(IEnumerable<string> commandLine)
    {
        string[] all = [.. commandLine];
        var own = all.Where(x => Name(x) is { } name && !Files.Contains(name)).Select(Unmangled);
        bool isDocumented = Array.Exists(all, x => "doc".Equals(Name(x), StringComparison.OrdinalIgnoreCase) && !x.EndsWith("-"));
        return new([.. own, .. isDocumented ? [Documented] : Array.Empty<string>()]);
    }

    /// <summary>As they were asked for the last time.</summary>
    /// <param name="key">Names everything on which they depend.</param>
    /// <returns>Null when something of that is different now.</returns>
    public static CompilerOptions? Kept(string file, string key)
    {
        string[] lines = File.Exists(file) ? InputFile.Lines(file) : [];
        return lines.Length > 0 && lines[0] == key ? new([.. lines.Skip(1)]) : null;
    }

    public void Keep(string file, string key)
    {
        // An option of several lines would come back as several options.
        if (!Arguments.Any(x => x.IndexOf('\n') >= 0)) OutputFile.Write(file, string.Join("\n", Arguments.Prepend(key)));
    }

    /// <summary>
    /// Where paths have slashes MSBuild makes one of every backslash in an item, that of Visual Basic's <c>/define:"CONFIG=\"Debug\""</c>
    /// too.
    /// </summary>
    private static string Unmangled(string argument) =>
        argument.StartsWith("/define:", StringComparison.Ordinal) ? argument.Replace("/\"", "\\\"") : argument;

    /// <summary>
    /// Without the project's idea of what is an error: whether the compiler warned before an upgrade is nobody's business.
    /// </summary>
    public CompilerOptions WithoutPromotions() => new([.. Arguments.Where(x => !Promotions.Contains(Name(x)!))]);

    private static string? Name(string argument) => Option.Match(argument) is { Success: true } match ? match.Groups["name"].Value : null;
}
