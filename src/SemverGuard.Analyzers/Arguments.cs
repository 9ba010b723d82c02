using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SemverGuard.Analyzers;

/// <summary>The arguments given to a call, be it one that binds or not.</summary>
internal sealed class Arguments
{
    private readonly Compilation compilation;

    /// <summary>Null where nothing is called.</summary>
    private readonly IReadOnlyList<IOperation>? values;

    /// <param name="name">The name before the argument list.</param>
    public Arguments(SyntaxNode name, SemanticModel model, CancellationToken cancellation)
    {
        compilation = model.Compilation;
        var open = name.GetLastToken().GetNextToken();
        if (open.Text != "(" || open.Parent is null) return;
        for (SyntaxNode? call = open.Parent; call is not null && values is null; call = call.Parent)
        {
            if (call.SpanStart > name.SpanStart || model.GetOperation(call, cancellation) is not { } operation) continue;
            values = Of(operation, open.SpanStart);
        }
    }

    /// <param name="creation">A creation, or what the compiler makes of one it cannot bind: a type and arguments in a row.</param>
    /// <param name="name">What stands before the argument list.</param>
    public Arguments(IOperation creation, SyntaxToken name, SemanticModel model)
    {
        compilation = model.Compilation;
        values = Of(creation, name.SpanStart);
    }

    /// <summary>Whether the changed method could have taken them. What cannot be told counts as yes.</summary>
    /// <param name="reduced">An extension method called on its first argument.</param>
    public bool MayHaveFit(SourceChange change, bool reduced)
    {
        if (values is null || change.MemberBefore is not { } member) return true;
        var parameters = member.Parameters.Skip(reduced ? 1 : 0).ToArray();
        bool isOpen = parameters.Any(x => x.IsParams);
        if (values.Count < parameters.Count(x => !x.IsOptional && !x.IsParams) || (values.Count > parameters.Length && !isOpen)) return false;
        for (int i = 0; i < Math.Min(values.Count, parameters.Length); i++)
        {
            if (!parameters[i].IsParams && !Converts(values[i], parameters[i].Type)) return false;
        }
        return true;
    }

    private bool Converts(IOperation value, string parameter)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion) value = conversion.Operand;
        if (value.Type is not { } from || from is IErrorTypeSymbol) return true; // null, a lambda, default
        int end = parameter.IndexOfAny(['|', '!', '@', '`']);
        if (end >= 0 && parameter[end] == '`') return true;
        if (DocumentationCommentId.GetFirstSymbolForReferenceId(end < 0 ? parameter : parameter.Substring(0, end), compilation) is not ITypeSymbol to) return true;
        return compilation.ClassifyCommonConversion(from, to).IsImplicit || (value.ConstantValue.HasValue && IsNumber(from) && (IsNumber(to) || to.TypeKind == TypeKind.Enum));
    }

    /// <summary>A constant converts to any number it fits in (C# standard, 10.2.11).</summary>
    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    private static IReadOnlyList<IOperation> Of(IOperation call, int after)
    {
        var given = call switch
        {
            IInvocationOperation invocation => invocation.Arguments.Where(x => x.ArgumentKind == ArgumentKind.Explicit && !x.IsImplicit),
            IObjectCreationOperation creation => creation.Arguments.Where(x => x.ArgumentKind == ArgumentKind.Explicit && !x.IsImplicit),
            IInvalidOperation or IDynamicInvocationOperation => call.ChildOperations.Where(x => x is not IObjectOrCollectionInitializerOperation),
            _ => [],
        };
        return [.. given.Where(x => x.Syntax.SpanStart > after).Select(x => x is IArgumentOperation argument ? argument.Value : x)];
    }
}
