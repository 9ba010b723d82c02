using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Pages;

/// <summary>One upgrade on a page: pieces of source, and what the page claims about them.</summary>
/// <param name="Library">An assembly between the two that is never compiled again; null when there is none.</param>
/// <param name="Unreferenced">An assembly that the library needs after the upgrade, and that the consumer does not reference; null when
/// there is none.</param>
/// <param name="Findings">What SemverGuard prints; empty when it has nothing to say.</param>
/// <param name="Recompiled">What becomes of the consumer when it is compiled again: <see cref="Outcome"/> in words.</param>
/// <param name="NotRecompiled">What becomes of it when only the library's dll is replaced.</param>
public sealed record PageExample(RulePage Page, string Title, string Before, string After, string? Library, string? Unreferenced,
    string Consumer, string Findings, string Recompiled, string NotRecompiled)
{
    public override string ToString() => $"{Page.Rule.Name}: {Title}";
}

/// <summary>The Markdown page beside a rule: manual, specification and test at once.</summary>
/// <remarks>
/// A second-level heading with code under it is an example: blocks titled <c>csharp before</c>, <c>csharp after</c> and
/// <c>csharp consumer</c>, a table with the rows <c>recompiled</c> and <c>not recompiled</c>, and a <c>text</c> block with what SemverGuard
/// prints. Without a <c>text</c> block it must print nothing.
/// </remarks>
public sealed class RulePage
{
    private static readonly string Core = Repository.PathOf("src", "SemverGuard.Core");

    private RulePage(RuleInfo rule)
    {
        Rule = rule;
        File = Path.Combine([Core, .. rule.Page.Split('/')]);
        if (!System.IO.File.Exists(File)) return;
        Text = System.IO.File.ReadAllText(File);
        Examples = [.. Text.Split("\n## ").Skip(1).Where(x => x.Contains("```", StringComparison.Ordinal)).Select(Example)];
    }

    public static IReadOnlyList<RulePage> All { get; } = [.. Catalogue.All.Select(x => new RulePage(x))];

    public static IEnumerable<PageExample> AllExamples => All.SelectMany(x => x.Examples);

    public RuleInfo Rule { get; }

    public string File { get; }

    /// <summary>Empty when the page is missing.</summary>
    public string Text { get; } = "";

    public IReadOnlyList<PageExample> Examples { get; } = [];

    /// <summary>The pages that are there, whether or not a rule is. A layer's README is none.</summary>
    public static IEnumerable<string> Files =>
        Directory.GetFiles(Core, "*.md", SearchOption.AllDirectories).Select(x => Path.GetRelativePath(Core, x).Replace('\\', '/'))
            .Where(x => !x.StartsWith("obj/", StringComparison.Ordinal) && Path.GetFileName(x) != "README.md")
            .Order(StringComparer.Ordinal);

    private PageExample Example(string section) => new(
        this,
        section[..section.IndexOf('\n', StringComparison.Ordinal)].Trim(),
        Block(section, "csharp before") ?? throw Malformed(section, "no block 'csharp before'"),
        Block(section, "csharp after") ?? throw Malformed(section, "no block 'csharp after'"),
        Block(section, "csharp library"),
        Block(section, "csharp unreferenced"),
        Block(section, "csharp consumer") ?? throw Malformed(section, "no block 'csharp consumer'"),
        Block(section, "text") ?? "",
        Row(section, "recompiled"),
        Row(section, "not recompiled"));

    private static string? Block(string section, string title)
    {
        int start = section.IndexOf($"```{title}\n", StringComparison.Ordinal);
        if (start < 0) return null;
        start = section.IndexOf('\n', start) + 1;
        return section[start..section.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private string Row(string section, string name)
    {
        string prefix = $"| {name} | ";
        string row = section.Split('\n').FirstOrDefault(x => x.StartsWith(prefix, StringComparison.Ordinal))
            ?? throw Malformed(section, $"no row '{name}'");
        return row[prefix.Length..].TrimEnd('|', ' ');
    }

    private InvalidDataException Malformed(string section, string what) => new($"{File}: '{section.Split('\n')[0]}' has {what}");
}
