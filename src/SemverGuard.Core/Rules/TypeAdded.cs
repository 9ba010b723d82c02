using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A new type has the name of another one that the project uses.</summary>
internal sealed class TypeAdded() : Rule(new()
{
    Id = "SG1016", Title = "Type added whose name was in use",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0104", "CS0118", "CS0433", "CS0435"],
})
{
    public override Verdict? CheckAdded(ApiType added, RuleContext context) =>
        Verdict.Perhaps("is new, and another type of that name is in use here");
}
