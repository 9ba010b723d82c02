using SemverGuard.Rules;

namespace SemverGuard.Findings;

/// <summary>Why the compiler refuses a place, or takes it for something else.</summary>
/// <param name="Symbol">What changed: a documentation comment id, or what stands for a package or a namespace.</param>
/// <param name="Text">What happened: the rest of a sentence that begins with the package's name, or with the symbol's when there is a
/// <paramref name="Change"/>.</param>
/// <param name="Change">The change of the API; null when it is another fact.</param>
internal sealed record Cause(RuleInfo Rule, string Symbol, string Text, Bump Bump, Change? Change = null)
{
    public static Cause Of(Change change, Bump bump) => new(change.Rule.Info, change.Symbol, change.Text, bump, change);
}
