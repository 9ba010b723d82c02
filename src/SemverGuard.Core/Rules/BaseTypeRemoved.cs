using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>A type is no longer what it was: it lost a base class or an interface.</summary>
internal sealed class BaseTypeRemoved() : Rule(new()
{
    Id = "SG1005", Title = "Base type or interface removed",
    Hurts = Use.Any & ~Use.Obligation, Impact = Impact.Source | Impact.Binary, IsHiddenFromLinker = true,
})
{
    public override Verdict? Check(ApiType before, ApiType after, RuleContext context)
    {
        if (before.Kind != after.Kind) return null; // the kind says more
        if (Declares(after, before)) return null;
        var lost = Lost(before, context.After.Ancestors(context.Assembly, after), after).ToArray();
        return lost.Length == 0 ? null : new Verdict("no longer " + Words(lost))
        {
            Through = [.. lost.Select(x => ApiSurface.GenericDefinition(x.Name))],
            // An object that is taken for its lost base class goes on working by luck; one without the interface has no entry point for its
            // members.
            Impact = lost.Any(x => x.Name != before.Base) ? Impact.Source | Impact.Binary : Impact.Source,
        };
    }

    /// <summary>Nearly every type still says so itself, and nobody has to look at its ancestors.</summary>
    private static bool Declares(ApiType after, ApiType before) =>
        after.Base == before.Base && before.Interfaces.All(after.Interfaces.Contains);

    /// <summary>One verb for all interfaces.</summary>
    private static string Words((string Name, string Text)[] lost) =>
        string.Join(" and ", lost.Select((x, i) => i > 0 && x.Text.StartsWith(Implements, StringComparison.Ordinal)
            && lost[i - 1].Text.StartsWith(Implements, StringComparison.Ordinal) ? x.Text.Substring(Implements.Length) : x.Text));

    private const string Implements = "implements ";

    private static IEnumerable<(string Name, string Text)> Lost(ApiType before, HashSet<string> ancestors, ApiType after)
    {
        if (before.Base.Length > 0 && !ancestors.Contains(ApiSurface.GenericDefinition(before.Base)))
            yield return (before.Base, "derives from " + Shown(before.Base, after.Base));
        foreach (string name in before.Interfaces)
        {
            string definition = ApiSurface.GenericDefinition(name);
            bool otherArguments = !after.Interfaces.Contains(name)
                && after.Interfaces.Any(x => ApiSurface.GenericDefinition(x) == definition)
                && before.Interfaces.Count(x => ApiSurface.GenericDefinition(x) == definition) >= after.Interfaces.Count(
                    x => ApiSurface.GenericDefinition(x) == definition);
            if (otherArguments || !ancestors.Contains(definition)) yield return (name, Implements + DisplayName.Type(name));
        }
    }

    /// <summary>With the namespace where it is called as what the type has in its place.</summary>
    private static string Shown(string name, string now)
    {
        string shown = DisplayName.Type(name), plain = ApiSurface.GenericDefinition(name);
        int dot = plain.LastIndexOf('.');
        return shown == DisplayName.Type(now) && dot > 0 ? $"{shown} of {plain.Substring(0, dot)}" : shown;
    }
}
