using SemverGuard.Effects;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>Whether what the project passes comes into the case in which a method does something else.</summary>
/// <param name="attributes">Those that the project has, by their full names.</param>
internal sealed class MetCases(PassedValues passed, HashSet<string> attributes)
{
    /// <summary>
    /// The constants by which the project comes into the case that is told, as the rest of a sentence about it; null where it is not seen
    /// to.
    /// </summary>
    public string? Met(Effect effect, ReachedMethod method)
    {
        string[] called = Called(method);
        foreach (var condition in effect.Conditions.All)
        {
            if (condition.Constant is not var (number, text)) continue;
            if (condition.Setter is { } setter && passed.Sets(setter, number))
                return $"sets {DisplayName.Short("M:" + setter.Replace(".set_", "."))} to {text}";
            if ((effect.Conditions.IsSingle || IsTelling(text)) && called.Any(x => passed.Passes(x, condition.Index, number)))
                return "passes " + text;
        }
        // What is worked out in another way under that condition may come to the same.
        if (effect is { Kind: EffectKind.Work, Weight: Weight.Faint }) return null;
        return called.Select(x => passed.Meeting(x, effect.Conditions)).FirstOrDefault(x => x is not null) is { } met
            ? "passes " + met : null;
    }

    /// <summary>A member of an enum or a text: half of the calls pass true, and zero.</summary>
    private static bool IsTelling(string constant) => constant.IndexOf('.') > 0 || constant[0] == '"';

    /// <summary>Whatever the project passes comes into another case than the one that is told.</summary>
    public bool IsSpared(Effect effect, ReachedMethod method) =>
        Called(method).Where(passed.Has).ToArray() is { Length: > 0 } called && called.All(x => passed.Misses(x, effect.Conditions));

    /// <summary>By which names the project may pass something to a method. Of many that may answer, another one may be meant.</summary>
    private string[] Called(ReachedMethod method) => IsOwnAttribute(method.Method.Symbol) ? [method.Method.Symbol]
        : method.Way is { Distance: 0, Used: { } used, IsMegamorphic: false } way ? [method.Method.Symbol, used, way.Named ?? "M:"]
        : [];

    /// <summary>The constructor of an attribute that the project has: whoever looks for it makes it of what is written there.</summary>
    private bool IsOwnAttribute(string method) => method.IndexOf(".#ctor", StringComparison.Ordinal) >= 0
        && attributes.Contains(DocumentationId.DeclaringType(method).Substring(2));
}
