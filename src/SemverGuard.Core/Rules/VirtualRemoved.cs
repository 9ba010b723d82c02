using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>
/// A member is no longer virtual, or sealed. Where it is only not virtual any more, an old override stays and is never called again.
/// </summary>
internal sealed class VirtualRemoved() : Rule(new()
{
    Id = "SG1113", Title = "Virtual modifier removed or member sealed",
    Hurts = Use.Override, Impact = Impact.Source,
    Errors = ["CS0506", "CS0239", "CS0115", "CS0539"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        !before.IsOverridable || after.IsOverridable || !after.IsVisible ? null
        : after.Is(Traits.Sealed) ? new Verdict("is now sealed") { Possible = Impact.Binary }
        : "is no longer virtual";
}
