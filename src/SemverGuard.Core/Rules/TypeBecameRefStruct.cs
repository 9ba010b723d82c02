using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A struct is a ref struct now: no field, box, array or lambda can hold it.</summary>
internal sealed class TypeBecameRefStruct() : Rule(new()
{
    Id = "SG1013", Title = "Struct became a ref struct",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        before.Kind == TypeKind.Struct && !before.Is(Traits.RefLike) && after.Is(Traits.RefLike)
            ? Verdict.Perhaps("is now a ref struct", Impact.Source | Impact.Binary)
            : null;
}
