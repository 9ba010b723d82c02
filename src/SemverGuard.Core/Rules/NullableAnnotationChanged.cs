using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A member takes no null any more, or may give one; or it says so for the first time.</summary>
internal sealed class NullableAnnotationChanged() : Rule(new()
{
    Id = "SG1122", Title = "Nullability annotation changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors = [.. Given, .. Taken, .. Overridden],
})
{
    /// <summary>Of who uses a value that may be null, of who passes null, and of who overrides.</summary>
    private static readonly string[] Given = ["CS8600", "CS8601", "CS8602", "CS8603", "CS8604", "CS8605", "CS8619", "CS8620", "CS8629"],
        Taken = ["CS8600", "CS8601", "CS8604", "CS8619", "CS8620", "CS8625"],
        Overridden = ["CS8764", "CS8765", "CS8766", "CS8767", "CS8768", "CS8769"];

    private const char Silent = '0', Yes = '2';

    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        var now = Places(after);
        var was = Places(before);
        if (was.Count == 0) was = [.. now.Select(_ => "0")];
        if (now.Count == 0 || was.Count != now.Count) return null;
        int first = before.Type == after.Type ? 0 : 1; // another type is told as such
        var changes = Enumerable.Range(first, now.Count - first).SelectMany(x => Describe(x, was[x], now[x], after)).ToArray();
        // Elsewhere it is a warning of the compiler, which says so itself.
        return changes.Length == 0
            ? null
            : Verdict.Perhaps(string.Join(" and ", changes.Select(x => x.Text))) with
            {
                Errors = [.. changes.SelectMany(x => x.Errors).Distinct()],
            };
    }

    private static IReadOnlyList<string> Places(ApiMember member) => member.Marks.Mark("null")?.Split(',') ?? [];

    /// <returns>None where nothing is said now, or the same.</returns>
    private static IEnumerable<Place> Describe(int place, string was, string now, ApiMember member)
    {
        var parameter = member.Parameters.ElementAtOrDefault(place - 1);
        bool allows = now[0] == Yes;
        // Who never knew whether it may be null is not told by who says that it is not.
        if (was[0] != now[0] && now[0] != Silent && !(place == 0 && was[0] == Silent && !allows))
        {
            string[] errors = place == 0 ? allows ? Given : []
                : parameter is { RefKind: RefKind.Value } ? allows ? [] : Taken
                : [.. Given, .. Taken];
            string text = place == 0 ? allows ? "may now be null" : "is now never null"
                : (allows ? "now accepts" : "no longer accepts") + " null for " + parameter?.Name;
            yield return new(text, [.. errors, .. Overridden]);
        }
        if (was.Length > 1 && now.Length > 1 && was.Length != now.Length) yield break;
        char[] changed = [.. Enumerable.Range(1, Math.Max(was.Length, now.Length) - 1)
            .Where(x => Part(was, x) != Part(now, x) && Part(now, x) != Silent).Select(x => Part(now, x))];
        // What is said for the first time says of most parts that they are never null, which changes nothing for who never knew.
        if (changed.Length == 0 || (was == "0" && !changed.Contains(Yes))) yield break;
        yield return new(
            $"{(changed.Contains(Yes) ? "now allows" : "no longer allows")} null inside the type of "
                + (place == 0 ? "its value" : parameter?.Name), [.. Given, .. Taken, .. Overridden]);
    }

    private static char Part(string flags, int part) => flags.Length == 1 ? flags[0] : flags[part];

    /// <param name="Errors">With which a compiler meets it.</param>
    private sealed record Place(string Text, IReadOnlyList<string> Errors);
}
