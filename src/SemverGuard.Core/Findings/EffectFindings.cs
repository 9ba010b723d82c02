using SemverGuard.Effects;
using SemverGuard.Effects.Sheets;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>
/// Facts about changed implementations, judged for this project: one finding per changed method, and one line per bump for all of them.
/// </summary>
internal static class EffectFindings
{
    public static IReadOnlyList<Finding> Of(GuardInput input, LinkReport? links, Func<string, Bump?> bumpOf,
        out IReadOnlyList<NotChecked> notChecked, out IReadOnlyList<Sheet> sheets)
    {
        notChecked = [];
        sheets = [];
        if (!input.ComparesBehavior || input.RuntimeBefore is not { } before || input.RuntimeAfter is not { } after
            || input.Bumps.Count == 0)
            return [];
        var report = EffectReader.Read(
            before, after, input.Bumps.SelectMany(x => x.Assemblies), input.Consumer, input.Sources, input.Uses, input.Libraries,
            input.Diffs, links?.Answers);
        notChecked = [.. report.Damaged.Select(x => NotChecked.Uncompared(x.Assembly, x.Reason))];
        sheets = report.Sheets;
        var evidence = new Evidence(input);
        var derived = new DerivedTypes(input);
        var findings = new List<Finding>();
        foreach (var reached in report.Reached.GroupBy(x => bumpOf(x.Method.Assembly) ?? input.Principal))
        {
            findings.AddRange(Facts(reached, reached.Key, evidence, derived));
            findings.Add(Summary([.. reached], reached.Key));
        }
        findings.AddRange(report.WithoutCode.Select(x => WithoutCode(x, bumpOf(x) ?? input.Principal)));
        return findings;
    }

    /// <summary>Changed methods beyond which what each of them calculates is told of the nearest only; the others are listed.</summary>
    private const int MostWork = 5;

    /// <summary>Calls inside the packages up to which a method is the project's own business.</summary>
    private const int Near = 1;

    /// <summary>Of a fact that several methods share, the nearest tells it.</summary>
    private static IEnumerable<Finding> Facts(IEnumerable<ReachedMethod> reached, Bump bump, Evidence evidence, DerivedTypes derived)
    {
        bool areFew = reached.Count() <= MostWork;
        var told = new HashSet<(EffectKind, string, string, string)>();
        int nearest = 0, predicates = 0, cases = 0;
        foreach (var method in reached.OrderBy(x => x.Way.Distance).ThenBy(x => x.Method.Symbol, StringComparer.Ordinal))
        {
            var facts = method.Method.Effects
                .Where(x => !evidence.IsOverruled(x, method.Way) && !evidence.IsOutOfReach(x, method))
                .Where(x => !IsForSome(x) || IsHandedOn(x, method.Way, evidence) || evidence.Dependence(x, method) is not null)
                .Where(x => !x.IsCase || cases < MostWork && (!x.IsOfOwnType || method.Way.Steps <= Near)
                    || evidence.Dependence(x, method) is not null)
                .Where(x => told.Add((x.Kind, x.Subject, x.Text, Sharing(x, method))))
                .Select(x => (Effect: x, Severity: BehaviorJudge.Of(x, method, evidence, bump.Claim)))
                // What the project shows of itself is said of the whole, so what it is about is among what is said.
                .OrderByDescending(x => x.Severity).ThenByDescending(x => x.Effect.Weight)
                .ThenByDescending(x => evidence.Dependence(x.Effect, method) is not null)
                .ThenBy(x => x.Effect.IsCase).ThenBy(x => x.Effect.Kind)
                .ToArray();
            bool isTold = Array.Exists(facts, x => x.Effect is not ({ Kind: EffectKind.Work, IsData: false } or { IsCase: true }));
            bool isNear = method.Way.Used is not null && method.Way.Steps <= Near && nearest < MostWork;
            bool isWorkTold = !isTold && (areFew || isNear
                || Array.Exists(facts, x => x.Effect.Setting is not null || evidence.Dependence(x.Effect, method) is not null));
            bool isPredicateTold = predicates < MostWork;
            if (!isWorkTold)
                facts = Array.FindAll(facts,
                    x => x.Effect is not { Kind: EffectKind.Work, IsData: false } || isPredicateTold && x.Effect.IsPredicate);
            if (facts.Length == 0) continue;
            if (!isTold) nearest++;
            if (Array.Exists(facts, x => x.Effect.IsCase)) cases++;
            if (Array.Exists(facts, x => x.Effect.IsPredicate)) predicates++;
            var rule = EffectRules.Of(facts[0].Effect.Kind);
            var sites = Places(method.Way, evidence);
            var inheriting = sites.Count == 0 && method.Way.Used is { } inherited ? derived.Of(inherited) : null;
            if (inheriting?.Site is { } line) sites = [line];
            yield return Finding(rule, facts[0].Severity, method.Method.Symbol,
                EffectSentences.OfFacts([.. facts.Select(x => x.Effect)], method, evidence, bump, sites, inheriting?.Type), bump) with
            {
                Sites = sites,
                Facts = [.. facts.Select(x => x.Effect.Text)],
                Trace = method.Way.Path,
                NamesWayBack = true,
            };
        }
    }

    /// <summary>Where the project uses what leads there: first where the method does so that the way begins with.</summary>
    private static IReadOnlyList<SourceSite> Places(Way way, Evidence evidence)
    {
        IReadOnlyList<SourceSite> known = way.Used is { } used ? evidence.Sites(used) : [];
        return way.Source is { } source ? [source, .. known.Where(x => x != source)] : known;
    }

    /// <summary>
    /// Which methods mean the same by one text. Classes throw or catch one type of exception for reasons of their own; for one reason, when
    /// the text says which.
    /// </summary>
    private static string Sharing(Effect effect, ReachedMethod method) =>
        effect.Kind is EffectKind.Exception or EffectKind.Catch && effect.Text.IndexOf('"') < 0
            ? DocumentationId.DeclaringType(method.Method.Symbol) : "";

    /// <summary>It concerns those only who show that they depend on it.</summary>
    private static bool IsForSome(Effect effect) => effect.Kind == EffectKind.Callback || effect.IsPartOfText || effect.IsMessage
        || effect.Attribute is not null;

    /// <summary>
    /// The project calls a method that hands on to another in other cases than before: a class of the package answers that too. An event
    /// is for its subscribers.
    /// </summary>
    private static bool IsHandedOn(Effect callback, Way way, Evidence evidence) =>
        callback is { Direction: 0, Member: { } member } && member[0] == 'M' && evidence.IsCalled(way);

    private static Finding WithoutCode(string assembly, Bump bump) => Finding(
        EffectRules.Implementation, Severity.Info, "assembly:" + assembly, $"{bump.Id} {bump.After}: the implementation of {assembly} was "
            + "not compared: one of the two versions is at hand only as a reference assembly, which has no code.", bump);

    private static Finding Summary(IReadOnlyList<ReachedMethod> reached, Bump bump) =>
        Finding(EffectRules.Implementation, Severity.Info, "package:" + bump.Id, EffectSentences.OfAll(reached, bump), bump) with
        {
            Methods = InOrder(reached),
        };

    /// <summary>What several projects were told of one upgrade: each method once, by its nearest way.</summary>
    internal static Finding Together(Finding one, IEnumerable<Finding> all)
    {
        var methods = all.SelectMany(x => x.Methods).GroupBy(x => (x.Method.Assembly, x.Method.Symbol))
            .Select(x => x.OrderBy(y => y.Way.Distance).First()).ToList();
        if (methods.Count <= one.Methods.Count || one.Package is not { } bump) return one;
        return one with { Message = Wording.Of(bump, EffectSentences.OfAll(methods, bump)), Methods = InOrder(methods) };
    }

    private static IReadOnlyList<ReachedMethod> InOrder(IReadOnlyList<ReachedMethod> methods) =>
        [.. methods.OrderBy(x => x.Way.Distance).ThenBy(x => x.Method.Symbol, StringComparer.Ordinal)];

    private static Finding Finding(RuleInfo rule, Severity severity, string symbol, string message, Bump bump) =>
        new() { Id = rule.Id, Title = rule.Title, Severity = severity, Impact = Impact.Behavior, Symbol = symbol,
            Message = Wording.Of(bump, message), Package = bump };
}
