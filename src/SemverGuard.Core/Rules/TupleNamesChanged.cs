using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>The elements of a tuple have other names.</summary>
internal sealed class TupleNamesChanged() : Rule(new()
{
    Id = "SG1121", Title = "Tuple element names changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS1061", "CS8127", "CS8139", "CS8141"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.Marks.Mark("tuple") is { } was && before.Type == after.Type && after.Marks.Mark("tuple") is var now && was != now
            ? Verdict.Perhaps($"now names its tuple elements ({now}) (was ({was}))") : null;

    /// <summary>Of a type, those among the type arguments of its base.</summary>
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        before.Marks.Mark("tuple") is { } was && before.Base == after.Base && before.Interfaces.SequenceEqual(after.Interfaces)
        && after.Marks.Mark("tuple") is var now && was != now
            ? Verdict.Perhaps($"now names the tuple elements of its base ({now}) (was ({was}))") : null;
}
