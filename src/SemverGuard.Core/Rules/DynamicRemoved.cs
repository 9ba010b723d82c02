using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>What was looked up at run time is checked by the compiler.</summary>
internal sealed class DynamicRemoved() : Rule(new()
{
    Id = "SG1112", Title = "Dynamic type removed",
    Hurts = Use.Call | Use.Read | Use.Override | Use.Implement, Impact = Impact.Source,
    Errors = ["CS0019", "CS0021", "CS0029", "CS0266", "CS1061", "CS1503", "CS1579", "CS1955"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        before.Marks.Mark("dynamic") is not null && after.Marks.Mark("dynamic") is null
            ? Verdict.Perhaps($"is now {DisplayName.Type(after.Type)} (was dynamic)")
            : null;
}
