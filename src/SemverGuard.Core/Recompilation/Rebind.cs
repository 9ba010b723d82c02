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
public sealed record Rebind(RebindKind Kind, string Symbol, string Method, string Text, SourceSite? Site);
