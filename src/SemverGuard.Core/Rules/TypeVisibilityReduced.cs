using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A type can be named by fewer assemblies than before.</summary>
internal sealed class TypeVisibilityReduced() : Rule(new()
{
    Id = "SG1002", Title = "Type accessibility reduced",
    Hurts = Use.Any, Impact = Impact.Source | Impact.Binary,
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        before.IsVisible && after.Access < before.Access && !(before.Access == Access.ProtectedInternal && after.Access == Access.Protected)
            ? $"is now {after.Access.Keyword()} (was {before.Access.Keyword()})"
            : null;
}
