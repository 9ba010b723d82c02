using SemverGuard.Rules;

namespace SemverGuard.Findings;

/// <summary>Every id there is, whoever says it: API rules, engines, SemverGuard about itself.</summary>
public static class Catalogue
{
    /// <summary>In the order of the ids.</summary>
    public static IReadOnlyList<RuleInfo> All { get; } =
    [
        .. RuleCatalog.All.Select(x => x.Info).Concat(RebindRules.All).Concat(LinkRules.All).Concat(EffectRules.All)
            .Concat(PackageRules.All)
            .Concat(ReplayRules.All).Concat(SelfRules.All).OrderBy(x => x.Id, StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, RuleInfo> ById = All.ToDictionary(x => x.Id);

    /// <summary>The fact sheet of an id; null for the summary, which has none.</summary>
    public static RuleInfo? Find(string id) => ById.TryGetValue(id, out var rule) ? rule : null;
}
