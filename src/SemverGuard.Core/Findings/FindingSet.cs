using SemverGuard.Linkage;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>Collects what the engines say by root fact: one finding for a fact, however many places and engines meet it.</summary>
internal sealed class FindingSet(GuardInput input)
{
    private readonly Dictionary<(string Id, string Symbol), Fact> facts = [];

    /// <summary>The project's own code uses something that changed.</summary>
    public void Add(Change change, SymbolUse use, Bump bump)
    {
        var fact = Of(change.Rule.Info, change.Symbol, bump);
        fact.Change = change;
        fact.Uses |= use.Uses;
        fact.Sites.UnionWith(use.Sites);
    }

    /// <summary>A reference does not link; <paramref name="cause"/> is the API change that explains it.</summary>
    public void Add(LinkFailure failure, Change? cause, Bump bump)
    {
        var fact = cause is not null ? Of(cause.Rule.Info, cause.Symbol, bump) : Of(LinkRules.Of(failure.Exception), failure.Symbol, bump);
        fact.Change ??= cause;
        fact.Failures.Add(failure);
    }

    /// <summary>The same source means something else.</summary>
    public void Add(Rebind rebind, Bump bump)
    {
        var fact = Of(RebindRules.Of(rebind.Kind), rebind.Symbol, bump);
        fact.Rebind ??= rebind;
        if (rebind.Site is { } site) fact.Sites.Add(site);
    }

    /// <param name="linkageDecides">Linkage was checked: a change that it did not stumble over breaks no binary.</param>
    /// <param name="others">Findings that are judged already.</param>
    public IReadOnlyList<Finding> Judged(bool linkageDecides, IEnumerable<Finding> others) =>
        facts.Values.Concat(Unexplained(linkageDecides))
            .Select(x => Finding(x, linkageDecides))
            .OfType<Finding>()
            .Concat(others)
            .OrderByDescending(x => x.Severity).ThenBy(x => x.Id, StringComparer.Ordinal).ThenBy(x => x.Symbol, StringComparer.Ordinal)
            .ToArray();

    private Finding? Finding(Fact fact, bool linkageDecides)
    {
        var impact = ImpactOf(fact, linkageDecides);
        if (impact == Impact.None) return null;

        // Of the assemblies that fail, the one that stays as it is and that something leads to says most.
        // A type that does not load is met before anything in it.
        var failure = fact.Failures.OrderByDescending(IsFinal).ThenByDescending(x => x.IsReached).ThenByDescending(x => x.Exception == "TypeLoadException").FirstOrDefault();
        bool crashes = failure is not null && IsFinal(failure) && failure.IsReached;
        var severity = impact == Impact.Binary && failure is { IsReached: false } ? Severity.Info : Judge.Of(impact, fact.Bump.Claim, crashes, input);
        var sites = Sites(fact);
        return new Finding
        {
            Id = fact.Rule.Id,
            Title = fact.Rule.Title,
            Severity = severity,
            Impact = impact,
            Symbol = fact.Symbol,
            Message = Message(fact, failure, impact, sites),
            Package = fact.Bump,
            Uses = fact.Uses,
            Sites = sites,
            Trace = failure?.Sites.Count > 0 ? [.. failure.Sites[0].Path, failure.Symbol] : [],
            Exception = failure?.Exception,
        };
    }

    /// <summary>Rules estimate; whoever compiled or linked knows.</summary>
    private Impact ImpactOf(Fact fact, bool linkageDecides)
    {
        var impact = fact.Uses == Use.None ? Impact.None : fact.Change?.Impact ?? Impact.None;
        bool isHidden = fact.Rule.IsHiddenFromLinker || (fact.Uses & Use.Attribute) != 0;
        if (linkageDecides && !isHidden) impact = fact.Rule.IsSeenByLinker && !fact.Failures.Any(IsOwn) ? Impact.None : impact & ~Impact.Binary;
        if (input.Recompiled is { } recompiled) impact &= recompiled.Compiles ? Impact.None : Impact.Source | Impact.Binary;
        if (fact.Rebind is not null) impact |= Impact.Recompile;
        if (fact.Error is not null) impact |= Impact.Source;
        if (fact.Failures.Count > 0) impact |= Impact.Binary;
        return impact;
    }

    /// <summary>The failing assembly is not compiled again, so the failure is there to stay.</summary>
    private bool IsFinal(LinkFailure failure) => !input.IsRebuilt || !IsOwn(failure);

    private bool IsOwn(LinkFailure failure) => failure.From == input.Consumer?.Name;

    private static IReadOnlyList<SourceSite> Sites(Fact fact)
    {
        var sites = new SortedSet<SourceSite>(fact.Sites);
        if (sites.Count == 0) sites.UnionWith(fact.Failures.SelectMany(x => x.Sites).Select(x => x.Source).OfType<SourceSite>());
        return [.. sites];
    }

    /// <summary>The compiler refuses the source, and no change of the API that it uses says why: its own words have to do.</summary>
    private IEnumerable<Fact> Unexplained(bool linkageDecides)
    {
        if (input.Recompiled is not { Compiles: false } recompiled || input.Bumps.Count == 0) yield break;
        if (facts.Values.Any(x => Finding(x, linkageDecides) is { } finding && (finding.Impact & Impact.Source) != 0)) yield break;
        foreach (var error in recompiled.Errors.GroupBy(x => x.Id))
        {
            var fact = new Fact(RebindRules.NoLongerCompiles, error.Key, input.Bumps[0]) { Error = error.First() };
            fact.Sites.UnionWith(error.Select(x => x.Site).OfType<SourceSite>());
            yield return fact;
        }
    }

    private string Message(Fact fact, LinkFailure? failure, Impact impact, IReadOnlyList<SourceSite> sites)
    {
        if (fact.Error is { } error) return Sentences.OfError(error, fact.Bump);
        if (fact.Rebind is { } rebind) return Sentences.OfRebind(rebind, fact.Bump, sites);
        bool isOwn = failure is null || (fact.Uses != Use.None && IsOwn(failure));
        if (isOwn && fact.Change is { } change) return Sentences.OfChange(change, impact, fact.Bump, sites, failure?.Exception, input);
        return Sentences.OfFailure(failure!, fact.Bump, input);
    }

    private Fact Of(RuleInfo rule, string symbol, Bump bump)
    {
        if (!facts.TryGetValue((rule.Id, symbol), out var fact)) facts[(rule.Id, symbol)] = fact = new Fact(rule, symbol, bump);
        return fact;
    }

    private sealed class Fact(RuleInfo rule, string symbol, Bump bump)
    {
        public RuleInfo Rule => rule;

        public string Symbol => symbol;

        public Bump Bump => bump;

        public Change? Change { get; set; }

        public Rebind? Rebind { get; set; }

        public CompileError? Error { get; init; }

        public Use Uses { get; set; }

        public SortedSet<SourceSite> Sites { get; } = [];

        public List<LinkFailure> Failures { get; } = [];
    }
}
