using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A member that derived classes override can be used by more callers, and an override has to follow.</summary>
internal sealed class MemberVisibilityWidened() : Rule(new()
{
    Id = "SG1114", Title = "Overridable member accessibility widened",
    Hurts = Use.Override, Impact = Impact.Source | Impact.Binary,
    Errors = ["CS0507"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.IsVisible && before.IsOverridable && before.Access != Access.Public && after.Access == Access.Public
            ? $"is now public (was {before.Access.Keyword()})"
            : null;
}
