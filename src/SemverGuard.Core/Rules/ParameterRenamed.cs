using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A parameter has another name, by which callers may have given its argument.</summary>
internal sealed class ParameterRenamed() : Rule(new()
{
    Id = "SG1108", Title = "Parameter renamed",
    Hurts = Use.Call | Use.Construct | Use.Read | Use.Write | Use.Attribute, Impact = Impact.Source,
    Errors = ["CS1739", "CS1744", "CS1746", "CS8323"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        if (before.Parameters.Count == 0 || before.Parameters.Count != after.Parameters.Count) return null;
        string[] renamed = before.Parameters.Zip(after.Parameters, (x, y) => x.Name == y.Name || x.Name.Length == 0
            ? ""
            : $"{x.Name} {y.Name}").Where(x => x.Length > 0).ToArray();
        return renamed.Length == 0
            ? null
            : Verdict.Perhaps(
                "now names its parameter " + string.Join(" and ", renamed.Select(x => x.Split(' ')).Select(x => $"{x[1]} (was {x[0]})")));
    }
}
