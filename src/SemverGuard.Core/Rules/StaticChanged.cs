using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A member that belonged to the type belongs to its instances, or the other way round.</summary>
internal sealed class StaticChanged() : Rule(new()
{
    Id = "SG1104", Title = "Member became static or instance",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source | Impact.Binary,
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.Is(Traits.Static) == after.Is(Traits.Static) ? null
        : after.Is(Traits.Static) ? "is now static"
        : "is no longer static";
}
