using System.Text;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.House;

/// <summary>The README's table of ids, as the catalogue has them.</summary>
internal static class RuleTable
{
    public static string Markdown()
    {
        var text = new StringBuilder("| id | what happened | hurts |\n|---|---|---|\n");
        foreach (var rule in RuleCatalog.All) Row($"[{rule.Info.Id}](src/SemverGuard.Core/Rules/{rule.Name}.md)", rule.Info.Title, rule.Info.Impact);
        foreach (var rule in RebindRules.All) Row(rule.Id, rule.Title, rule.Impact);
        foreach (var rule in LinkRules.All) Row(rule.Id, rule.Title, rule.Impact);
        foreach (var rule in EffectRules.All) Row(rule.Id, rule.Title, rule.Impact);
        foreach (var rule in SelfRules.All) text.Append("| ").Append(rule.Id).Append(" | ").Append(rule.Title).Append(" | |\n");
        return text.ToString();

        void Row(string id, string title, Impact impact) =>
            text.Append("| ").Append(id).Append(" | ").Append(title).Append(" | ").Append(string.Join(", ", impact.Words())).Append(" |\n");
    }
}
