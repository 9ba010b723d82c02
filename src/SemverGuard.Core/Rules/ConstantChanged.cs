using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A constant has another value, or is read at run time from now on; what was compiled before keeps the value it had.</summary>
internal sealed class ConstantChanged() : Rule(new()
{
    Id = "SG2001", Title = "Constant value changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Recompile,
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        // A damaged file may have a constant without a value.
        if (!before.Is(Traits.Const) || before.IsEnumMember || before.Value is null) return null;
        if (after.Is(Traits.Const) && after.Value is { } now)
            return before.Value != now
                ? new Verdict($"is now {context.Value(after.Type, now)} (was {Was()})") { Possible = Impact.Source }
                : before.Type == after.Type ? null
                // Most places convert it to what they need, as they did.
                : Verdict.Perhaps($"is now of type {MemberText.Type(after, null)} (was {MemberText.Type(before, null)})",
                    Impact.Source | Impact.Recompile);
        // Its value then is in no metadata, and most often the same. Only a case label, an attribute or a default argument needs a
        // constant.
        return Verdict.Perhaps($"is no longer a constant and is read at run time (was {Was()})", Impact.Source | Impact.Recompile);

        string Was() => context.ValueBefore(before.Type, before.Value);
    }
}
