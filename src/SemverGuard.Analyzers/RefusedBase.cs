using Microsoft.CodeAnalysis;

namespace SemverGuard.Analyzers;

/// <summary>
/// A base class that the compiler does not take, so that no symbol shows who wanted to derive from it: a sealed one in C#.
/// </summary>
internal static class RefusedBase
{
    /// <summary>
    /// The name of the type in whose base list <paramref name="node"/> names the changed type; null anywhere else, and where the compiler
    /// took it.
    /// </summary>
    public static Location? DerivedType(SyntaxNode node, SourceChange change, SemanticModel model, CancellationToken cancellation)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.GetFirstToken().Text is ":" or "Inherits")
            {
                if (outer.Parent is null || model.GetDeclaredSymbol(outer.Parent, cancellation) is not INamedTypeSymbol type) return null;
                bool isMeant = model.GetSymbolInfo(node, cancellation).Symbol is INamedTypeSymbol named
                    && ChangeIndex.Id(named) == change.TypeId;
                return isMeant && !Hierarchy.Is(type, change.TypeId)
                    ? type.Locations.FirstOrDefault(x => x.SourceTree == node.SyntaxTree)
                    : null;
            }
            if (outer.Span.End != node.Span.End) return null;
        }
        return null;
    }
}
