using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A delegate takes or returns something else.</summary>
internal sealed class DelegateSignatureChanged() : Rule(new()
{
    Id = "SG1018", Title = "Delegate signature changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        if (before.Kind != TypeKind.Delegate || after.Kind != TypeKind.Delegate || Invoke(before) is not { } was
            || Invoke(after) is not { } now)
            return null;
        if (was.Id == now.Id && was.Type == now.Type
            && was.Parameters.Select(x => x.RefKind).SequenceEqual(now.Parameters.Select(x => x.RefKind)))
            return null;
        return Verdict.Perhaps(
            $"now takes {MemberText.Parameters(now, after)} and returns {MemberText.Type(now, after)}", Impact.Source | Impact.Recompile);
    }

    private static ApiMember? Invoke(ApiType type) => type.Members.FirstOrDefault(x => x.Name == "Invoke");
}
