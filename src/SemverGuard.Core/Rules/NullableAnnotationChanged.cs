using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A member takes no null any more, or may give one.</summary>
internal sealed class NullableAnnotationChanged() : Rule(new()
{
    Id = "SG1122", Title = "Nullability annotation changed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
    Errors =
    [
        "CS8600", "CS8601", "CS8602", "CS8603", "CS8604", "CS8605", "CS8619", "CS8620", "CS8625", "CS8629",
        "CS8764", "CS8765", "CS8766", "CS8767", "CS8768", "CS8769",
    ],
})
{
    private const char No = '1', Yes = '2';

    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        if (before.Marks.Mark("null") is not { } was || after.Marks.Mark("null") is not { } now || was.Length != now.Length || was == now)
            return null;
        var changes = Enumerable.Range(0, was.Length).Where(x => (was[x], now[x]) is (No, Yes) or (Yes, No))
            .Select(x => Describe(x, now[x] == Yes, after)).ToArray();
        // Elsewhere it is a warning of the compiler, which says so itself.
        return changes.Length == 0 ? null : Verdict.Perhaps(string.Join(" and ", changes));
    }

    private static string Describe(int place, bool allowsNull, ApiMember member) =>
        place == 0 ? allowsNull ? "may now be null" : "is now never null"
        : $"{(allowsNull ? "now accepts" : "no longer accepts")} null for {member.Parameters.ElementAtOrDefault(place - 1)?.Name}";
}
