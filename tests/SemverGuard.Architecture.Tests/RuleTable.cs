using System.Text;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Architecture;

/// <summary>The documents' table of ids, as the catalogue has them.</summary>
internal static class RuleTable
{
    public static string Markdown()
    {
        var text = new StringBuilder("| id | what happened | hurts |\n|---|---|---|\n");
        foreach (var rule in Catalogue.All)
            text.Append($"| [{rule.Id}](../../SemverGuard.Core/{rule.Page}) | {rule.Title} | {string.Join(", ", rule.Impact.Words())} |\n");
        return text.ToString();
    }
}
