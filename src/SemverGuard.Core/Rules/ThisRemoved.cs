using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A static method can no longer be called on its first argument.</summary>
internal sealed class ThisRemoved() : Rule(new()
{
    Id = "SG1111", Title = "Extension method became an ordinary method",
    Hurts = Use.Call | Use.Reference, Impact = Impact.Source,
    Errors = ["CS1061", "CS1501", "CS1503", "CS1929", "CS7036", "CS0117"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.Is(Traits.Extension) && !after.Is(Traits.Extension) ? Verdict.Perhaps("is no longer an extension method") : null;
}
