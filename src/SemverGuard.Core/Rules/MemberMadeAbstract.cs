using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A virtual member is abstract now: nobody can call the one of the base class.</summary>
internal sealed class MemberMadeAbstract() : Rule(new()
{
    Id = "SG1115", Title = "Member became abstract",
    Hurts = Use.Call | Use.Read | Use.Write | Use.Subscribe | Use.Override | Use.Implement, Impact = Impact.Source,
    Errors = ["CS0205"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.Is(Traits.Virtual) && after.Is(Traits.Abstract) ? Verdict.Perhaps("is now abstract") : null;
}
