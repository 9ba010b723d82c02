using SemverGuard.Api;

namespace SemverGuard.Rules;

/// <summary>Asks every rule about pairs of symbols. It knows nothing of uses, versions or severities.</summary>
public static class ApiDiff
{
    /// <summary>What changed about a type itself, its members left out.</summary>
    /// <param name="after">Null when the type is gone.</param>
    public static IEnumerable<Change> Type(ApiType before, ApiType? after, RuleContext context)
    {
        foreach (var rule in RuleCatalog.TypeRules)
        {
            var verdict = after is null ? rule.CheckRemoved(before, context) : rule.Check(before, after, context);
            if (verdict is not null) yield return Changed(rule, before.Id, verdict);
        }
    }

    /// <summary>What changed about one member of a type that is still there.</summary>
    public static IEnumerable<Change> Member(ApiMember before, ApiType typeAfter, RuleContext context)
    {
        var after = context.FindInherited(typeAfter, before);
        foreach (var rule in RuleCatalog.MemberRules)
        {
            var verdict = after is null ? rule.CheckRemoved(before, typeAfter, context) : rule.Check(before, after, context);
            if (verdict is not null) yield return Changed(rule, before.Id, verdict);
        }
    }

    private static Change Changed(Rule rule, string symbol, Verdict verdict) =>
        new(rule, symbol, verdict.Text, verdict.Impact ?? rule.Info.Impact, verdict.Hurts ?? rule.Info.Hurts) { Through = verdict.Through, IsPossible = verdict.IsPossible };

    /// <summary>What changed about a type and all its members that others can see.</summary>
    public static IEnumerable<Change> TypeAndMembers(ApiType before, ApiType? after, RuleContext context)
    {
        foreach (var change in Type(before, after, context)) yield return change;
        if (after is null) yield break;
        foreach (var member in before.Members)
        {
            if (!member.IsVisible) continue;
            foreach (var change in Member(member, after, context)) yield return change;
        }
    }
}
