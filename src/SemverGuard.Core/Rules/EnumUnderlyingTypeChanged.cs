using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>An enum is made of another integral type.</summary>
internal sealed class EnumUnderlyingTypeChanged() : Rule(new()
{
    Id = "SG1014", Title = "Enum underlying type changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source | Impact.Recompile,
    Errors = ["CS0029", "CS0031", "CS0221", "CS0266", "CS1503"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        before.Kind == TypeKind.Enum && after.Kind == TypeKind.Enum && before.Underlying != after.Underlying
            ? Verdict.Perhaps($"now has the underlying type {DisplayName.Type(after.Underlying)} (was "
                + $"{DisplayName.Type(before.Underlying)})", Impact.Source | Impact.Recompile) : null;
}
