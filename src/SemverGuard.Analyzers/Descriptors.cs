using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SemverGuard.Findings;
using SemverGuard.Recompilation;
using SemverGuard.Rules;

namespace SemverGuard.Analyzers;

/// <summary>Roslyn's view of the rules: everything derives from <see cref="RuleInfo"/>.</summary>
internal static class Descriptors
{
    private const string Category = "SemverGuard";

    /// <summary>
    /// What the semantic model shows of what recompilation finds; the rest of it is in the catalogue, or takes two compilations.
    /// </summary>
    private static readonly RuleInfo[] Rebinds = [RebindRules.Of(RebindKind.Overload), RebindRules.Of(RebindKind.ExtensionOrInstance)];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ByRule =
        RuleCatalog.All.Select(x => x.Info).Concat(Rebinds).Select(Make).ToImmutableDictionary(x => x.Id);

    public static DiagnosticDescriptor BaselineUnreadable { get; } = Make(SelfRules.BaselineUnreadable);

    public static DiagnosticDescriptor AcceptedUnreadable { get; } = Make(SelfRules.AcceptedUnreadable);

    public static DiagnosticDescriptor NotChecked { get; } = Make(SelfRules.NotChecked);

    public static DiagnosticDescriptor InternalError { get; } = Make(SelfRules.InternalError);

    /// <summary>Of what a package's upgrade does.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfPackages { get; } = ByRule.Values.OrderBy(x => x.Id, StringComparer.Ordinal)
        .ToImmutableArray();

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        OfPackages.Add(BaselineUnreadable).Add(AcceptedUnreadable).Add(NotChecked).Add(InternalError);

    public static DiagnosticDescriptor Of(RuleInfo rule) => ByRule[rule.Id];

    /// <summary>Core makes the sentences, so the message is one argument.</summary>
    private static DiagnosticDescriptor Make(RuleInfo rule) =>
        new(rule.Id, rule.Title, "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: rule.HelpLink);
}
