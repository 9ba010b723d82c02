using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>Which changes of the API a compiler stumbled over: those of what its error names, and of what stands in the line.</summary>
internal sealed class Causes(GuardInput input, Recompiled recompiled)
{
    private readonly ApiSurface before = new(recompiled.Before.World);

    /// <summary>The changes that explain an error best; none when no rule knows it.</summary>
    public IReadOnlyList<Cause> Of(CompileError error)
    {
        var named = Words(error.Message);
        var found = Around(error.Site, named).Where(x => x.Change.Explains(error.Id)).ToArray();
        // An argument on a line of its own is not where the call's statement begins; then the rule has to know the error.
        if (found.Length == 0) found = [.. Of(Everything).Concat(Added(Everything, named)).Where(x => x.Change.Errors.Contains(error.Id))];
        return found.Length == 0 ? [] : found.GroupBy(x => Fit(x.Change, named)).OrderByDescending(x => x.Key).First().ToArray();
    }

    /// <summary>The change behind another meaning that has no name of its own, or that is everywhere a type is of another kind.</summary>
    public Cause? Of(Rebind rebind)
    {
        string type = DocumentationId.DeclaringType(rebind.Symbol);
        var own = Of(Bumped.Select(x => (x, type))).FirstOrDefault(x => (x.Change.Impact & Impact.Recompile) != 0);
        if (own is not null || rebind.Kind != RebindKind.Other) return own;
        // A condition stands above what it decides.
        return Enumerable.Range(0, 4).Select(x => rebind.Site is { } site && site.Line > x ? site with { Line = site.Line - x } : rebind.Site)
            .SelectMany(x => Around(x, Words(rebind.Text))).FirstOrDefault(x => ((x.Change.Impact | x.Change.Possible) & Impact.Recompile) != 0);
    }

    private IEnumerable<(string Assembly, string Symbol)> Everything => input.Uses.Select(x => (x.Assembly, x.Symbol));

    private IEnumerable<string> Bumped => input.Bumps.SelectMany(x => x.Assemblies);

    private IEnumerable<Cause> Around(SourceSite? site, HashSet<string> named)
    {
        var words = new HashSet<string>(named, StringComparer.Ordinal);
        if (site is { } place && recompiled.Line(place) is { } line) words.UnionWith(Words(line));
        var used = input.Uses.Where(x => site is { } here && x.Sites.Any(here.IsSameLine)).Select(x => (x.Assembly, x.Symbol)).ToList();
        foreach (string assembly in Bumped)
        {
            foreach (var type in before.Visible(assembly, words))
            {
                used.Add((assembly, type.Id));
                used.AddRange(type.Members.Where(x => x.IsVisible && (words.Contains(x.Name) || x.Kind == MemberKind.Constructor)).Select(x => (assembly, x.Id)));
            }
        }
        return Of(used).Concat(Added(used, words));
    }

    private IEnumerable<Cause> Of(IEnumerable<(string Assembly, string Symbol)> symbols)
    {
        foreach (var (assembly, symbol) in symbols.Distinct())
        {
            string typeId = DocumentationId.DeclaringType(symbol);
            if (before.Find(assembly, typeId) is not { IsVisible: true } type) continue;
            var (after, context) = (input.After.Find(assembly, typeId), new RuleContext(assembly, input.After));
            var changes = ApiDiff.Type(type, after, context);
            if (after is not null && type.Member(symbol) is { } member) changes = ApiDiff.Member(member, after, context).Concat(changes);
            foreach (var change in changes) yield return new Cause(change, assembly);
        }
    }

    /// <summary>What is new in those types, and the new types of those names.</summary>
    private IEnumerable<Cause> Added(IEnumerable<(string Assembly, string Symbol)> symbols, HashSet<string> words)
    {
        foreach (var (assembly, typeId) in symbols.Select(x => (x.Assembly, DocumentationId.DeclaringType(x.Symbol))).Distinct())
        {
            if (before.Find(assembly, typeId) is not { IsVisible: true } type || input.After.Find(assembly, typeId) is not { } after) continue;
            foreach (var change in ApiDiff.Added(type, after, new RuleContext(assembly, input.After))) yield return new Cause(change, assembly);
        }
        foreach (string assembly in Bumped)
        {
            foreach (var type in input.After.Visible(assembly, words).Where(x => before.Find(assembly, x.Id) is null))
            {
                foreach (var change in ApiDiff.Added(null, type, new RuleContext(assembly, input.After))) yield return new Cause(change, assembly);
            }
        }
    }

    /// <summary>How well a change fits an error: its words first, then what is known of the rule.</summary>
    private static int Fit(Change change, HashSet<string> named)
    {
        string[] path = change.Symbol.Substring(2).Split('(')[0].Split('.');
        int fit = change.Errors.Count > 0 ? 2 : 0;
        if (change.Symbol[0] != 'T' && named.Contains(ApiSurface.SimpleName(path[path.Length - 1]))) fit += 4;
        if (named.Contains(ApiSurface.SimpleName(path[path.Length - (change.Symbol[0] == 'T' ? 1 : 2)]))) fit += 3;
        return fit + (change.IsPossible ? 0 : 1);
    }

    /// <summary>The identifiers of a text.</summary>
    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_')) continue;
            if (i > start) words.Add(text.Substring(start, i - start));
            start = i + 1;
        }
        return words;
    }
}

internal sealed record Cause(Change Change, string Assembly);
