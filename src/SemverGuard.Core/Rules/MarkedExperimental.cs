using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>Using a symbol is an error until the project says that it knows: the author calls it experimental.</summary>
internal sealed class MarkedExperimental() : Rule(new()
{
    Id = "SG1117", Title = "API marked experimental",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) => Marked(before.Marks, after.Marks);

    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) => Marked(before.Marks, after.Marks);

    private static Verdict? Marked(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        after.Mark("experimental") is { } id && before.Mark("experimental") != id
            ? new Verdict($"is now experimental ({id})") { Errors = [id] }
            : null;
}
