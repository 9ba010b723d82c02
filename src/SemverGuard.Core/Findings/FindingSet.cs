using SemverGuard.Linkage;
using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>Collects what the engines say by root fact: one finding for a fact, however many places and engines meet it.</summary>
internal sealed class FindingSet(GuardInput input, WaysOut waysOut)
{
    private readonly Dictionary<(string Id, string Symbol, string Text), Fact> facts = [];
    private readonly bool haveSeenBodies = input.Recompiled is { Compiles: false } recompiled && CompilerPhases.HaveSeenBodies(recompiled);

    /// <summary>The project's own code uses something that changed.</summary>
    public void Add(Change change, SymbolUse use, Bump bump)
    {
        var fact = Of(change.Rule.Info, change.Symbol, bump);
        fact.Change = change;
        fact.Uses |= use.Uses;
        fact.Sites.UnionWith(use.Sites);
    }

    /// <summary>The compiler refuses the source because of it.</summary>
    public void Add(Cause cause, CompileError error)
    {
        var fact = Of(cause.Rule, cause.Symbol, cause.Bump);
        // One new overload can stand behind several errors, each in another way; where one says no more than the other it is the same.
        if (fact is { Error: not null, Change.Text: { } said } && cause.Change is { } another && said != another.Text
            && (said.StartsWith(another.Text, StringComparison.Ordinal) || another.Text.StartsWith(said, StringComparison.Ordinal)))
        {
            fact.Change = said.Length > another.Text.Length ? fact.Change : another;
            if (error.Site is { } place) fact.Confirmed.Add(place);
            return;
        }
        if (fact.Error is not null && (fact.Told ?? fact.Change?.Text) != cause.Text)
            fact = Of(cause.Rule, cause.Symbol, cause.Bump, cause.Text);
        fact.Change ??= cause.Change;
        if (cause.Change is null) fact.Told = cause.Text;
        fact.Error ??= error;
        if (error.Site is { } site) fact.Confirmed.Add(site);
    }

    /// <summary>A reference does not link; <paramref name="cause"/> is the API change that explains it.</summary>
    public void Add(LinkFailure failure, Change? cause, Bump bump)
    {
        // What breaks is told of by a rule; what goes another way is not, nor what a rebuild does not mend: but for a cast.
        if (failure.IsLasting && cause?.Rule is not BaseTypeRemoved
            || failure.IsSilent && !(failure.IsLostOverride && IsRefused(cause)))
            cause = null;
        var fact = cause is not null ? Of(cause.Rule.Info, cause.Symbol, bump) : Of(LinkRules.Of(failure.Exception), failure.Symbol, bump);
        fact.Change ??= cause;
        fact.Failures.Add(failure);
        waysOut.Add(failure, bump);
    }

    /// <summary>The project itself runs into a change that no compiler lets pass.</summary>
    private bool IsRefused(Change? cause) =>
        cause is not null && ((cause.Impact | cause.Possible) & Impact.Source) != 0
        && facts.TryGetValue((cause.Rule.Info.Id, cause.Symbol, ""), out var fact) && fact.Uses != Use.None;

    /// <summary>The same source means something else; <paramref name="cause"/> is the API change that says why.</summary>
    public void Add(Rebind rebind, Change? cause, Bump bump)
    {
        var fact = cause is not null ? Of(cause.Rule.Info, cause.Symbol, bump) : Of(RebindRules.Of(rebind.Kind), rebind.Symbol, bump);
        if (fact.Rebind is null or { IsUnseen: true }) fact.Rebind = rebind;
        fact.Change ??= cause;
        if (rebind.Site is { } site) fact.Confirmed.Add(site);
    }

    /// <param name="linkageDecides">Linkage was checked: a change that it did not stumble over breaks no binary.</param>
    /// <param name="others">Findings that are judged already.</param>
    public IReadOnlyList<Finding> Judged(bool linkageDecides, IEnumerable<Finding> others)
    {
        SameFacts.Join(facts, IsOwn);
        Finding[] own = [.. facts.Values.Select(x => Finding(x, linkageDecides)).OfType<Finding>()];
        var said = new HashSet<(string, string, string)>();
        return own
            .Concat(others.Where(x => !facts.ContainsKey((x.Id, x.Symbol, "")) && !SameFacts.IsToldBy(own, x))) // an error tells it
            .OrderByDescending(x => x.Severity).ThenByDescending(x => x.IsRefused).ThenByDescending(x => x.Reach)
            .ThenBy(x => x.Id, StringComparer.Ordinal).ThenBy(x => x.Symbol, StringComparer.Ordinal)
            // Of overloads the names are alike, and then perhaps all that is said of them.
            .Where(x => said.Add((x.Id, x.Message, string.Join(" ", x.Sites)))).ToArray();
    }

    private Finding? Finding(Fact fact, bool linkageDecides)
    {
        var impact = ImpactOf(fact, linkageDecides);
        if (impact == Impact.None) return null;

        // Of the assemblies that fail, the one that stays as it is and that something leads to says most.
        // A type that does not load is met before anything in it.
        var failure = fact.Failures.OrderByDescending(IsFinal).ThenByDescending(x => x.IsReached)
            .ThenByDescending(x => x.Exception == "TypeLoadException").FirstOrDefault();
        bool crashes = failure is { IsSilent: false } && IsFinal(failure) && failure.IsReached;
        bool isDoubtful = IsDoubtful(fact) || IsUnconfirmed(fact, impact) || failure is { IsDoubtful: true };
        bool isUnseen = fact is { Rebind.IsUnseen: true, Error: null } && !fact.Failures.Any(IsFinal);
        bool isInfo = isDoubtful || isUnseen || (impact == Impact.Binary && failure is { IsReached: false });
        var severity = isInfo ? Severity.Info : Judge.Of(impact, fact.Bump.Claim, crashes || fact.Error is not null, input);
        bool isLibrarys = failure is not null && IsLibrarys(fact, failure);
        var sites = isLibrarys && Sources([failure!]) is { Count: > 0 } calls ? [.. calls] : Sites(fact);
        var wayOut = crashes ? waysOut.From(fact.Bump) : [];
        return new Finding
        {
            Id = fact.Rule.Id,
            Title = fact.Rule.Title,
            Severity = severity,
            Impact = impact,
            Symbol = fact.Symbol,
            Message = Wording.Of(fact.Bump, isLibrarys
                ? Sentences.OfFailure(failure!, input, fact.Bump)
                : Message(fact, failure, impact, isDoubtful, sites)),
            Package = fact.Bump,
            Uses = fact.Uses,
            Sites = sites,
            Reach = impact == Impact.Binary && failure is not null ? failure.Reach : Reach.Called,
            Trace = failure?.Sites.Count > 0 ? [.. failure.Sites[0].Path, failure.Symbol] : [],
            IsRefused = fact.Error is not null,
            Exception = failure is { IsSilent: false } ? failure.Exception : null,
            NeededBy = isLibrarys || (fact.Uses == Use.None && failure is not null && !IsOwn(failure)) ? failure!.From : null,
            WayOut = wayOut,
            Facts = [.. new[] { fact.Change?.Text, fact.Rebind?.Text }.OfType<string>()],
            NamesWayBack = true,
        };
    }

    /// <summary>Rules estimate; whoever compiled or linked knows.</summary>
    private Impact ImpactOf(Fact fact, bool linkageDecides)
    {
        var impact = fact.Uses == Use.None ? Impact.None : IsDoubtful(fact) ? fact.Change!.Possible : fact.Change?.Impact ?? Impact.None;
        bool isHidden = fact.Rule.IsHiddenFromLinker || (fact.Uses & Use.Attribute) != 0;
        if (linkageDecides && !isHidden)
            impact = fact.Rule.IsSeenByLinker && !fact.Failures.Any(IsOwn) ? Impact.None : impact & ~Impact.Binary;
        if (input.Recompiled is { } recompiled)
            impact &= recompiled.Compiles ? Impact.None
                : IsRefuted(fact, recompiled) ? Impact.Binary
                : Impact.Source | Impact.Binary | Impact.Behavior;
        if (fact.Rebind is not null) impact |= Impact.Recompile;
        if (fact.Error is not null) impact |= Impact.Source;
        if (fact.Failures.Any(x => !x.IsSilent)) impact |= Impact.Binary;
        if (fact.Failures.Any(x => x.IsSilent)) impact |= Impact.Behavior;
        // What is not built again goes on with the old number or place, which is another member's now.
        if (!input.IsRebuilt && fact.Rebind is { Kind: RebindKind.EnumValue or RebindKind.Tuple, IsHandedOn: true })
            impact |= Impact.Behavior;
        // The failure is certain; what the compiler makes of it is not, as long as it says nothing.
        if (input.Recompiled is { Compiles: false } && fact.Error is null && IsBound(fact)) impact &= ~Impact.Source;
        // An attribute is made for who reads it, and nobody is seen to; of what it names besides, no linker knows.
        bool isLinked = fact.Symbol[0] == 'T' || fact.Symbol.IndexOf(".#ctor", StringComparison.Ordinal) > 0;
        if (linkageDecides && isLinked && (fact.Uses & Use.Attribute) != 0 && !fact.Failures.Any(x => x.IsReached)
            && (impact & Impact.Source) != 0)
            impact &= ~Impact.Binary;
        // What the linker refuses the consumer, the compiler refuses too, for the same reason.
        if (input.Recompiled is null && fact.Change is { IsPossible: true } change && fact.Failures.Any(IsOwn))
            impact |= change.Possible & Impact.Source;
        return impact;
    }

    /// <summary>The compiler refuses other lines, and came by these without a word.</summary>
    private bool IsRefuted(Fact fact, Recompiled recompiled) =>
        haveSeenBodies && fact.Error is null && !fact.Sites.Any(x => recompiled.Errors.Any(y => y.Site is { } site && site.IsSameLine(x)));

    /// <summary>The compiler stopped before it, at other errors: what it will say is an estimate.</summary>
    private bool IsUnconfirmed(Fact fact, Impact impact) =>
        input.Recompiled is { Compiles: false } && fact.Error is null && (impact & Impact.Source) != 0;

    /// <summary>It fails when it runs, whatever a rebuild does.</summary>
    private bool IsBound(Fact fact) => fact.Failures.Any(x => IsFinal(x) && x.IsReached);

    /// <summary>Only a compiler could tell, and none was asked.</summary>
    private bool IsDoubtful(Fact fact) => input.Recompiled is null && fact.Change is { IsPossible: true } && fact.Failures.Count == 0;

    /// <summary>The failing assembly is not compiled again, or fails all the same, so the failure is there to stay.</summary>
    private bool IsFinal(LinkFailure failure) => !input.IsRebuilt || !IsOwn(failure) || failure.IsLasting;

    /// <summary>The project uses what changed as well, and is well once it is built again: it is told of the library that is not.</summary>
    private bool IsLibrarys(Fact fact, LinkFailure failure) => !IsOwn(failure) && fact is { Error: null, Rebind: null }
        && (fact.Uses == Use.None || input.Recompiled is { Compiles: true });

    private bool IsOwn(LinkFailure failure) => failure.From == input.Consumer?.Name;

    /// <summary>Where the compiler was seen to mean something else; else every use.</summary>
    private static IReadOnlyList<SourceSite> Sites(Fact fact)
    {
        // The compiler says exactly what it refuses; elsewhere a use knows its column better than a statement does.
        if (fact.Error is not null && fact.Confirmed.Count > 0) return [.. fact.Confirmed];
        if (fact.Confirmed.Count > 0 && (fact.Rebind is not null || fact.Change is not { IsPossible: false }))
            return [.. fact.Confirmed.Select(x => fact.Sites.FirstOrDefault(x.IsSameLine) is { Line: > 0 } exact ? exact : x).Distinct()];
        var sites = new SortedSet<SourceSite>(fact.Sites.Count == 0 ? fact.Confirmed : fact.Sites);
        if (sites.Count == 0) sites.UnionWith(Sources(fact.Failures));
        return [.. sites];
    }

    private static SortedSet<SourceSite> Sources(IEnumerable<LinkFailure> failures) =>
        [.. failures.SelectMany(x => x.Sites).Select(x => x.Source).OfType<SourceSite>()];

    private string Message(Fact fact, LinkFailure? failure, Impact impact, bool isDoubtful, IReadOnlyList<SourceSite> sites)
    {
        if (fact.Change is null && fact.Told is { } told) return Sentences.OfError(told, fact.Bump);
        if (fact.Rebind is { } rebind && RebindRules.Of(rebind.Kind) == fact.Rule)
            return Sentences.OfRebind(rebind, impact, fact.Bump, sites);
        bool isOwn = failure is null || (fact.Uses != Use.None && IsOwn(failure));
        int places = fact.Error is null ? sites.Count : 1;
        if ((isOwn || fact.Error is not null || fact.Rebind is not null) && fact.Change is { } change)
            return Sentences.OfChange(
                change, isDoubtful ? Impact.None : impact, fact.Rebind, fact.Bump, places, failure, fact.Error, input);
        return fact is { Change: { } used, Uses: not Use.None } ? Sentences.OfBoth(used, failure!, fact.Bump, places, input)
            : Sentences.OfFailure(failure!, input, fact.Bump, isRefused: fact.Error is not null);
    }

    private Fact Of(RuleInfo rule, string symbol, Bump bump, string text = "")
    {
        if (!facts.TryGetValue((rule.Id, symbol, text), out var fact)) facts[(rule.Id, symbol, text)] = fact = new Fact(rule, symbol, bump);
        return fact;
    }
}
