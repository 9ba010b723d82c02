using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A last parameter is no params any more.</summary>
internal sealed class ParamsRemoved() : Rule(new()
{
    Id = "SG1110", Title = "Params modifier removed",
    Hurts = Use.Call | Use.Construct | Use.Read | Use.Write | Use.Attribute, Impact = Impact.Source,
    Errors = ["CS1501", "CS1502", "CS1503", "CS1593", "CS1729", "CS7036"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.Parameters.LastOrDefault() is { IsParams: true } && after.Parameters.LastOrDefault() is { IsParams: false } last
            ? Verdict.Perhaps($"now takes {last.Name} as one argument (was params)")
            : null;
}
