using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>In what way the same source came to mean something else.</summary>
public enum RebindKind
{
    Const,
    EnumValue,
    DefaultArgument,
    CallerInfo,
    Overload,
    ExtensionOrInstance,
    Operator,
    ConditionalCall,
    ArgumentForm,
    Pattern,
    Tuple,
    AttributeArgument,
    InlineArray,
    Override,
    Other,
}

/// <summary>One place at which the recompiled program does something else than the same source did before.</summary>
/// <param name="Symbol">Documentation comment id of what the place means now, or meant before when it means nothing any more.</param>
/// <param name="Method">Documentation comment id of the consumer's method.</param>
/// <param name="Text">What it means now and what it meant: <c>passes retries = 5 (was 3)</c>.</param>
public sealed record Rebind(RebindKind Kind, string Symbol, string Method, string Text, SourceSite? Site)
{
    /// <summary>The member of a package that the place meant, where it means another one now.</summary>
    internal MemberHome Was { get; init; }

    /// <summary>The one that it means.</summary>
    internal MemberHome Now { get; init; }

    /// <summary>
    /// The number of an enum's member gets out of the project's own code; the values of a tuple come out of a package's, which moved them.
    /// </summary>
    internal bool IsHandedOn { get; init; }

    /// <summary>The two are one member, which takes its arguments as other types by now.</summary>
    internal bool IsReshaped { get; init; }

    /// <summary>Only one of the two is an operator; in place of the other, the compiler compares references.</summary>
    internal bool ComparesReferences { get; init; }

    /// <summary>
    /// What the one is known to do otherwise than the other, as the rest of a sentence about it; null where nothing was looked at, or
    /// nothing has a name.
    /// </summary>
    public string? Difference { get; init; }

    /// <summary>What is to be told of the place where the two do the same; null for nothing.</summary>
    internal Rebind? Besides { get; init; }

    /// <summary>The two were looked at, and whether they do the same cannot be told.</summary>
    public bool IsUnseen { get; init; }
}
