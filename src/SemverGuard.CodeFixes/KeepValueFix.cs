using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Analyzers;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.CodeFixes;

/// <summary>Writes the value that a constant or enum member had, with its name in a comment: <c>3 /* Limits.Retries */</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepValueFix))]
public sealed class KeepValueFix : OldMeaningFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RebindRules.Of(RebindKind.Const).Id, RebindRules.Of(RebindKind.EnumValue).Id);

    private protected override async Task<OldMeaning?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(FindingProperties.Value, out string? was) || was is null) return null;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not SimpleNameSyntax name
            || model?.GetSymbolInfo(name, cancellation).Symbol is not IFieldSymbol field)
            return null;
        string value = field.ContainingType.TypeKind == TypeKind.Enum
            ? ConstantSpelling.Number(was, field.ContainingType, NameOf)
            : ConstantSpelling.Of(was, field.Type, NameOf, isTyped: true);
        var read = Whole(name);
        if (value.Contains('"') && read.FirstAncestorOrSelf<InterpolationSyntax>() is not null
            && ((CSharpParseOptions)read.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp11)
            return null;
        string code = value[0] is '(' or '-' && !StandsAlone(read) ? "(" + value + ")" : value;
        return new OldMeaning("Keep the old value " + value,
            new TextChange(read.Span, code + " /* " + DisplayName.Of(diagnostic.Properties[FindingProperties.Symbol]!) + " */"));

        string NameOf(ITypeSymbol type) => type.ToMinimalDisplayString(model, name.SpanStart);
    }

    /// <summary>With everything that qualifies it.</summary>
    private static SyntaxNode Whole(SyntaxNode name)
    {
        while (name.Parent is MemberAccessExpressionSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax
            && name.Parent.Span.End == name.Span.End) name = name.Parent;
        return name;
    }

    /// <summary>Nothing binds more tightly to it than its own sign or cast.</summary>
    private static bool StandsAlone(SyntaxNode read) =>
        read.Parent is ArgumentSyntax or AttributeArgumentSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax
        or ArrowExpressionClauseSyntax or AssignmentExpressionSyntax or CaseSwitchLabelSyntax or InterpolationSyntax
        or ParenthesizedExpressionSyntax or InitializerExpressionSyntax;
}
