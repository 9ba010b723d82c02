using System.Text.RegularExpressions;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Reports;

/// <summary>A rule as SARIF describes it (3.49) and code scanning shows it beside an alert.</summary>
internal static class SarifRule
{
    /// <summary>docs.github.com, "SARIF support for code scanning": of a description it takes no more.</summary>
    private const int LongestDescription = 1024;

    private static readonly Regex Block = new("(?ms)^```.*?^```$\n?", RegexOptions.CultureInvariant);

    /// <summary>Pages name each other as files beside them.</summary>
    private static readonly Regex Link = new(@"\]\(([^)]+)\)", RegexOptions.CultureInvariant);

    /// <param name="page">Null where it is not at hand: then its address is the help.</param>
    public static void Print(JsonText json, RuleInfo rule, string? page)
    {
        string description = Description(rule, page), help = page is null ? "See " + rule.HelpLink : Help(page, new Uri(rule.HelpLink));
        json.Value("id", rule.Id);
        json.Value("name", rule.Name);
        json.Object("shortDescription", () => json.Value("text", rule.Title));
        json.Object("fullDescription", () => json.Value("text", description));
        // What is an info under every version; of the rest the version decides.
        json.Object("defaultConfiguration", () => json.Value("level", EffectRules.Infos.Contains(rule) ? "note" : "warning"));
        json.Value("helpUri", rule.HelpLink);
        json.Object("help", () =>
        {
            json.Value("text", help.Replace("**", ""));
            json.Value("markdown", help);
        });
    }

    /// <summary>The first paragraph of its page.</summary>
    private static string Description(RuleInfo rule, string? page)
    {
        if (page is null) return rule.Title + ".";
        var lines = Sections(page)[0].Split('\n').Skip(1).SkipWhile(x => x.Length == 0);
        string text = string.Join(" ", lines.TakeWhile(x => x.Length > 0));
        return text.Length <= LongestDescription ? text : text.Substring(0, LongestDescription - 1) + "…";
    }

    /// <summary>What the page says, without the examples that hold it to that, and where those are.</summary>
    private static string Help(string page, Uri address)
    {
        var sections = Sections(page).Where((x, i) => i == 0 || !x.Contains("```csharp")).Select(x => Block.Replace(x, "").Trim());
        string text = string.Join("\n\n", sections.Select((x, i) => i == 0 ? x.Substring(x.IndexOf('\n') + 1).Trim() : "## " + x));
        return Link.Replace(text, x => "](" + new Uri(address, x.Groups[1].Value) + ")");
    }

    private static string[] Sections(string page) => page.Replace("\r\n", "\n").Split(["\n## "], StringSplitOptions.None);
}
