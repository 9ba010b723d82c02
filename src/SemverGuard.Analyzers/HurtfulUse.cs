using SemverGuard.Api;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Analyzers;

/// <summary>Which uses of a member a change meets, where that depends on more than the rule.</summary>
internal static class HurtfulUse
{
    /// <summary>A property that can no longer be set hurts nobody who only reads it, nor a field that became readonly.</summary>
    public static Use Of(Rule rule, ApiMember before, ApiMember? after)
    {
        if (after is null || before.Type != after.Type || before.Kind != after.Kind || before.Is(Traits.Static) != after.Is(Traits.Static)) return rule.Info.Hurts;
        if (rule is MemberRule && before.Kind == MemberKind.Field && !before.Is(Traits.ReadOnly) && after.Is(Traits.ReadOnly)) return rule.Info.Hurts & ~Use.Read;
        if (before.Kind != MemberKind.Property || after.Obsolete != before.Obsolete || !after.IsVisible || after.Access < before.Access) return rule.Info.Hurts;
        bool get = IsLess(before.Get, after.Get), set = IsLess(before.Set, after.Set) || before.Is(Traits.InitOnly) != after.Is(Traits.InitOnly);
        return get == set ? rule.Info.Hurts : rule.Info.Hurts & ~(set ? Use.Read : Use.Write);
    }

    private static bool IsLess(Access? before, Access? after) =>
        before is { } access && access.IsVisible() && (after is not { } now || now < access);
}
