using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A class that could be derived from no longer can.</summary>
internal sealed class TypeSealed() : Rule(new()
{
    Id = "SG1004", Title = "Class sealed or no longer inheritable",
    Hurts = Use.Derive, Impact = Impact.Source | Impact.Binary, IsSeenByLinker = true,
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        !before.IsInheritable || after.IsInheritable || after.Kind != TypeKind.Class ? null
        : after.IsSealed || after.IsStatic ? "is now " + (after.IsStatic ? "static" : "sealed")
        : "no longer has a constructor that a derived class can call";
}
