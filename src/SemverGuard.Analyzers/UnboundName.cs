using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SemverGuard.Analyzers;

/// <summary>
/// A name the compiler cannot bind. A change explains it only where the name would have meant the changed symbol: misspelled and
/// unfinished code has errors of its own, and some happen to bear the same name.
/// </summary>
internal sealed class UnboundName(SyntaxToken token, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
{
    public IEnumerable<SourceChange> Explain(SymbolInfo info, IEnumerable<SourceChange> named)
    {
        foreach (var change in named)
        {
            // Less visible, static where it was not, an argument missing: the compiler sees which symbol is meant and must not take it.
            bool isMeant = info.CandidateSymbols.Any(
                x => ChangeIndex.Id(x) == change.Symbol && (!change.Change.IsPossible || FittedBefore(change, x)));
            if (isMeant || (change.IsGone && WouldHaveMeant(change, info))) yield return change;
        }
    }

    private bool FittedBefore(SourceChange change, ISymbol now) =>
        new Arguments(node, model, cancellation).MayHaveFit(change.MemberBefore, reduced: now is IMethodSymbol { ReducedFrom: not null });

    private bool WouldHaveMeant(SourceChange change, SymbolInfo info)
    {
        if (change.MemberBefore is null) return IsTypeName(change, info);
        if (change.IsConstructor)
            return info.CandidateSymbols.Any(
                x => x is IMethodSymbol { MethodKind: MethodKind.Constructor } && ChangeIndex.Id(x.ContainingType) == change.TypeId);
        return IsMemberName(change);
    }

    private bool IsMemberName(SourceChange change)
    {
        if (Qualifier() is { } qualifier)
        {
            var info = model.GetSymbolInfo(qualifier, cancellation);
            bool isType = info.Symbol is INamedTypeSymbol;
            return IsMemberOf(
                isType ? (ITypeSymbol)info.Symbol! : model.GetTypeInfo(qualifier, cancellation).Type, change, isValue: !isType);
        }
        if (ImpliedReceiver() is { } receiver) return IsMemberOf(receiver, change, isValue: true);
        return !IsQualified && InScope(change);
    }

    private bool IsMemberOf(ITypeSymbol? receiver, SourceChange change, bool isValue)
    {
        if (Hierarchy.Is(receiver, change.TypeId))
            return new Arguments(node, model, cancellation).MayHaveFit(change.MemberBefore, reduced: false);
        bool isExtended = isValue && change.IsExtension && Hierarchy.Fits(receiver, change.MemberBefore!.Parameters[0].Type);
        return isExtended && Imports(Container(change.TypeId))
            && new Arguments(node, model, cancellation).MayHaveFit(change.MemberBefore, reduced: true);
    }

    /// <summary>A simple name is a member of a type around it, or of one whose static members are imported.</summary>
    private bool InScope(SourceChange change)
    {
        for (var type = EnclosingType(); type is not null; type = type.ContainingType)
        {
            if (Hierarchy.Is(type, change.TypeId)) return true;
        }
        return model.GetImportScopes(node.SpanStart, cancellation)
            .SelectMany(x => x.Imports)
            .Any(x => x.NamespaceOrType is INamedTypeSymbol imported && ChangeIndex.Id(imported) == change.TypeId);
    }

    private bool IsTypeName(SourceChange change, SymbolInfo info)
    {
        // What has another arity or is no type at all was found for want of the type; any other candidate is what the name means.
        if (!info.CandidateSymbols.IsEmpty
            && info.CandidateReason is not (CandidateReason.WrongArity or CandidateReason.NotATypeOrNamespace))
            return false;
        if (Arity() is { } arity && arity != Arity(change.TypeId)) return false;
        string container = Container(change.TypeId);
        if (Qualifier() is { } qualifier)
        {
            return model.GetSymbolInfo(qualifier, cancellation).Symbol is INamespaceOrTypeSymbol outer
                ? Body(outer) == container
                : container.Length > 0 && (qualifier.ToString() == container || qualifier.ToString() == "global::" + container);
        }
        if (IsQualified) return false;
        // With its last type a namespace is gone too, and what imported it imports nothing that could be compared.
        return Imports(container)
            || DocumentationCommentId.GetFirstSymbolForDeclarationId("N:" + container, model.Compilation) is null && !IsType(container);
    }

    private bool IsType(string container) =>
        DocumentationCommentId.GetFirstSymbolForDeclarationId("T:" + container, model.Compilation) is not null;

    /// <summary>The namespace or type whose members need no qualifier here, because it surrounds the name or is imported.</summary>
    private bool Imports(string container)
    {
        for (ISymbol? around = EnclosingType()
            ?? model.GetEnclosingSymbol(node.SpanStart, cancellation); around is not null; around = around.ContainingSymbol)
        {
            if (around is INamespaceSymbol && Body(around) == container) return true;
            if (around is INamedTypeSymbol type && Hierarchy.Is(type, "T:" + container)) return true;
        }
        return model.GetImportScopes(node.SpanStart, cancellation).SelectMany(x => x.Imports)
            .Any(x => Body(x.NamespaceOrType) == container);
    }

    private INamedTypeSymbol? EnclosingType()
    {
        // In a base list the enclosing symbol is the namespace, so ask the declarations around the name.
        for (SyntaxNode? outer = node; outer is not null; outer = outer.Parent)
        {
            if (model.GetDeclaredSymbol(outer, cancellation) is INamedTypeSymbol type) return type;
        }
        return model.GetEnclosingSymbol(node.SpanStart, cancellation)?.ContainingType;
    }

    private bool IsQualified => token.GetPreviousToken().Text is "." or "->" or "::" or "!";

    /// <summary>What stands before the dot.</summary>
    private SyntaxNode? Qualifier()
    {
        if (!IsQualified) return null;
        var dot = token.GetPreviousToken();
        var first = dot.Parent?.ChildNodes().FirstOrDefault();
        return first is not null && first.Span.End <= dot.SpanStart ? first : null;
    }

    /// <summary>The receiver that stands somewhere else: before <c>?.</c>, or around an initialiser or a property pattern.</summary>
    private ITypeSymbol? ImpliedReceiver()
    {
        for (SyntaxNode? outer = node; outer is not null; outer = outer.Parent)
        {
            switch (model.GetOperation(outer, cancellation))
            {
                case IConditionalAccessOperation access when IsQualified && access.WhenNotNull.Syntax.Span.Contains(token.Span):
                    return access.Operation.Type;
                case IAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: { } created } } assignment
                    when IsNameOf(assignment.Target): return Initialized(created);
                case IMemberInitializerOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: { } created } } member
                    when IsNameOf(member.InitializedMember): return Initialized(created);
                case IPropertySubpatternOperation { Parent: IRecursivePatternOperation pattern } property when IsNameOf(property.Member):
                    return pattern.MatchedType;
                case IBlockOperation or IMethodBodyBaseOperation: return null;
            }
            if (IsNamedArgument && Attribute(model.GetSymbolInfo(outer, cancellation)) is { } attribute) return attribute;
        }
        return null;
    }

    private bool IsNamedArgument => token.GetNextToken().Text is "=" or ":=";

    private static INamedTypeSymbol? Attribute(SymbolInfo info) =>
        (info.Symbol
            ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type }
            && Hierarchy.Is(type, "T:System.Attribute") ? type : null;

    /// <summary>In Visual Basic the syntax of an unbound member is the whole of <c>.Depth = 1</c>.</summary>
    private bool IsNameOf(IOperation member) =>
        member.Syntax.Span.Contains(token.Span) && (member.Syntax.GetLastToken() == token || token.GetNextToken().Text == "=");

    private static ITypeSymbol? Initialized(IOperation created) =>
        created is IMemberInitializerOperation member ? member.InitializedMember.Type : created.Type;

    /// <summary>How many type arguments the name is given; null when only a binding could tell.</summary>
    private int? Arity()
    {
        if (model.GetTypeInfo(node, cancellation).Type is IErrorTypeSymbol error && error.Name == token.ValueText) return error.Arity;
        return node.ChildNodes().Any() ? null : 0;
    }

    private static int Arity(string typeId)
    {
        int tick = typeId.LastIndexOf('`');
        return tick > typeId.LastIndexOf('.') && int.TryParse(typeId.Substring(tick + 1), out int arity) ? arity : 0;
    }

    /// <summary>The namespace or outer type of <c>T:Lib.Outer.Inner</c>, without a prefix.</summary>
    private static string Container(string typeId)
    {
        int dot = typeId.LastIndexOf('.');
        return dot < 0 ? "" : typeId.Substring(2, dot - 2);
    }

    private static string Body(ISymbol symbol)
    {
        string id = ChangeIndex.Id(symbol);
        return id.Length < 2 ? "" : id.Substring(2);
    }
}
