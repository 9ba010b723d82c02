using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>The number behind an enum member's name is another one; what was compiled before still passes the old number.</summary>
internal sealed class EnumValueChanged() : Rule(new()
{
    Id = "SG2002", Title = "Enum member value changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Recompile,
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.IsEnumMember && after.IsEnumMember && before.Value != after.Value 
            ? new Verdict($"is now {after.Value} (was {before.Value})") { Possible = Impact.Source } // two case labels may be one now
            : null;
}
