using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A derived or implementing type has to provide a member it did not have to provide before.</summary>
internal sealed class AbstractMemberAdded() : Rule(new()
{
    Id = "SG1105", Title = "Abstract or interface member added",
    Hurts = Use.Derive | Use.Implement, Impact = Impact.Source | Impact.Binary, IsSeenByLinker = true,
    Errors = ["CS0534", "CS0535", "CS0736", "CS0737", "CS0738"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        if (before.Kind != after.Kind) return null; // the kind says more
        string[] added = Added(before, after, context).Select(x => DisplayName.Of(x)).ToArray();
        return added.Length == 0
            ? null
            : $"now requires an implementation of {string.Join(", ", added.Take(3))}"
                + $"{(added.Length > 3 ? $" and {added.Length - 3} more" : "")}";
    }

    /// <summary>Its own new obligations, and those of interfaces it newly extends.</summary>
    private static IEnumerable<string> Added(ApiType before, ApiType after, RuleContext context)
    {
        foreach (var member in after.Members)
        {
            if (member.IsObligation && before.Member(member.Id) is not { IsObligation: true }) yield return member.Id;
        }
        if (after.Kind != TypeKind.Interface) yield break;
        foreach (var @base in context.After.Bases(context.Assembly, after))
        {
            if (before.Interfaces.Any(x => "T:" + ApiSurface.GenericDefinition(x) == @base.Id)) continue;
            foreach (var member in @base.Members)
            {
                // A member that only moved up is no new demand.
                if (member.IsObligation && !before.Members.Any(x => x.Name == member.Name && x.Kind == member.Kind)) yield return member.Id;
            }
        }
    }
}
