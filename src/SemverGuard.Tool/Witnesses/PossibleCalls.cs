using Microsoft.CodeAnalysis;

namespace SemverGuard.Tool.Witnesses;

/// <summary>Calls that may be compiled to one member before an upgrade and to another one after it.</summary>
internal sealed class PossibleCalls
{
    /// <summary>More arguments are not tried.</summary>
    private const int Most = 200;

    private readonly IMethodSymbol now;
    private readonly ITypeSymbol text;

    /// <param name="before">References the package as it was.</param>
    /// <param name="now">What is called by now.</param>
    public PossibleCalls(Compilation before, IMethodSymbol now)
    {
        text = before.GetSpecialType(SpecialType.System_String);
        this.now = Constructed(now);
        IMethodSymbol[] olds = [.. Named(before, now).Select(Constructed)];
        Namespaces = [.. olds.Append(now).Where(x => x.IsExtensionMethod).Select(x => x.ContainingNamespace)
            .Where(x => !x.IsGlobalNamespace).Select(x => x.ToDisplayString()).Distinct()];
        bool isOperator = now.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion;
        (Node, Member) = now.MethodKind switch
        {
            MethodKind.Constructor => ("NewExpression", "Constructor"),
            _ when isOperator => (now.Parameters.Length == 2 ? "BinaryExpression" : "UnaryExpression", "Method"),
            _ => ("MethodCallExpression", "Method"),
        };
        // What the one takes by now comes first: it is why it is preferred.
        All = isOperator ? Operation(now) is { } operation ? [operation] : []
            : [.. olds.Prepend(this.now).SelectMany(Arguments).Select(Call).OfType<string>().Distinct().Take(Most)];
    }

    /// <summary>Declarations of a variable <c>use</c>, an expression tree with the call.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Whose extension methods are called.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>The node of an expression tree that has the call, and the property with what was bound.</summary>
    public string Node { get; }

    /// <inheritdoc cref="Node"/>
    public string Member { get; }

    /// <summary>Methods of that name which the package had, in the same type or as extensions.</summary>
    private static IEnumerable<IMethodSymbol> Named(Compilation before, IMethodSymbol now)
    {
        var assembly = before.References.Select(before.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
            .FirstOrDefault(x => x.Name == now.ContainingAssembly.Name);
        if (assembly is null) return [];
        var types = Types(assembly.GlobalNamespace).Where(
            x => x.MightContainExtensionMethods || x.MetadataName == now.ContainingType.MetadataName);
        return types.SelectMany(x => x.GetMembers(now.Name)).OfType<IMethodSymbol>()
            .Where(x => x.DeclaredAccessibility == Accessibility.Public);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    /// <summary>With a text in place of each type parameter; whether it may stand there the compiler says.</summary>
    private IMethodSymbol Constructed(IMethodSymbol method) =>
        method.TypeParameters.Length == 0 ? method : method.Construct([.. method.TypeParameters.Select(_ => text)]);

    /// <summary>Lists of arguments that a method takes.</summary>
    private static IEnumerable<string[]> Arguments(IMethodSymbol method)
    {
        var parameters = method.IsExtensionMethod ? method.Parameters.RemoveAt(0) : method.Parameters;
        if (parameters.Any(x => x.RefKind is not (RefKind.None or RefKind.In))) yield break;
        string[][] each = [.. parameters.Select(x => Values(x).ToArray())];
        int required = parameters.Count(x => !x.IsOptional && !x.IsParams);
        for (int count = each.Length; count >= required; count--)
        {
            foreach (var list in Lists(each[..count])) yield return [.. list.Where(x => x.Length > 0)];
        }
    }

    private static IEnumerable<IEnumerable<string>> Lists(string[][] each) => each.Aggregate(
        (IEnumerable<IEnumerable<string>>)[[]], (lists, values) => lists.SelectMany(_ => values, (list, value) => list.Append(value)));

    private static IEnumerable<string> Values(IParameterSymbol parameter)
    {
        if (parameter.IsParams && Item(parameter.Type) is { } item)
        {
            string one = Default(item);
            yield return $"{one}, {one}";
            yield return one;
            yield return "";
        }
        // What takes the pieces of an interpolated text takes nothing else that a caller would write.
        yield return IsHandler(parameter.Type) ? "$\"{0}\"" : Default(parameter.Type);
        if (parameter.Type.IsReferenceType) yield return "null!";
    }

    private static string Default(ITypeSymbol type) => $"default({WitnessSource.Name(type)}){(type.IsValueType ? "" : "!")}";

    private static ITypeSymbol? Item(ITypeSymbol type) =>
        type is IArrayTypeSymbol array ? array.ElementType : (type as INamedTypeSymbol)?.TypeArguments is [var item] ? item : null;

    private static bool IsHandler(ITypeSymbol type) =>
        type.GetAttributes().Any(x => x.AttributeClass?.Name == "InterpolatedStringHandlerAttribute");

    /// <returns>Null for what no source calls by its name.</returns>
    private string? Call(string[] values)
    {
        string type = WitnessSource.Name(now.ContainingType), arguments = string.Join(", ", values);
        string receiver = now.IsExtensionMethod ? Default(now.Parameters[0].Type) : now.IsStatic ? type : Default(now.ContainingType);
        return now.MethodKind switch
        {
            MethodKind.Constructor => Declared("System.Action", "", $"new {type}({arguments})"),
            MethodKind.Ordinary => Declared("System.Action", "", $"{receiver}.{WitnessSource.Plain(now.Name)}({arguments})"),
            _ => null,
        };
    }

    /// <summary>Of parameters: the compiler would do what it can with constants itself.</summary>
    private static string? Operation(IMethodSymbol now)
    {
        string result = WitnessSource.Name(now.ReturnType);
        string types = string.Join(", ", now.Parameters.Select(x => WitnessSource.Name(x.Type)));
        if (now.MethodKind == MethodKind.Conversion) return Declared($"System.Func<{types}, {result}>", "a", $"({result})a");
        string? sign = now.Name switch
        {
            "op_Equality" => "==", "op_Inequality" => "!=", "op_LessThan" => "<", "op_GreaterThan" => ">", "op_LessThanOrEqual" => "<=",
            "op_GreaterThanOrEqual" => ">=", "op_Addition" => "+", "op_Subtraction" => "-", "op_Multiply" => "*", "op_Division" => "/",
            "op_Modulus" => "%", "op_BitwiseAnd" => "&", "op_BitwiseOr" => "|", "op_ExclusiveOr" => "^", _ => null,
        };
        return sign is null || now.Parameters.Length != 2 ? null : Declared($"System.Func<{types}, {result}>", "a, b", $"a {sign} b");
    }

    private static string Declared(string type, string parameters, string call) =>
        $"System.Linq.Expressions.Expression<{type}> use = ({parameters}) => {call};";
}
