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
        // IL does not show which arguments were omitted: only who compiles knows whom it hurts.
        if (Lost(before, after, context) is { Length: > 0 } lost)
        {
            return Verdict.Perhaps($"no longer has {(lost.Length == 1 ? "a default" : "defaults")} for {Listed(lost)}")
                with { Errors = ["CS1501", "CS1502", "CS1503", "CS1729", "CS1739", "CS7036"] };
        }
        return Changed(before, after, context).Select(x => x.Text).FirstOrDefault() is { } text
            ? Verdict.Perhaps(text, Impact.Recompile)
            : null;
    }

    /// <summary>All of them: a call may pass one and omit the next.</summary>
    private static string[] Lost(ApiMember before, ApiMember after, RuleContext context) =>
        [.. before.Parameters.Zip(after.Parameters, (was, now) => (Was: was, Now: now)).Where(x => x.Was.IsOptional && !x.Now.IsOptional)
            .Select(x => $"{x.Now.Name} (was {context.ValueBefore(x.Was.Type, x.Was.Default!)})")];

    private static string Listed(string[] all) =>
        all.Length == 1 ? all[0] : string.Join(", ", all.Take(all.Length - 1)) + " and " + all[all.Length - 1];

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
