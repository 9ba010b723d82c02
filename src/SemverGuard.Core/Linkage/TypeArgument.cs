using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

internal enum ArgumentKind { Unknown, Value, Reference, Array, TypeParameter, MethodParameter }

/// <summary>A type argument, or a type that one is compared with, in the words of the assembly that gives it.</summary>
/// <param name="Text">As the runtime compares it.</param>
/// <param name="Home">The type behind it; not found for an array or a type parameter.</param>
internal sealed record TypeArgument(string Text, TypeHome Home, ArgumentKind Kind)
{
    public static readonly TypeArgument Unknown = new("", default, ArgumentKind.Unknown);

    public bool IsValue => Kind == ArgumentKind.Value;

    public bool IsParameter => Kind is ArgumentKind.TypeParameter or ArgumentKind.MethodParameter;

    /// <summary>The place of a type parameter.</summary>
    public int Index { get; init; }

    /// <summary>The type's own arguments; of an array, its elements.</summary>
    public ImmutableArray<TypeArgument> Arguments { get; init; } = ImmutableArray<TypeArgument>.Empty;
}

/// <summary>A generic type with its arguments, somewhere in a signature.</summary>
internal sealed record Instantiation(TypeArgument Generic, ImmutableArray<TypeArgument> Arguments);
