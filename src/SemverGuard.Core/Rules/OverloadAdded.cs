using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A method of a name that is already there, or an extension method, is new, and a call could mean either.</summary>
internal sealed class OverloadAdded() : Rule(new()
{
    Id = "SG1120", Title = "Overload added",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS0121", "CS0034", "CS0111", "CS0407", "CS0411", "CS1593", "CS1660", "CS1661", "CS8130", "CS8917"],
})
{
    private const string New = "is new and makes a call ambiguous";

    /// <summary>What can be said where the compiler does not speak of two that fit.</summary>
    public const string Meant = "is new, and the call may mean it now";

    public static bool IsAmbiguity(string error) => error is "CS0121" or "CS0034" or "CS0111" or "BC30521";

    public override Verdict? CheckAdded(ApiMember added, ApiType before, RuleContext context) =>
        added.IsVisible && !added.Name.StartsWith("op_", StringComparison.Ordinal)
        && (added.Is(Traits.Extension) || before.Members.Any(x => x.Name == added.Name && x.Kind == added.Kind))
        && (added.Is(Traits.Extension) || !IsAlone(added, before, context))
            ? Verdict.Perhaps(New) : null;

    /// <summary>It took the place of the one that was there, and a call can mean no other.</summary>
    private static bool IsAlone(ApiMember added, ApiType before, RuleContext context) =>
        context.After.Find(context.Assembly, before.Id) is { } after
        && !after.Members.Any(x => x.Name == added.Name && x.Kind == added.Kind && x.Id != added.Id && x.IsVisible);

    public override Verdict? CheckAdded(ApiType added, RuleContext context) =>
        added.Members.Any(x => x.Is(Traits.Extension)) ? Verdict.Perhaps(New) : null;
}
