using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SemverGuard.Analyzers;

/// <summary>Asks the compiler whether it is content with a place.</summary>
internal static class Compiles
{
    /// <summary>Whether the member around <paramref name="node"/> has no error.</summary>
    /// <remarks>
    /// The whole member, because an error may show elsewhere than at the use: <c>var n = queue.Count;</c> binds when the property becomes a
    /// <c>long</c>, and a later statement that wants an <c>int</c> does not.
    /// </remarks>
    public static bool MemberAround(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        !model.GetDiagnostics(Around(Member(node, model, cancellation)), cancellation)
            .Any(x => x.DefaultSeverity == DiagnosticSeverity.Error);

    /// <summary>What is wrong with a base list shows at the type's name: a member that is not implemented.</summary>
    private static TextSpan Around(SyntaxNode member) =>
        member.Parent is { } type && member.GetFirstToken().Text is ":" or "Inherits" or "Implements"
        ? TextSpan.FromBounds(type.SpanStart, member.Span.End)
        : member.Span;

    private static SyntaxNode Member(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        while (node.Parent is { } parent && model.GetDeclaredSymbol(parent, cancellation) is not INamespaceOrTypeSymbol) node = parent;
        return node;
    }
}
