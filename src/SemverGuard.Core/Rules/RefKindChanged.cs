using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A parameter is ref, out or in, and was another of them.</summary>
internal sealed class RefKindChanged() : Rule(new()
{
    Id = "SG1109", Title = "Parameter ref kind changed",
    Hurts = Use.Call | Use.Construct | Use.Override | Use.Implement | Use.Reference, Impact = Impact.Source,
    Errors = ["CS0123", "CS0534", "CS0535", "CS0115", "CS1615", "CS1620", "CS8329", "CS8331", "CS8157", "CS8166", "CS8167",
        "CS8168", "CS8170", "CS8347", "CS8350", "CS8352"],
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        if (before.Parameters.Count != after.Parameters.Count) return null;
        foreach (var (was, now) in before.Parameters.Zip(after.Parameters, (x, y) => (x, y)))
        {
            if (was.RefKind == now.RefKind || IsAsGood(was.RefKind, now.RefKind, after)) continue;
            string text = $"now takes {now.Name} {(now.RefKind == RefKind.Value ? "" : "as ")}{Word(now)} (was {Word(was)})";
            // A caller writes out and ref, and need not write in.
            return (was.RefKind, now.RefKind) switch
            {
                // What was compiled before still runs, and what it passes is not looked at.
                (RefKind.Ref, RefKind.Out) => new Verdict(text) { Impact = Impact.Source | Impact.Behavior },
                (RefKind.Out, RefKind.Ref) => text,
                _ => Verdict.Perhaps(text),
            };
        }
        return Kept(before, after);
    }

    /// <summary>What must not outlive the caller's method cannot be passed to somebody who may keep it, nor come from there.</summary>
    private static Verdict? Kept(ApiMember before, ApiMember after)
    {
        if (after.Marks.Mark("unscoped") is not null && before.Marks.Mark("unscoped") is null)
            return Verdict.Perhaps("may now return a reference into its struct (UnscopedRef)");
        string[] still = after.Marks.Mark("scoped")?.Split(',') ?? [];
        string? kept = before.Marks.Mark("scoped")?.Split(',').FirstOrDefault(x => !still.Contains(x));
        return kept is not null && int.TryParse(kept, out int number) && number <= after.Parameters.Count
            ? Verdict.Perhaps($"may now keep {after.Parameters[number - 1].Name} (was scoped)") : null;
    }

    /// <summary>
    /// Whoever passed something passes it still, at most with a warning; what was overridden with <c>ref</c> is another method by now.
    /// </summary>
    private static bool IsAsGood(RefKind was, RefKind now, ApiMember member) =>
        (was, now) is (RefKind.In, RefKind.RefReadonly) or (RefKind.RefReadonly, RefKind.In)
        || (was, now) is (RefKind.Ref, RefKind.RefReadonly) && !member.IsOverridable;

    private static string Word(ApiParameter parameter) =>
        parameter.RefKind == RefKind.Value ? "by value" : MemberText.Word(parameter.RefKind).TrimEnd();
}
