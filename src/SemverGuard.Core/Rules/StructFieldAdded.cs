using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A struct holds more than before: it is larger, has more to be assigned, and may no longer be unmanaged.</summary>
internal sealed class StructFieldAdded() : Rule(new()
{
    Id = "SG1012", Title = "Struct field added",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0165", "CS0170", "CS0171", "CS0177", "CS0208", "CS0188", "CS8377"],
})
{
    public override Verdict? CheckAdded(ApiMember added, ApiType before, RuleContext context) =>
        before.Kind == TypeKind.Struct && added.Kind is MemberKind.Field or MemberKind.Property && !added.Is(Traits.Static)
            ? Verdict.Perhaps("is a new field of the struct")
            : null;
}
