using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A generic interface or delegate no longer converts to the same with a base type, or a derived one, as its argument.</summary>
internal sealed class VarianceRemoved() : Rule(new()
{
    Id = "SG1009", Title = "Variance removed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0029", "CS0266", "CS0311", "CS0407", "CS1503", "CS1936", "CS0030", "CS1950"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        string[] lost = before.TypeParameters.Zip(after.TypeParameters, (x, y) => x.Variance.Length > 0 && x.Variance != y.Variance ? $"{x.Variance} {x.Name}" : "").Where(x => x.Length > 0).ToArray();
        return lost.Length == 0 ? null : Verdict.Perhaps("is no longer variant: it loses " + string.Join(" and ", lost));
    }
}
