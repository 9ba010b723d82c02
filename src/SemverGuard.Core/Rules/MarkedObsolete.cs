using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>Using a symbol gives a warning by the author's word, which is an error where the project says so.</summary>
internal sealed class MarkedObsolete() : Rule(new()
{
    Id = "SG1118", Title = "API marked obsolete",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0612", "CS0618", "CS0672"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context) =>
        Marked(before.Obsolete, after.Obsolete, after.ObsoleteMessage);

    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        Marked(before.Obsolete, after.Obsolete, after.ObsoleteMessage);

    private static Verdict? Marked(ObsoleteLevel before, ObsoleteLevel after, string? message) =>
        before == ObsoleteLevel.None && after == ObsoleteLevel.Warning
            ? Verdict.Perhaps("is now [Obsolete]" + (message is { Length: > 0 } ? $": \"{message}\"" : ""))
            : null;
}
