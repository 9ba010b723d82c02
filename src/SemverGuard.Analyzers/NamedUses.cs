using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SemverGuard.Uses;

namespace SemverGuard.Analyzers;

/// <summary>Reports changes where the source code names what changed: tokens first, which is cheap, then what they bind to.</summary>
internal sealed class NamedUses(ChangeIndex changes)
{
    // Both languages' SyntaxKind.IdentifierToken. Neither language may be referenced here: a compiler loads only its own.
    private const int CSharpIdentifier = 8508, VisualBasicIdentifier = 700;

    public void Analyze(SemanticModelAnalysisContext context)
    {
        var filter = context.FilterSpan;
        var root = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
        foreach (var token in root.DescendantTokens(x => filter is null || filter.Value.IntersectsWith(x.FullSpan)))
        {
            if (changes.Named(token.ValueText) is not { Count: > 0 } named || token.Parent is null || !IsIdentifier(token)) continue;
            foreach (var change in named)
            {
                if (change.IsOfDerivedTypes
                    && RefusedBase.DerivedType(token.Parent, change, context.SemanticModel, context.CancellationToken) is { } derived)
                    context.ReportDiagnostic(Reporter.Of(change, derived, compiles: false));
            }
            foreach (var (change, compiles) in At(token, token.Parent, named, context.SemanticModel, context.CancellationToken).Distinct())
                context.ReportDiagnostic(Reporter.Of(change, token.GetLocation(), compiles));
        }
    }

    private static bool IsIdentifier(SyntaxToken token) =>
        token.RawKind == (token.Language == LanguageNames.CSharp ? CSharpIdentifier : VisualBasicIdentifier);

    private IEnumerable<(SourceChange Change, bool Compiles)> At(
        SyntaxToken token, SyntaxNode node, IReadOnlyList<SourceChange> named, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(node, cancellation) is { } declared)
            return Settled(Declared(declared, named), node, model, cancellation);
        var info = model.GetSymbolInfo(node, cancellation);
        if (info.Symbol is { } symbol)
            return Settled(Bound(symbol, node, named, model, cancellation), node, model, cancellation);
        if (info.CandidateReason == CandidateReason.MemberGroup) // nameof
            return Settled(info.CandidateSymbols.SelectMany(changes.Of), node, model, cancellation);
        return new UnboundName(token, node, model, cancellation).Explain(info, named.Where(x => !x.IsOfDerivedTypes))
            .Select(x => (x, false));
    }

    /// <summary>For names that bind, the compiler says whether they still do what the code around them wants.</summary>
    private static IEnumerable<(SourceChange, bool)> Settled(
        IEnumerable<SourceChange> found, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        bool? compiles = null;
        foreach (var change in found.Where(x => !x.IsOfDerivedTypes))
        {
            compiles ??= Compiles.MemberAround(node, model, cancellation);
            // A lost base hurts only who wants to see one, and nobody here does.
            if (!compiles.Value || change.Change.Through.Count == 0) yield return (change, compiles.Value);
        }
    }

    private IEnumerable<SourceChange> Bound(
        ISymbol symbol, SyntaxNode node, IReadOnlyList<SourceChange> named, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var change in changes.Of(symbol))
        {
            var use = SiteUse.Of(node, model, cancellation);
            if ((change.Change.Hurts & use) != 0 && !(change.IsOfValue && use == Use.Reference)) yield return change;
        }
        // An attribute's name binds to its constructor.
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor })
        {
            foreach (var change in changes.Of(symbol.ContainingType)) yield return change;
        }
        if (symbol.ContainingType is null || symbol is INamedTypeSymbol || changes.IsRecorded(symbol)) yield break;
        // What it was bound to is gone, and a rebuild takes another member of that name.
        foreach (var change in named)
        {
            bool isSuccessor = change is { IsGone: true, MemberBefore: not null, IsConstructor: false }
                && change.TypeId == ChangeIndex.Id(symbol.ContainingType);
            if (isSuccessor
                && new Arguments(node, model, cancellation).MayHaveFit(
                    change.MemberBefore, reduced: symbol is IMethodSymbol { ReducedFrom: not null }))
                yield return change;
        }
    }

    /// <summary>A member that overrides or implements what changed.</summary>
    private IEnumerable<SourceChange> Declared(ISymbol declared, IReadOnlyList<SourceChange> named)
    {
        if (declared.ContainingType is null || declared is not (IMethodSymbol or IPropertySymbol or IEventSymbol)) yield break;
        foreach (var slot in Slots(declared))
        {
            foreach (var change in changes.Of(slot)) yield return change;
        }
        if (Slots(declared).Any()) yield break;
        bool isExplicit = declared.Name.LastIndexOf('.') > 0;
        foreach (var change in named)
        {
            if (change.MemberBefore is null || change.IsConstructor) continue;
            if (change.IsGone || isExplicit)
            {
                // `override` and `IQueue.Flush` of something that is gone: the compiler has nothing to bind them to.
                bool isDangling = declared.IsOverride
                    ? Hierarchy.Is(declared.ContainingType.BaseType, change.TypeId)
                    : isExplicit && Hierarchy.Is(declared.ContainingType, change.TypeId);
                if (isDangling) yield return change;
                continue;
            }
            var slots = declared.ContainingType.AllInterfaces.Where(x => ChangeIndex.Id(x) == change.TypeId)
                .SelectMany(x => x.GetMembers(change.MemberBefore.Name));
            bool implements = slots.Any(x => ChangeIndex.Id(x) == change.Symbol
                && SymbolEqualityComparer.Default.Equals(declared.ContainingType.FindImplementationForInterfaceMember(x), declared));
            if (implements) yield return change;
        }
    }

    /// <summary>What a declaration names as overridden or explicitly implemented.</summary>
    private static IEnumerable<ISymbol> Slots(ISymbol declared)
    {
        var (overridden, implemented) = declared switch
        {
            IMethodSymbol method => ((ISymbol?)method.OverriddenMethod, method.ExplicitInterfaceImplementations.AsEnumerable<ISymbol>()),
            IPropertySymbol property => (property.OverriddenProperty, property.ExplicitInterfaceImplementations),
            IEventSymbol @event => (@event.OverriddenEvent, @event.ExplicitInterfaceImplementations),
            _ => (null, []),
        };
        return overridden is null ? implemented : implemented.Prepend(overridden);
    }
}
