using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SemverGuard.Analyzers;

namespace SemverGuard.CodeFixes;

/// <summary>The ways to write a call's arguments that may make the compiler choose a certain overload, the least intrusive first.</summary>
internal sealed class ArgumentForms(Call call, IMethodSymbol wanted, CancellationToken cancellation)
{
    /// <summary>An extension is called on its first parameter, unless it is called as what it is.</summary>
    private readonly IReadOnlyList<IParameterSymbol> parameters =
        [.. wanted.Parameters.Skip(wanted.IsExtensionMethod && call.Method(cancellation) is { ReducedFrom: not null } ? 1 : 0)];

    public IEnumerable<TextChange[]> All()
    {
        var casts = Enumerable.Range(0, call.Arguments.Count).Select(Cast).OfType<TextChange[]>().ToArray();
        foreach (var cast in casts) yield return cast;
        if (casts.Length > 1) yield return [.. casts.SelectMany(x => x)];
        if (Array() is { } array) yield return array;
        if (Omitted() is { } omitted) yield return omitted;
    }

    /// <summary><c>(object)list</c></summary>
    private TextChange[]? Cast(int index)
    {
        var argument = call.Arguments[index];
        if (argument.NameColon is not null || !argument.RefKindKeyword.IsKind(SyntaxKind.None)
            || TypeAt(index, argument.Expression) is not { } type)
            return null;
        if (SymbolEqualityComparer.Default.Equals(type, call.Model.GetTypeInfo(argument.Expression, cancellation).Type)) return null;
        string cast = "(" + call.NameOf(type) + ")";
        var span = argument.Expression.Span;
        return BindsTightly(argument.Expression)
            ? [new TextChange(new TextSpan(span.Start, 0), cast)]
            : [new TextChange(new TextSpan(span.Start, 0), cast + "("), new TextChange(new TextSpan(span.End, 0), ")")];
    }

    /// <summary>Null for what cannot be named here: a method's own type parameter.</summary>
    private ITypeSymbol? TypeAt(int index, ExpressionSyntax argument)
    {
        if (parameters.Count == 0) return null;
        var parameter = parameters[Math.Min(index, parameters.Count - 1)];
        if (index >= parameters.Count && !parameter.IsParams) return null;
        var type = parameter.Type;
        if (parameter.IsParams && type is IArrayTypeSymbol array && !call.Model.ClassifyConversion(argument, type).IsImplicit)
            type = array.ElementType;
        return Mentions(type) ? null : type;
    }

    /// <summary><c>new object[] { a, b }</c> for what <c>params</c> collected.</summary>
    private TextChange[]? Array()
    {
        int first = parameters.Count - 1;
        if (first < 0 || !parameters[first].IsParams || parameters[first].Type is not IArrayTypeSymbol type || call.Arguments.Count <= first
            || Mentions(type))
            return null;
        return
        [
            new TextChange(new TextSpan(call.Arguments[first].SpanStart, 0), "new " + call.NameOf(type) + " { "),
            new TextChange(new TextSpan(call.Arguments.Last().Span.End, 0), " }"),
        ];
    }

    /// <summary>The defaults that the wanted overload puts in itself: another one need not have such parameters.</summary>
    private TextChange[]? Omitted()
    {
        string[] given = [.. call.Arguments.Select(x => x.NameColon?.Name.Identifier.ValueText).OfType<string>()];
        string[] omitted = [.. parameters.Skip(call.Arguments.Count - given.Length)
            .Where(x => x.HasExplicitDefaultValue && !given.Contains(x.Name))
            .Select(x => Identifiers.Escaped(x.Name) + ": " + ConstantSpelling.Of(Constant(x.ExplicitDefaultValue), x.Type, call.NameOf))];
        return omitted.Length == 0 ? null : [call.Adding(string.Join(", ", omitted))];
    }

    private static string Constant(object? value)
    {
        string text = value is null ? "null" : SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false);
        return value switch { decimal => text + "m", float => text + "f", _ => text };
    }

    private static bool Mentions(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => Mentions(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(Mentions),
        _ => false,
    };

    private static bool BindsTightly(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
        or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or BaseObjectCreationExpressionSyntax or ThisExpressionSyntax
        or DefaultExpressionSyntax or InterpolatedStringExpressionSyntax;
}
