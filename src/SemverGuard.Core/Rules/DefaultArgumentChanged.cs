using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>
/// The value that the compiler puts in place of an omitted argument is another one, or the argument can no longer be omitted.
/// </summary>
internal sealed class DefaultArgumentChanged() : Rule(new()
{
    Id = "SG2003", Title = "Default parameter value changed",
    Hurts = Use.Call | Use.Construct | Use.Read | Use.Write | Use.Attribute, Impact = Impact.Recompile,
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        if (before.Parameters.Count != after.Parameters.Count) return null; // the signature says more
        for (int i = 0; i < before.Parameters.Count; i++)
        {
            var (was, now) = (before.Parameters[i], after.Parameters[i]);
            if (!was.IsOptional || was.Default == now.Default) continue;
            // IL does not show which arguments were omitted: only who compiles knows whom it hurts.
            return now.IsOptional
                ? Verdict.Perhaps(Text(was, now, context), Impact.Recompile)
                : Verdict.Perhaps($"no longer has a default for {now.Name} (was {context.ValueBefore(was.Type, was.Default!)})")
                    with { Errors = ["CS1501", "CS1502", "CS1503", "CS1729", "CS1739", "CS7036"] };
        }
        return null;
    }

    /// <summary>The parameters that have another default than before, and what is said of each.</summary>
    public static IEnumerable<(int Index, string Text)> Changed(ApiMember before, ApiMember after, RuleContext context) =>
        from index in Enumerable.Range(0, Math.Min(before.Parameters.Count, after.Parameters.Count))
        let was = before.Parameters[index]
        let now = after.Parameters[index]
        where was.IsOptional && now.IsOptional && was.Default != now.Default
        select (index, Text(was, now, context));

    private static string Text(ApiParameter was, ApiParameter now, RuleContext context)
    {
        string before = context.ValueBefore(was.Type, was.Default!), after = context.Value(now.Type, now.Default!);
        return "now has the default " + ValueText.Changed(now.Name, after, before);
    }
}
