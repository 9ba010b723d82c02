using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A type that could be named no longer exists.</summary>
internal sealed class TypeRemoved() : Rule(new()
{
    Id = "SG1001", Title = "Type removed",
    Hurts = Use.Any, Impact = Impact.Source | Impact.Binary,
})
{
    public override Verdict? CheckRemoved(ApiType before, RuleContext context)
    {
        var extensions = before.IsStatic
            ? before.Members.Where(x => x.IsVisible).Select(x => MovedExtension.Home(x, context)).Distinct().ToArray()
            : [];
        if (extensions is [{ } home]) return MovedExtension.Verdict("no longer exists; its methods are", before.Id, home);
        // Moved to another namespace, or given type parameters.
        string name = ApiSurface.SimpleName(before.Id.Substring(Math.Max(before.Id.LastIndexOf('.'), 1) + 1));
        var other = context.After.Visible(context.Assembly, new HashSet<string>(StringComparer.Ordinal) { name })
            .FirstOrDefault(x => x.Kind == before.Kind && x.IsStatic == before.IsStatic);
        string advice = FormerAdvice.Of(before.Obsolete, before.ObsoleteMessage);
        return other is null ? "no longer exists" + advice : $"no longer exists as {FullName(before)}; there is {FullName(other)}{advice}";
    }

    private static string FullName(ApiType type)
    {
        string name = ApiSurface.SimpleName(type.Id.Substring(2));
        int dot = name.LastIndexOf('.');
        return (dot < 0 ? "" : name.Substring(0, dot + 1)) + MemberText.Of(type);
    }
}
