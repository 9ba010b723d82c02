using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>An interface has a default implementation that competes with another interface's.</summary>
internal sealed class DefaultImplementationAdded() : Rule(new()
{
    Id = "SG1015", Title = "Ambiguous default implementation",
    Hurts = Use.Implement, Impact = Impact.Source,
    Errors = ["CS8705", "CS8646"],
})
{
    public override Verdict? CheckAdded(ApiMember added, ApiType before, RuleContext context) =>
        before.Kind == TypeKind.Interface && !added.IsObligation && added.Is(Traits.Virtual)
            ? Verdict.Perhaps("is a new default implementation and makes the choice ambiguous")
            : null;
}
