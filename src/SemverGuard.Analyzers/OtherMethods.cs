using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Analyzers;

/// <summary>
/// A call of a method that the baseline does not know, although it was recorded with another one that the same arguments fit: what the same
/// source called before.
/// </summary>
internal sealed class OtherMethods(IOperation call, IMethodSymbol method, SemanticModel model, RecordedMethods recorded)
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private readonly IMethodSymbol now = Declared(method);
    private readonly Arguments arguments = new(call, Calls.Name(call, method), model);

    public SourceRebind? Find()
    {
        string id = ChangeIndex.Id(now);
        if (recorded.Knows(id)) return null;
        bool isNew = recorded.BumpOf(now.ContainingAssembly?.Name) is not null;
        foreach (var was in recorded.Named(now.MetadataName).OrderByDescending(x => arguments.Exact(x.Member, IsReduced(x))))
        {
            if (!arguments.MayHaveFit(was.Member, IsReduced(was))) continue;
            if (isNew && IsOverload(was)) return Rebind(RebindKind.Overload, was, now.ContainingAssembly!.Name);
            if (isNew && IsExtensionOvertaken(was)) return Rebind(RebindKind.ExtensionOrInstance, was, now.ContainingAssembly!.Name);
            if (IsInstanceReplaced(was)) return Rebind(RebindKind.ExtensionOrInstance, was, was.Assembly);
        }
        return null;
    }

    /// <summary>Beside a called method all others of its name were noted, so one that was not is new.</summary>
    private bool IsOverload(CalledMethod was) =>
        was.TypeId == ChangeIndex.Id(now.ContainingType) && Symbol(was) is { } symbol && IsAccessible(symbol);

    /// <summary>Beside a called extension the instance methods of its name were noted, of all types at hand.</summary>
    private bool IsExtensionOvertaken(CalledMethod was) =>
        was.IsExtension && !now.IsStatic && Receiver is { Type: { } type } receiver
        && Hierarchy.Of(type).Prepend(now.ContainingType).Any(x => recorded.Knows(ChangeIndex.Id(x)))
        && arguments.Converts(receiver, was.Member.Parameters[0].Type);

    /// <summary>An instance method wins over an extension, so it had to go, or to be hidden, before an extension could be called.</summary>
    private bool IsInstanceReplaced(CalledMethod was) =>
        now.IsExtensionMethod && !was.IsExtension && recorded.BumpOf(was.Assembly) is not null && Receiver is { Type: { } type }
        && Hierarchy.Is(type, was.TypeId) && (Symbol(was) is not { } symbol || !IsAccessible(symbol));

    /// <summary>What stands before the dot: the first argument of an extension.</summary>
    private IOperation? Receiver => call is not IInvocationOperation invocation ? null
        : invocation.Instance
            ?? (now.IsExtensionMethod
                ? invocation.Arguments.FirstOrDefault(x => x.Syntax.SpanStart <= call.Syntax.SpanStart)?.Value
                : null);

    private bool IsReduced(CalledMethod was) => was.IsExtension && (!now.IsExtensionMethod || Receiver is not null);

    private bool IsAccessible(ISymbol symbol) => model.GetEnclosingSymbol(call.Syntax.SpanStart) is { } here
        && model.Compilation.IsSymbolAccessibleWithin(
            symbol, here as INamedTypeSymbol ?? here.ContainingType ?? (ISymbol)model.Compilation.Assembly);

    private IMethodSymbol? Symbol(CalledMethod was) =>
        DocumentationCommentId.GetFirstSymbolForDeclarationId(was.Member.Id, model.Compilation) as IMethodSymbol;

    private SourceRebind? Rebind(RebindKind kind, CalledMethod was, string assembly)
    {
        return new SourceRebind(kind, ChangeIndex.Id(now), recorded.BumpOf(assembly)!,
            $"calls {Display(now, ChangeIndex.Id(now))} (was {Display(Symbol(was), was.Member.Id)})")
        {
            Properties = FindingProperties.Of(FindingProperties.Was, was.Member.Id),
        };
    }

    /// <summary>
    /// As the language at hand spells it; what is gone, and a constructor, which has no name, as every other message does.
    /// </summary>
    private static string Display(IMethodSymbol? method, string id) =>
        method is { MethodKind: not MethodKind.Constructor } ? method.ToDisplayString(Format) : DisplayName.Of(id);

    /// <summary>What compiled code names: not the instance of a generic, not an override.</summary>
    private static IMethodSymbol Declared(IMethodSymbol method)
    {
        method = method.ReducedFrom ?? method;
        while (method.OverriddenMethod is { } overridden) method = overridden;
        return method.OriginalDefinition;
    }
}
