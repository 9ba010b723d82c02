using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Rules;

/// <summary>Asks every rule about pairs of symbols. It knows nothing of uses, versions or severities.</summary>
public static class ApiDiff
{
    /// <summary>What changed about a type itself, its members left out.</summary>
    /// <param name="after">Null when the type is gone.</param>
    public static IEnumerable<Change> Type(ApiType before, ApiType? after, RuleContext context) =>
        Ask(before.Id, () => MemberText.Of(before), x => after is null ? x.CheckRemoved(before, context) : x.Check(before, after, context));

    /// <summary>What changed about one member of a type that is still there.</summary>
    public static IEnumerable<Change> Member(ApiMember before, ApiType typeAfter, RuleContext context)
    {
        var after = context.FindInherited(typeAfter, before);
        return Ask(before.Id, () => Apart(MemberText.Of(before, typeAfter), typeAfter, context), x => after is null
            ? x.CheckRemoved(before, typeAfter, context)
            : x.Check(before, after, context));
    }

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

    /// <summary>What is new. Additions harm nobody until a compiler stumbles over one.</summary>
    /// <param name="before">With all its members; null when the type is new.</param>
    public static IEnumerable<Change> Added(ApiType? before, ApiType after, RuleContext context)
    {
        if (before is null) return Ask(after.Id, () => MemberText.Of(after), x => x.CheckAdded(after, context));
        return after.Members.Where(x => before.Member(x.Id) is null)
            .SelectMany(x => Ask(x.Id, () => MemberText.Of(x, after), y => y.CheckAdded(x, before, context)));
    }

    /// <summary>A member's name, with the type parameters of its type where another type has the same name without them.</summary>
    private static string Apart(string member, ApiType type, RuleContext context)
    {
        string plain = DisplayName.Of(type.Id);
        int arity = type.Id.LastIndexOf('`');
        // The parameters of a type around it are not its own.
        bool isOwn = arity > 0 && type.Id.IndexOf('.', arity) < 0 && member.StartsWith(plain, StringComparison.Ordinal);
        return isOwn && context.After.Declares(context.Assembly, type.Id.Substring(0, arity))
            ? MemberText.Of(type) + member.Substring(plain.Length) : member;
    }

    private static IEnumerable<Change> Ask(string symbol, Func<string> name, Func<Rule, Verdict?> question)
    {
        foreach (var rule in RuleCatalog.All)
        {
            if (question(rule) is not { } verdict) continue;
            yield return new Change(rule, symbol, verdict.Text, verdict.Impact ?? rule.Info.Impact, verdict.Hurts ?? rule.Info.Hurts)
            {
                Name = name(),
                Through = verdict.Through,
                Possible = verdict.Possible,
                Errors = verdict.Errors ?? rule.Info.Errors,
            };
        }
    }
}
