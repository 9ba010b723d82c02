using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SemverGuard.Api;

namespace SemverGuard.Analyzers;

/// <summary>Questions about what a type is, asked by documentation comment id: the type asked for may no longer exist.</summary>
internal static class Hierarchy
{
    /// <summary>
    /// The type, its base classes and all interfaces; of a type parameter, those of its constraints; of <c>T?</c>, those of <c>T</c> too.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> Of(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes.SelectMany(Of)) yield return constraint;
            yield break;
        }
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            foreach (var value in Of(nullable.TypeArguments[0])) yield return value;
        }
        for (var @base = type; @base is not null; @base = @base.BaseType)
        {
            if (@base is INamedTypeSymbol named) yield return named;
        }
        foreach (var @interface in type?.AllInterfaces ?? ImmutableArray<INamedTypeSymbol>.Empty) yield return @interface;
    }

    public static bool Is(ITypeSymbol? type, string typeId) => Of(type).Any(x => ChangeIndex.Id(x) == typeId);

    /// <summary>Whether a value of the type can stand where a parameter of the named type is, as far as names tell.</summary>
    /// <param name="parameter">As documentation ids spell it.</param>
    public static bool Fits(ITypeSymbol? type, string parameter)
    {
        if (type is null or IErrorTypeSymbol) return false;
        if (parameter == "System.Object" || parameter.IndexOf('`') >= 0) return true; // `0 and ``0: whatever is inferred
        return Is(type, "T:" + ApiSurface.GenericDefinition(parameter)) || DocumentationCommentId.CreateReferenceId(type) == parameter;
    }
}
