using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A constructor leaves the required members to its callers.</summary>
internal sealed class SetsRequiredMembersRemoved() : Rule(new()
{
    Id = "SG1116", Title = "SetsRequiredMembers attribute removed",
    Hurts = Use.Construct | Use.Call, Impact = Impact.Source,
    Errors = ["CS9035", "CS9039"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.Marks.Mark("sets-required") is not null && after.Marks.Mark("sets-required") is null
            ? Verdict.Perhaps("no longer sets the required members")
            : null;
}
