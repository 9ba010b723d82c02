using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>An attribute may no longer be worn by some symbols, or no longer twice by one.</summary>
internal sealed class AttributeUsageNarrowed() : Rule(new()
{
    Id = "SG1010", Title = "Attribute fits fewer places",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0579", "CS0592"],
})
{
    private const int All = 32767;

    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        var (targets, isMultiple) = Usage(before);
        var (targetsNow, isMultipleNow) = Usage(after);
        if (isMultiple && !isMultipleNow) return Verdict.Perhaps("may be worn only once by a symbol now");
        return (targets & ~targetsNow) == 0 ? null : Verdict.Perhaps($"may no longer be worn by {(AttributeTargets)(targets & ~targetsNow)}");
    }

    /// <summary>An attribute that does not say fits everywhere, once.</summary>
    private static (int Targets, bool IsMultiple) Usage(ApiType type) =>
        type.Marks.Mark("usage") is { Length: > 0 } usage && int.TryParse(usage.TrimEnd('*'), out int targets) ? (targets, usage[usage.Length - 1] == '*') : (All, false);
}
