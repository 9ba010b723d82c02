using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A member can be used by fewer callers than before.</summary>
internal sealed class MemberVisibilityReduced() : Rule(new()
{
    Id = "SG1103", Title = "Member accessibility reduced",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source | Impact.Binary, IsSeenByLinker = true,
})
{
    public override Verdict? Check(ApiMember before, ApiMember after, RuleContext context)
    {
        if (Less(before.Access, after.Access)) return $"is now {after.Access.Keyword()} (was {before.Access.Keyword()})";
        if (before.Get is { } get && after.Get is { } getNow && Less(get, getNow))
            return new Verdict($"has a getter that is now {getNow.Keyword()} (was {get.Keyword()})") { Hurts = Use.Read };
        if (before.Set is { } set && after.Set is { } setNow && Less(set, setNow))
            return new Verdict($"has a setter that is now {setNow.Keyword()} (was {set.Keyword()})") { Hurts = Use.Write };
        return null;
    }

    private static bool Less(Access before, Access after) =>
        before.IsVisible() && after < before && !(before == Access.ProtectedInternal && after == Access.Protected);
}
