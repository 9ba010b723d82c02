using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Analyzers;

/// <summary>Roslyn's view of the rules: everything derives from <see cref="RuleInfo"/>.</summary>
internal static class Descriptors
{
    private const string Category = "SemverGuard";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ByRule =
        RuleCatalog.All.ToImmutableDictionary(x => x.Info.Id, x => Make(x.Info));

    public static DiagnosticDescriptor BaselineUnreadable { get; } = Make(SelfRules.BaselineUnreadable);

    public static DiagnosticDescriptor NotChecked { get; } = Make(SelfRules.NotChecked);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        ByRule.Values.OrderBy(x => x.Id, StringComparer.Ordinal).Append(BaselineUnreadable).Append(NotChecked).ToImmutableArray();

    public static DiagnosticDescriptor Of(Rule rule) => ByRule[rule.Info.Id];

    /// <summary>Core makes the sentences, so the message is one argument.</summary>
    private static DiagnosticDescriptor Make(RuleInfo rule) =>
        new(rule.Id, rule.Title, "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: rule.HelpLink);
}
