using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Analyzers;
using SemverGuard.Findings;
using SemverGuard.Recompilation;

namespace SemverGuard.CodeFixes;

/// <summary>Calls the extension that was called, as the static method it is, which no instance method can take over.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallExtensionFix))]
public sealed class CallExtensionFix : OldMeaningFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RebindRules.Of(RebindKind.ExtensionOrInstance).Id);

    private protected override async Task<OldMeaning?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(FindingProperties.Was, out string? id) || id is null) return null;
        if (await Call.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } call) return null;
        if (call.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList: var arguments }
            || !access.IsKind(SyntaxKind.SimpleMemberAccessExpression))
            return null;
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(
            id, call.Model.Compilation) is not IMethodSymbol { IsExtensionMethod: true } was)
            return null;
        string type = call.NameOf(was.ContainingType);
        int start = access.Expression.SpanStart;
        TextChange[] changes =
        [
            new TextChange(new TextSpan(start, 0), $"{type}.{access.Name}("),
            new TextChange(TextSpan.FromBounds(access.Expression.Span.End, arguments.OpenParenToken.Span.End),
                arguments.Arguments.Count == 0 ? "" : ", "),
        ];
        return call.WouldCall(id, changes, start + type.Length + 1, cancellation)
            ? new OldMeaning($"Call {was.ContainingType.Name}.{was.Name} as before", changes)
            : null;
    }
}
