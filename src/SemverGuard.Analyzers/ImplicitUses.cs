using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SemverGuard.Analyzers;

/// <summary>
/// Reports changes of what the source code uses without naming it: constructors, operators, conversions, indexers and the members behind
/// statements.
/// </summary>
internal sealed class ImplicitUses(ChangeIndex changes)
{
    public static ImmutableArray<OperationKind> Kinds { get; } = ImmutableArray.Create(
        OperationKind.ObjectCreation, OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ImplicitIndexerReference,
        OperationKind.Conversion, OperationKind.Binary, OperationKind.Unary, OperationKind.Increment, OperationKind.Decrement,
        OperationKind.CompoundAssignment,
        OperationKind.Await, OperationKind.Loop, OperationKind.Using, OperationKind.UsingDeclaration,
        OperationKind.DeconstructionAssignment,
        OperationKind.RecursivePattern, OperationKind.ObjectOrCollectionInitializer, OperationKind.ConstructorBody, OperationKind.Invalid);

    public void Analyze(OperationAnalysisContext context)
    {
        var (found, token) = Find(context.Operation, context.ContainingSymbol);
        bool? compiles = null;
        foreach (var change in found.Distinct())
        {
            compiles ??= context.Operation.SemanticModel is { } model
                && Compiles.MemberAround(context.Operation.Syntax, model, context.CancellationToken);
            context.ReportDiagnostic(Reporter.Of(change, token.GetLocation(), compiles.Value));
        }
    }

    private (IEnumerable<SourceChange> Changes, SyntaxToken At) Find(IOperation operation, ISymbol container)
    {
        var first = operation.Syntax.GetFirstToken();
        switch (operation)
        {
            // An attribute's constructor goes by the attribute's name, and names are not ours.
            case IObjectCreationOperation { Constructor: { } constructor, Parent: not IAttributeOperation }:
                return (changes.Of(constructor).Concat(Successor(constructor, operation)), Created(operation.Syntax));
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } initializer:
                return (changes.Of(initializer.TargetMethod).Concat(Successor(initializer.TargetMethod, operation)), first.Text == ":"
                    ? first.GetNextToken()
                    : first);
            case IConstructorBodyOperation { Initializer: null or { IsImplicit: true } }
                when container is IMethodSymbol { IsStatic: false, ContainingType.BaseType: { } parent }:
                return (changes.OfDefaultConstructor(parent), Declared(operation.Syntax, container));
            case IInvocationOperation invocation when invocation.IsImplicit || !IsNamed(invocation.Syntax, invocation.TargetMethod.Name):
                return (changes.Of(invocation.TargetMethod), first);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } indexer
                when !IsNamed(indexer.Syntax, indexer.Property.Name):
                return (changes.Of(indexer.Property), After(instance));
            case IImplicitIndexerReferenceOperation { Instance: { } instance } indexer:
                return (changes.Of(indexer.LengthSymbol).Concat(changes.Of(indexer.IndexerSymbol)), After(instance));
            case IConversionOperation { OperatorMethod: { } method }:
                return (changes.Of(method), first);
            case IConversionOperation conversion:
                return (LostConversion(conversion), first);
            case IBinaryOperation binary:
                return (Operator(binary.OperatorMethod, After(binary.LeftOperand), binary.LeftOperand, binary.RightOperand),
                    After(binary.LeftOperand));
            case ICompoundAssignmentOperation assignment:
                return (Operator(assignment.OperatorMethod, After(assignment.Target), assignment.Target, assignment.Value),
                    After(assignment.Target));
            case IUnaryOperation unary:
                return (Operator(unary.OperatorMethod, first, unary.Operand), first);
            case IIncrementOrDecrementOperation increment:
                var sign = increment.IsPostfix ? After(increment.Target) : first;
                return (Operator(increment.OperatorMethod, sign, increment.Target), sign);
            case IAwaitOperation { Operation.Type: { } awaited }:
                var awaiter = awaited.GetMembers("GetAwaiter").OfType<IMethodSymbol>()
                    .FirstOrDefault(x => x.Parameters.IsEmpty)?.ReturnType;
                return (Pattern(awaited, "GetAwaiter").Concat(Pattern(awaiter, "IsCompleted", "GetResult", "OnCompleted")), first);
            case IForEachLoopOperation loop:
                return (Enumeration(Source(loop.Collection)?.Type), first);
            case IUsingOperation @using:
                return (Resources(@using.Resources).SelectMany(Disposal), first);
            case IUsingDeclarationOperation @using:
                return (Resources(@using.DeclarationGroup).SelectMany(Disposal), first);
            case IDeconstructionAssignmentOperation { Target: ITupleOperation or IDeclarationExpressionOperation } assignment:
                return (Deconstruction(Source(assignment.Value)?.Type, Count(assignment.Target)), first);
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: false } pattern:
                return (Deconstruction(pattern.MatchedType, pattern.DeconstructionSubpatterns.Length), first);
            case IObjectOrCollectionInitializerOperation initializer
                when initializer.Initializers.FirstOrDefault(x => x is IInvalidOperation) is { } element:
                return (Pattern(initializer.Type, 1, "Add"), element.Syntax.GetFirstToken());
            case IInvalidOperation { SemanticModel: { } model }:
                return (LostConstructor(operation, model), Created(operation.Syntax));
            default:
                return ([], first);
        }
    }

    /// <summary>The type's name in <c>new Lib.Queue(1)</c>, the keyword in <c>new(1)</c>.</summary>
    internal static SyntaxToken Created(SyntaxNode creation)
    {
        var token = creation.GetFirstToken();
        for (var next = token.GetNextToken(); creation.Span.Contains(next.Span)
            && next.Text is not ("(" or "{" or "<" or "[" or "With"); next = next.GetNextToken()) token = next;
        return token;
    }

    private static SyntaxToken Declared(SyntaxNode syntax, ISymbol declared) =>
        declared.Locations.FirstOrDefault(x => x.SourceTree == syntax.SyntaxTree) is { } location
            ? syntax.FindToken(location.SourceSpan.Start)
            : syntax.GetFirstToken();

    /// <summary>The first token behind an operand; operations leave parentheses out.</summary>
    private static SyntaxToken After(IOperation operand)
    {
        var token = operand.Syntax.GetLastToken().GetNextToken();
        while (token.Text == ")") token = token.GetNextToken();
        return token;
    }

    private static bool IsNamed(SyntaxNode syntax, string name) =>
        syntax.DescendantTokens().Any(x => string.Equals(x.ValueText, name, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<SourceChange> Operator(IMethodSymbol? method, SyntaxToken sign, params IOperation[] operands)
    {
        if (method is not null) return changes.Of(method);
        if (operands.Any(x => x.Type is null or IErrorTypeSymbol)) return [];
        return OperatorNames.Of(sign.Text, operands.Length)
            .SelectMany(changes.Named)
            .Where(x => x.IsGone && x.MemberBefore is { } member && member.Parameters.Count == operands.Length
                && Enumerable.Range(0, operands.Length).All(i => Hierarchy.Fits(Source(operands[i])?.Type, member.Parameters[i].Type)));
    }

    /// <summary>A conversion that does not exist: by an operator that is gone, or to a base type that is one no more.</summary>
    private IEnumerable<SourceChange> LostConversion(IConversionOperation conversion)
    {
        if (conversion.Conversion.Exists && (conversion.Conversion.IsImplicit || !conversion.IsImplicit)) return [];
        if (Source(conversion.Operand)?.Type is not { } from || conversion.Type is not { } to) return [];
        var operators = new[] { "op_Implicit", "op_Explicit" }
            .SelectMany(changes.Named)
            .Where(x => x.IsGone && x.MemberBefore is { Parameters.Count: 1 } member && Hierarchy.Fits(from, member.Parameters[0].Type)
                && Hierarchy.Fits(to, member.Type));
        return operators.Concat(LostBase(from, x => Hierarchy.Is(to, "T:" + x)));
    }

    /// <summary>Changes that took a base class or interface from the type or one it derives from.</summary>
    /// <param name="wanted">Asked with the name of each base it lost, without type arguments.</param>
    private IEnumerable<SourceChange> LostBase(ITypeSymbol type, Func<string, bool> wanted) => Hierarchy.Of(type)
        .SelectMany(changes.Of)
        .Where(x => x.Change.Through.Any(wanted));

    /// <summary>The constructor that was called is gone, and a rebuild takes another one.</summary>
    private IEnumerable<SourceChange> Successor(IMethodSymbol constructor, IOperation operation)
    {
        if (operation.SemanticModel is not { } model || changes.Named(constructor.ContainingType.Name).Count == 0
            || changes.IsRecorded(constructor))
            return [];
        var arguments = new Arguments(operation, Created(operation.Syntax), model);
        return changes.Named(constructor.ContainingType.Name)
            .Where(x => x is { IsConstructor: true, IsGone: true } && x.TypeId == ChangeIndex.Id(constructor.ContainingType)
                && arguments.MayHaveFit(x.MemberBefore, reduced: false));
    }

    /// <summary>A creation that does not bind. When no constructor can be seen any more, only the type is known.</summary>
    private IEnumerable<SourceChange> LostConstructor(IOperation operation, SemanticModel model)
    {
        bool isCreation = string.Equals(operation.Syntax.GetFirstToken().Text, "new", StringComparison.OrdinalIgnoreCase);
        var info = model.GetSymbolInfo(operation.Syntax);
        var type = info.CandidateSymbols.FirstOrDefault(x => x is IMethodSymbol { MethodKind: MethodKind.Constructor })?.ContainingType
            ?? (isCreation ? operation.Type : null);
        if (info.Symbol is not null || type is null) return [];
        var arguments = new Arguments(operation, Created(operation.Syntax), model);
        return changes.Named(type.Name).Where(x => x.IsConstructor && x.TypeId == ChangeIndex.Id(type)
            && (info.CandidateSymbols.Any(y => ChangeIndex.Id(y) == x.Symbol)
                || (x.IsGone && arguments.MayHaveFit(x.MemberBefore, reduced: false))));
    }

    /// <summary>What `foreach` calls (C# standard, 13.9.5).</summary>
    private IEnumerable<SourceChange> Enumeration(ITypeSymbol? type)
    {
        if (type is null) return [];
        string[] starts = ["GetEnumerator", "GetAsyncEnumerator"];
        var enumerators = starts.SelectMany(x => type.GetMembers(x)).OfType<IMethodSymbol>().Select(x => x.ReturnType);
        return Pattern(type, starts)
            .Concat(enumerators.SelectMany(x => Pattern(x, "MoveNext", "MoveNextAsync", "Current", "Dispose", "DisposeAsync")))
            .Concat(LostBase(type, x => x.StartsWith("System.Collections.", StringComparison.Ordinal)));
    }

    private IEnumerable<SourceChange> Disposal(ITypeSymbol type) =>
        Pattern(type, "Dispose", "DisposeAsync").Concat(LostBase(type, x => x is "System.IDisposable" or "System.IAsyncDisposable"));

    private IEnumerable<SourceChange> Deconstruction(ITypeSymbol? type, int count) => Pattern(type, count, "Deconstruct");

    private IEnumerable<SourceChange> Pattern(ITypeSymbol? type, params string[] names) => Pattern(type, 0, names);

    /// <summary>Changes of members that a statement finds by their names on a type, or as extensions of it.</summary>
    private IEnumerable<SourceChange> Pattern(ITypeSymbol? type, int parameters, params string[] names) =>
        type is null ? [] : names.SelectMany(changes.Named).Where(x => x.MemberBefore is { } member
            && (x.IsExtension
                ? member.Parameters.Count == parameters + 1 && Hierarchy.Fits(type, member.Parameters[0].Type)
                : member.Parameters.Count == parameters && Hierarchy.Is(type, x.TypeId)));

    private static IEnumerable<ITypeSymbol> Resources(IOperation resources) => resources is IVariableDeclarationGroupOperation group
        ? group.Declarations.SelectMany(x => x.Declarators).Select(x => x.Symbol.Type)
        : Source(resources)?.Type is { } type ? [type] : [];

    private static int Count(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.Length,
        IDeclarationExpressionOperation declaration => Count(declaration.Expression),
        _ => -1,
    };

    /// <summary>What stands in the source, before the compiler converted it.</summary>
    private static IOperation? Source(IOperation? operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion) operation = conversion.Operand;
        return operation;
    }
}
