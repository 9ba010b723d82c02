using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>One thing that a rule found to be different, whether or not anybody uses it.</summary>
/// <param name="Symbol">Documentation comment id of the type or member that changed.</param>
/// <param name="Text">What happened to it, as the rest of a sentence that begins with the symbol's name.</param>
/// <param name="Hurts">The uses that it harms.</param>
public sealed record Change(Rule Rule, string Symbol, string Text, Impact Impact, Use Hurts)
{
    /// <summary>What changed, as a reader is told: <c>Cache.TryGet(TKey, out TValue)</c>.</summary>
    public string Name { get; init; } = DisplayName.Of(Symbol);

    /// <summary>As <see cref="Verdict.Through"/>.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>As <see cref="Verdict.Possible"/>.</summary>
    public Impact Possible { get; init; }

    /// <summary>A change of which only a compiler can say whom it hurts.</summary>
    public bool IsPossible => Impact == Impact.None;

    /// <summary>As <see cref="RuleInfo.Errors"/>.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Whether the compiler's error can be about it.</summary>
    public bool Explains(string error) =>
        ((Impact | Possible) & Impact.Source) != 0
        && (Errors.Count == 0 || Errors.Contains(error) || error.StartsWith("BC", StringComparison.Ordinal));

    public override string ToString() => $"{Rule.Info.Id} {Symbol} {Text}";
}
