using SemverGuard.Api;
using SemverGuard.Uses;

namespace SemverGuard.Rules;

/// <summary>Who is hurt by a change, and when; see the table in the README.</summary>
[Flags]
public enum Impact
{
    None = 0,

    /// <summary>The project no longer compiles.</summary>
    Source = 1 << 0,

    /// <summary>An assembly that is not rebuilt fails to link or load.</summary>
    Binary = 1 << 1,

    /// <summary>It compiles, and the same source means something else.</summary>
    Recompile = 1 << 2,

    /// <summary>The same API does something else.</summary>
    Behavior = 1 << 3,

    /// <summary>The package changed shape.</summary>
    Package = 1 << 4,
}

/// <summary>A rule's fact sheet: descriptors, help links, the README's table and the tests derive from it.</summary>
public sealed record RuleInfo
{
    /// <summary><c>SG1004</c>. Ids are forever.</summary>
    public required string Id { get; init; }

    /// <summary>What happened, as a headline.</summary>
    public required string Title { get; init; }

    /// <summary>What happened, as one word: <c>TypeSealed</c>. The page's name, and for an API rule the class's.</summary>
    public string Name { get; init; } = "";

    /// <summary>The uses that the change harms; others are not reported.</summary>
    public required Use Hurts { get; init; }

    public required Impact Impact { get; init; }

    /// <summary>What the compiler says about it. Its errors are explained by rules that know them, or know none in particular.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>What the compiler refuses here the runtime refuses too: a consumer whose build links is not hurt.</summary>
    public bool IsSeenByLinker { get; init; }

    /// <summary>The runtime does not look before it is too late, and nothing in a reference shows it: the linker has no say.</summary>
    public bool IsHiddenFromLinker { get; init; }

    /// <summary>Where the page is, below the folder of Core's source.</summary>
    public string Page => (IsApiRule ? "Rules/" : "Findings/Pages/") + Name + ".md";

    public string HelpLink => "https://github.com/semverguard/semverguard/blob/main/src/SemverGuard.Core/" + Page;

    internal bool IsApiRule { get; init; }
}

/// <summary>A rule's answer: what happened, as the rest of a sentence that begins with the symbol's name.</summary>
public sealed record Verdict(string Text)
{
    /// <summary>Where this change harms in fewer ways than the rule does in general.</summary>
    public Impact? Impact { get; init; }

    /// <summary>
    /// Harms that only a compiler can tell: metadata does not show whether an argument was omitted or named. Without one they are an info.
    /// </summary>
    public Impact Possible { get; init; }

    /// <summary>Where this change harms fewer uses than the rule does in general.</summary>
    public Use? Hurts { get; init; }

    /// <summary>Where the compiler has other words for this change than for the rule's others.</summary>
    public IReadOnlyList<string>? Errors { get; init; }

    /// <summary>
    /// Types of which the consumer must name one to be hurt, as documentation ids spell them, without arguments; empty when it need not.
    /// </summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>A change that harms nobody for certain.</summary>
    public static Verdict Perhaps(string text, Impact possible = Rules.Impact.Source) =>
        new(text) { Impact = Rules.Impact.None, Possible = possible };

    public static implicit operator Verdict?(string? text) => text is null ? null : new Verdict(text);
}

/// <summary>Names one kind of API change. A rule answers the questions that concern it.</summary>
public abstract class Rule
{
    protected Rule(RuleInfo info) => Info = info with { Name = GetType().Name, IsApiRule = true };

    public RuleInfo Info { get; }

    /// <summary>The rule's own name, which is its file's and its page's name too: <c>TypeSealed</c>.</summary>
    public string Name => Info.Name;

    public string HelpLink => Info.HelpLink;

    /// <summary>The type is no longer there.</summary>
    public virtual Verdict? CheckRemoved(ApiType before, RuleContext context) => null;

    /// <summary>The type is still there.</summary>
    public virtual Verdict? Check(ApiType before, ApiType after, RuleContext context) => null;

    /// <summary>The member is neither in its type nor inherited. <paramref name="after"/> is the type as it is now.</summary>
    public virtual Verdict? CheckRemoved(ApiMember before, ApiType after, RuleContext context) => null;

    /// <summary>The member is still there, perhaps in a base type.</summary>
    public virtual Verdict? Check(ApiMember before, ApiMember after, RuleContext context) => null;

    /// <summary>The type was not there. Asked where the compiler refuses something that it could be about.</summary>
    public virtual Verdict? CheckAdded(ApiType added, RuleContext context) => null;

    /// <summary>The type, of which all members are known, did not have the member. Asked as above.</summary>
    public virtual Verdict? CheckAdded(ApiMember added, ApiType before, RuleContext context) => null;
}

public static class ImpactExtensions
{
    /// <summary>The words of messages and JSON: <c>source</c>, <c>binary</c>.</summary>
    public static IEnumerable<string> Words(this Impact impact)
    {
        for (int bit = 1; bit <= (int)Impact.Package; bit <<= 1)
        {
            if (((int)impact & bit) != 0) yield return ((Impact)bit).ToString().ToLowerInvariant();
        }
    }
}
