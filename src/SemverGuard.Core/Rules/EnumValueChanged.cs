using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>The number behind an enum member's name is another one; what was compiled before still passes the old number.</summary>
internal sealed class EnumValueChanged() : MemberRule(new()
{
    Id = "SG1106", Title = "Enum value changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Recompile,
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.Is(Traits.Const) && after.Is(Traits.Const) && IsEnumMember(before) && before.Value != after.Value
            ? $"is now {after.Value} (was {before.Value})"
            : null;

    private static bool IsEnumMember(ApiMember member) => "T:" + member.Type == DocumentationId.DeclaringType(member.Id);
}
