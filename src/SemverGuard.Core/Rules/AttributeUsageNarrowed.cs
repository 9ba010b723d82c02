using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>An attribute can no longer be applied to some symbols, or no longer twice to one.</summary>
internal sealed class AttributeUsageNarrowed() : Rule(new()
{
    Id = "SG1010", Title = "Attribute usage narrowed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0579", "CS0592"],
})
{
    private const int All = 32767;

    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        var (targets, isMultiple) = Usage(before);
        var (targetsNow, isMultipleNow) = Usage(after);
        if (isMultiple && !isMultipleNow) return Verdict.Perhaps("can now be applied only once to a symbol");
        return (targets & ~targetsNow) == 0
            ? null
            : Verdict.Perhaps($"no longer allows the target {Targets((AttributeTargets)(targets & ~targetsNow))}");
    }

    /// <summary>A few by name; what is left of all others by what it still fits, nobody needs to read.</summary>
    private static string Targets(AttributeTargets lost)
    {
        const int Most = 3;
        string[] names = lost.ToString().Split([", "], StringSplitOptions.None);
        return names.Length <= Most ? string.Join(", ", names) : string.Join(", ", names.Take(Most)) + $" and {names.Length - Most} more";
    }

    /// <summary>An attribute that does not say fits everywhere, once.</summary>
    private static (int Targets, bool IsMultiple) Usage(ApiType type) =>
        type.Marks.Mark("usage") is { Length: > 0 } usage && int.TryParse(usage.TrimEnd('*'), out int targets)
            ? (targets, usage[usage.Length - 1] == '*')
            : (All, false);
}
