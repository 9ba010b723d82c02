using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A collection type lost the builder that made [1, 2, 3] of it.</summary>
internal sealed class CollectionBuilderRemoved() : Rule(new()
{
    Id = "SG1011", Title = "Collection builder removed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS1061", "CS1503", "CS1729", "CS7036", "CS9174", "CS9176", "CS9214", "CS9215"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        before.Marks.Mark("collection-builder") is not null && after.Marks.Mark("collection-builder") is null
            ? Verdict.Perhaps("no longer has a collection builder")
            : null;
}
