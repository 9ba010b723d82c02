using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A type has a new operator or conversion, and an expression could mean either.</summary>
internal sealed class OperatorAdded() : Rule(new()
{
    Id = "SG1119", Title = "Operator or conversion added",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0034", "CS0035", "CS0121", "CS0172", "CS0457", "CS9342"],
})
{
    public override Verdict? CheckAdded(ApiMember added, ApiType before, RuleContext context) =>
        added.IsVisible && added.Name.StartsWith("op_", StringComparison.Ordinal)
            ? Verdict.Perhaps("is new and makes an expression ambiguous")
            : null;
}
