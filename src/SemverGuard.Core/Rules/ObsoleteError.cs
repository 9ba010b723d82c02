using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>Using a member is a compiler error by the author's word; what was compiled before goes on working.</summary>
internal sealed class ObsoleteError() : Rule(new()
{
    Id = "SG1107", Title = "Member marked obsolete as an error",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source,
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context) =>
        after.Obsolete == ObsoleteLevel.Error && before.Obsolete != ObsoleteLevel.Error
            ? Text(after.ObsoleteMessage)
            : (Accessor(before, after, "get", "getter", Use.Read), Accessor(before, after, "set", "setter", Use.Write)) switch
            {
                ({ } get, not null) => get with { Hurts = Use.Read | Use.Write },
                var (get, set) => get ?? set,
            };

    private static Verdict? Accessor(ApiMember before, ApiMember after, string accessor, string shown, Use hurts) =>
        after.Marks.Mark("obsolete-" + accessor) is { } message && before.Marks.Mark("obsolete-" + accessor) is null
            ? new Verdict($"has a {shown} that {Text(message)}") { Hurts = hurts } : null;

    internal static string Text(string? message) =>
        "is now [Obsolete] as an error" + (message is { Length: > 0 } ? $": \"{message}\"" : "");
}
