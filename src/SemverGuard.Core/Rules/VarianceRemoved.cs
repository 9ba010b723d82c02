using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A generic interface or delegate no longer converts to the same with a base type, or a derived one, as its argument.</summary>
internal sealed class VarianceRemoved() : Rule(new()
{
    Id = "SG1009", Title = "Type parameter variance removed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0029", "CS0266", "CS0311", "CS0407", "CS1503", "CS1936", "CS0030", "CS1950", "CS1961"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        string[] lost = before.TypeParameters.Zip(after.TypeParameters, (x, y) => (Was: x, Now: y))
            .Where(x => x.Was.Variance.Length > 0 && x.Was.Variance != x.Now.Variance).Select(x => $"{x.Was.Variance} {x.Was.Name}")
            .ToArray();
        return lost.Length == 0
            ? null
            : Verdict.Perhaps("is no longer variant (was " + string.Join(" and ", lost) + ")", Impact.Source | Impact.Binary);
    }
}
