using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SemverGuard.Api;

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

    /// <summary>Whether a method as it was could have taken them. What cannot be told counts as yes.</summary>
    /// <param name="member">Null when nothing is known of it.</param>
    /// <param name="reduced">An extension method called on its first argument.</param>
    public bool MayHaveFit(ApiMember? member, bool reduced)
    {
        if (values is null || member is null) return true;
        var parameters = member.Parameters.Skip(reduced ? 1 : 0).ToArray();
        bool isOpen = parameters.Any(x => x.IsParams);
        if (values.Count < parameters.Count(x => !x.IsOptional && !x.IsParams) || (values.Count > parameters.Length && !isOpen))
            return false;
        for (int i = 0; i < values.Count; i++)
        {
            var parameter = parameters[Math.Min(i, parameters.Length - 1)];
            bool fits = Converts(values[i], parameter.Type) || (parameter.IsParams && Converts(values[i], Element(parameter.Type)));
            if (!fits) return false;
        }
        return true;
    }

    /// <summary>How many have the very type of the parameter they are given for: of two methods that fit, the better one.</summary>
    public int Exact(ApiMember member, bool reduced) => values is null ? 0 : values
        .Zip(member.Parameters.Skip(reduced ? 1 : 0), (value, parameter) => Source(value).Type is { } type
            && SymbolEqualityComparer.Default.Equals(type, Find(parameter.Type)))
        .Count(x => x);

    /// <summary>Whether what stands before the dot can be an extension's first argument.</summary>
    public bool Converts(IOperation value, string parameter)
    {
        if (Source(value).Type is not { } from || from is IErrorTypeSymbol) return true; // null, a lambda, default
        if (Find(parameter) is not { } to) return true;
        return compilation.ClassifyCommonConversion(from, to).IsImplicit
            || (value.ConstantValue.HasValue && IsNumber(from) && (IsNumber(to) || to.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum));
    }

    /// <summary>Null for what only a call would tell: a type parameter.</summary>
    private ITypeSymbol? Find(string parameter)
    {
        int end = parameter.IndexOfAny(['|', '!', '@', '`']);
        if (end >= 0 && parameter[end] == '`') return null;
        return DocumentationCommentId.GetFirstSymbolForReferenceId(
            end < 0 ? parameter : parameter.Substring(0, end), compilation) as ITypeSymbol;
    }

    private static string Element(string type) => type.EndsWith("[]", StringComparison.Ordinal) ? type.Substring(0, type.Length - 2) : type;

    /// <summary>What stands in the source, before the compiler converted it.</summary>
    private static IOperation Source(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion) value = conversion.Operand;
        // A lambda or a method group, which has no type.
        return value is IDelegateCreationOperation { IsImplicit: true } made ? made.Target : value;
    }

    /// <summary>A constant converts to any number it fits in (C# standard, 10.2.11).</summary>
    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    private static IReadOnlyList<IOperation> Of(IOperation call, int after)
    {
        var given = call switch
        {
            IInvocationOperation invocation => invocation.Arguments.SelectMany(Given),
            IObjectCreationOperation creation => creation.Arguments.SelectMany(Given),
            IInvalidOperation or IDynamicInvocationOperation =>
                call.ChildOperations.Where(x => x is not IObjectOrCollectionInitializerOperation),
            _ => [],
        };
        return [.. given.Where(x => x.Syntax.SpanStart > after)];
    }

    /// <summary>What the source gives: nothing where it is omitted, the elements where the compiler makes an array of them.</summary>
    private static IEnumerable<IOperation> Given(IArgumentOperation argument)
    {
        if (argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } array } })
            return array.ElementValues;
        return argument is { ArgumentKind: ArgumentKind.Explicit, IsImplicit: false }
            ? new[] { argument.Value }
            : Enumerable.Empty<IOperation>();
    }
}
