using System.Collections.Immutable;
using SemverGuard.Findings;
using SemverGuard.Recompilation;
using SemverGuard.Rules;

namespace SemverGuard.Analyzers;

/// <summary>A call that compiles and means something else than it meant when the baseline was recorded.</summary>
/// <param name="Symbol">Documentation comment id of what is called now.</param>
/// <param name="Text">What it does now and did before, as the rest of a sentence that begins with "this".</param>
internal sealed record SourceRebind(RebindKind Kind, string Symbol, Bump Bump, string Text)
{
    /// <summary>What fixes need, by the names of <see cref="FindingProperties"/>.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public RuleInfo Rule => RebindRules.Of(Kind);

    public string Message =>
        $"{Bump.Id} {Bump.After}: this now {Wording.Of(Bump, Text)}. It compiles and does something else. Safe: {Bump.Id} {Bump.Before}.";
}
