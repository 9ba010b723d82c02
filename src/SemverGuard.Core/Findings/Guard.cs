using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The whole product in one pure function.</summary>
public static class Guard
{
    public static GuardReport Check(GuardInput input)
    {
        var findings = new List<Finding>();
        foreach (var bump in input.Bumps)
        {
            foreach (var (change, use) in Changes(input, bump))
                findings.Add(new Finding { Id = change.Rule.Info.Id, Title = change.Rule.Info.Title, Severity = bump.Claim == Claim.Major ? Severity.Info : Severity.Warning, Impact = change.Impact, Symbol = change.Symbol, Message = DisplayName.Of(change.Symbol) + " " + change.Text, Package = bump, Uses = use.Uses, Sites = use.Sites });
        }
        return new GuardReport(findings, [], new Checked(0, 0, input.Uses.Count));
    }

    /// <summary>The API changes of one bump that hurt a use.</summary>
    private static IEnumerable<(Change Change, SymbolUse Use)> Changes(GuardInput input, Bump bump)
    {
        foreach (var use in input.Uses)
        {
            if (!bump.Assemblies.Contains(use.Assembly, StringComparer.OrdinalIgnoreCase)) continue;
            string typeId = DocumentationId.DeclaringType(use.Symbol);
            if (input.Before(use.Assembly, typeId) is not { } before) continue;
            var after = input.After.Find(use.Assembly, typeId);
            var context = new RuleContext(use.Assembly, input.After);
            bool isType = typeId == use.Symbol;
            var changes = isType ? ApiDiff.Type(before, after, context)
                : after is not null && before.Member(use.Symbol) is { } member ? ApiDiff.Member(member, after, context)
                : [];
            foreach (var change in changes)
            {
                if ((change.Rule.Info.Hurts & use.Uses) != 0) yield return (change, use);
            }
        }
    }
}
