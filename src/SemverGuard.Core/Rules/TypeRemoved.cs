using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A type that could be named no longer exists.</summary>
internal sealed class TypeRemoved() : TypeRule(new()
{
    Id = "SG1001", Title = "Type removed",
    Hurts = Use.Any, Impact = Impact.Source | Impact.Binary,
})
{
    public override Verdict? CheckRemoved(ApiType before, RuleContext context) => "no longer exists";
}
