using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Analyzers;

namespace SemverGuard.CodeFixes;

/// <summary>The call that a diagnostic is about.</summary>
internal sealed class Call
{
    private readonly SyntaxNode node;
    private readonly SemanticModel model;

    private Call(SyntaxNode node, BaseArgumentListSyntax? arguments, int position, SemanticModel model)
    {
        this.node = node;
        this.model = model;
        Arguments = arguments?.Arguments ?? default;
        List = arguments;
        Position = position;
    }

    /// <summary>Null in <c>new Bus { Size = 1 }</c>.</summary>
    public BaseArgumentListSyntax? List { get; }

    public SeparatedSyntaxList<ArgumentSyntax> Arguments { get; }

    /// <summary>Of the token that the diagnostic marks.</summary>
    public int Position { get; }

    public SyntaxNode Node => node;

    public SemanticModel Model => model;

    /// <summary>Null when nothing is called there, or what is called cannot be told.</summary>
    public static async Task<Call?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root is null || model is null ? null : Find(root, diagnostic.Location.SourceSpan.Start, model);
    }

    public IMethodSymbol? Method(CancellationToken cancellation) => model.GetSymbolInfo(node, cancellation).Symbol as IMethodSymbol;

    /// <summary>Spells a type as it must be spelled here.</summary>
    public string NameOf(ITypeSymbol type) => type.ToMinimalDisplayString(model, Position);

    /// <summary>Gives further arguments, by name.</summary>
    public TextChange Adding(string arguments)
    {
        if (List is null)
            return new TextChange(new TextSpan(((ObjectCreationExpressionSyntax)node).Type.Span.End, 0), "(" + arguments + ")");
        return Arguments.Count == 0
            ? new TextChange(new TextSpan(List.GetFirstToken().Span.End, 0), arguments)
            : new TextChange(new TextSpan(Arguments.Last().Span.End, 0), ", " + arguments);
    }

    /// <summary>Asks the compiler what is called once the text is changed.</summary>
    /// <param name="position">Of the called name then.</param>
    public bool WouldCall(string id, IEnumerable<TextChange> changes, int position, CancellationToken cancellation)
    {
        var tree = node.SyntaxTree.WithChangedText(node.SyntaxTree.GetText(cancellation).WithChanges(changes));
        var changed = model.Compilation.ReplaceSyntaxTree(node.SyntaxTree, tree).GetSemanticModel(tree);
        return Find(tree.GetRoot(cancellation), position, changed)?.Method(cancellation) is { } method && ChangeIndex.Id(method) == id;
    }

    private static Call? Find(SyntaxNode root, int position, SemanticModel model)
    {
        for (var outer = root.FindToken(position).Parent; outer is not null and not StatementSyntax and not MemberDeclarationSyntax; outer =
            outer.Parent)
        {
            switch (outer)
            {
                case InvocationExpressionSyntax invocation when invocation.ArgumentList.SpanStart > position:
                    return new Call(outer, invocation.ArgumentList, position, model);
                case BaseObjectCreationExpressionSyntax creation: return new Call(outer, creation.ArgumentList, position, model);
                case ConstructorInitializerSyntax initializer: return new Call(outer, initializer.ArgumentList, position, model);
            }
        }
        return null;
    }
}
