using System.Text;
using System.Text.RegularExpressions;
using SemverGuard.Effects;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What a package does otherwise, and who gets there; what is safe is said behind it, by <see cref="WaysBack"/>.</summary>
internal static class EffectSentences
{
    /// <summary>More make nobody wiser; the rest is counted.</summary>
    private const int MostFacts = 3, MostNames = 20;

    /// <summary>
    /// <c>`ConsumerOptions..ctor` now sets AutoStart = false (was true). Reached by `ClaimQueue.Start` (Worker.cs(31,9)).</c>
    /// </summary>
    public static string OfFacts(IReadOnlyList<Effect> facts, ReachedMethod method, Evidence evidence, Bump bump,
        IReadOnlyList<SourceSite> sites, string? inheriting = null)
    {
        var text = new StringBuilder();
        text.Append(bump.Id).Append(' ').Append(bump.After).Append(": ").Append(Code(method.Method.Symbol)).Append(' ');
        var said = Together([.. facts.Select(x => x.Text).Distinct()]);
        text.Append(string.Join("; ", said.Take(MostFacts).Select(x => x.Text)));
        if (said.Count > MostFacts) text.Append("; and ").Append(said.Skip(MostFacts).Sum(x => x.Count)).Append(" more");
        text.Append(". ");
        if (facts.Select(x => evidence.Dependence(x, method)).FirstOrDefault(x => x is not null) is { } dependence)
            text.Append("The project ").Append(dependence).Append(". ");
        else if (facts[0].Setting is { } setting && facts.All(x => x.Text.IndexOf(setting, StringComparison.Ordinal) < 0))
            text.Append("It reads the setting \"").Append(SafeText.OneLine(setting)).Append("\". ");
        text.Append(inheriting is null ? Way(method.Way, sites) : $"Inherited by {Code(inheriting)}{Place(sites)}. ");
        return text.ToString().TrimEnd();
    }

    /// <summary>One verb and one thing, whatever else of that verb there is: <c>now creates Rules</c>.</summary>
    private static readonly Regex OneThing =
        new("^(?<verb>(?:now|no longer) [a-z]+(?: [a-z]+)?) (?<thing>[A-Z\"][^ ()]*)$", RegexOptions.CultureInvariant);

    /// <summary>Facts of one verb as one part of the sentence: <c>now creates Rules, Tables and Views</c>.</summary>
    /// <returns>With the number of facts in each, in the order of the first of them.</returns>
    private static List<(string Text, int Count)> Together(string[] facts)
    {
        var said = new List<(string, int)>();
        foreach (var group in facts.GroupBy(x => OneThing.Match(x) is { Success: true } one ? one.Groups["verb"].Value : x))
        {
            string[] things = [.. group.Select(x => x == group.Key ? x : x.Substring(group.Key.Length + 1))];
            said.Add((things[0] == group.Key ? group.Key : group.Key + " " + Listed(things), things.Length));
        }
        return said;
    }

    private const int MostThings = 5;

    private static string Listed(string[] things)
    {
        string[] named = things.Length > MostThings ? [.. things.Take(MostThings - 1), $"{things.Length - MostThings + 1} more"] : things;
        return named.Length == 1 ? named[0] : string.Join(", ", named.Take(named.Length - 1)) + " and " + named[named.Length - 1];
    }

    /// <summary>What the project's own source calls comes first, then what is near it.</summary>
    public static string OfAll(IReadOnlyList<ReachedMethod> reached, Bump bump)
    {
        string[] names = [
            .. reached.OrderBy(x => x.Way.Used is null).ThenBy(x => x.Way.Distance).ThenBy(x => x.Method.Symbol, StringComparer.Ordinal)
            .GroupBy(x => Code(x.Method.Symbol), x => x.Method.Difference)
            .Select(x => x.Key + (x.FirstOrDefault(y => y is not null) is { } difference ? $" ({difference})" : ""))];
        string more = names.Length > MostNames ? $", and {names.Length - MostNames} more" : "";
        int count = reached.Select(x => x.Method.Symbol).Distinct().Count();
        string methods = count == 1 ? "1 method" : $"{count} methods";
        return $"{bump.Id} {bump.After}: the implementation of {methods} in use changed: "
            + $"{string.Join(", ", names.Take(MostNames))}{more}. `semverguard replay` tells what tests see of it.";
    }

    private static string Way(Way way, IReadOnlyList<SourceSite> sites)
    {
        string place = Place(sites);
        string through = way.Used is { } used && Code(used) != Code(way.Path[way.Path.Count - 1]) && Code(used) != Code(way.Path[0])
            ? " through " + Code(used)
            : "";
        // The project calls the method itself, and which of its own does, the place says.
        if (way.Path.Count == 1) return place.Length == 0 ? "" : $"Called by the project{place}. ";
        return $"Reached by {Code(way.Path[0])}{place}{through}. ";
    }

    private static string Place(IReadOnlyList<SourceSite> sites) =>
        sites.Count == 0 ? "" : $" ({Short(sites[0])}{(sites.Count == 1 ? "" : $" and {sites.Count - 1} more")})";

    /// <summary>The message stands at the place itself; whole paths make it unreadable.</summary>
    private static string Short(SourceSite site) =>
        (site with { File = site.File.Substring(site.File.LastIndexOfAny(['/', '\\']) + 1) }).ToString();

    /// <summary>As a stack trace has it: <c>Type.Method</c>, <c>Type..ctor</c>.</summary>
    private static string Code(string id)
    {
        if (id == "M:<Module>.#cctor") return "the module initializer";
        string part = UserMethod.Part(id), name = DisplayName.Short(id).Substring(part.Length);
        const string Constructor = " constructor", Static = " static constructor";
        if (name.EndsWith(Static, StringComparison.Ordinal)) name = Owner(name, Static) + "..cctor";
        else if (name.EndsWith(Constructor, StringComparison.Ordinal)) name = Owner(name, Constructor) + "..ctor";
        return part + "`" + name + "`";

        static string Owner(string name, string ending) => name.Substring(0, name.LastIndexOf('\'', name.Length - ending.Length));
    }
}
