using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>Whoever makes an object has to set a member that could be left out.</summary>
internal sealed class RequiredMemberAdded() : Rule(new()
{
    Id = "SG1017", Title = "Required member added",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = ["CS9035", "CS9040"],
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        string[] added = [.. Required(after).Except(Required(before))];
        return added.Length == 0 ? null : Verdict.Perhaps($"now requires {string.Join(" and ", added)} to be set (required)");
    }

    private static string[] Required(ApiType type) => type.Marks.Mark("required")?.Split(',') ?? [];
}
