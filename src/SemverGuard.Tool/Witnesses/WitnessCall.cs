using Microsoft.CodeAnalysis;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Witnesses;

/// <summary>A call of a member, in C#.</summary>
internal sealed class WitnessCall
{
    /// <param name="arguments">As they were recorded.</param>
    /// <exception cref="InvalidDataException">It cannot be written down; the message says why, as the rest of a sentence.</exception>
    public WitnessCall(ISymbol symbol, string arguments)
    {
        var method = symbol as IMethodSymbol;
        var parameters = method?.Parameters ?? (symbol as IPropertySymbol)?.Parameters ?? [];
        string[] given = [.. Given(arguments, parameters)];
        Type = method is { MethodKind: MethodKind.Constructor } ? symbol.ContainingType
            : method?.ReturnType ?? (symbol as IPropertySymbol)?.Type
                ?? throw new InvalidDataException($"{symbol.Name} is no method and no property");
        if (IsGeneric(symbol)) throw new InvalidDataException("the types that it was called with are not recorded");
        Text = Written(symbol, string.Join(", ", given));
        if (Type is INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" } task)
        {
            Text += ".GetAwaiter().GetResult()";
            Type = task.TypeArguments.FirstOrDefault() ?? Type;
            IsVoid = task.TypeArguments.Length == 0;
        }
        else
        {
            IsVoid = method is { ReturnsVoid: true, MethodKind: not MethodKind.Constructor };
        }
    }

    public string Text { get; }

    public ITypeSymbol Type { get; }

    public bool IsVoid { get; }

    /// <summary>A call that is compiled and never made.</summary>
    public static string Unrun(ISymbol symbol)
    {
        var parameters = (symbol as IMethodSymbol)?.Parameters ?? (symbol as IPropertySymbol)?.Parameters ?? [];
        if (IsGeneric(symbol)) throw new InvalidDataException("the types that it is called with are not in the report");
        if (parameters.Any(x => x.RefKind != RefKind.None)) throw new InvalidDataException("it has ref or out parameters");
        string arguments = string.Join(", ", parameters.Select(x => $"default({WitnessSource.Name(x.Type)})!"));
        string receiver = symbol.IsStatic
            ? WitnessSource.Name(symbol.ContainingType)
            : $"default({WitnessSource.Name(symbol.ContainingType)})!";
        return Written(symbol, arguments, receiver);
    }

    private static string Written(ISymbol symbol, string arguments, string? receiver = null)
    {
        string type = WitnessSource.Name(symbol.ContainingType);
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor }) return $"new {type}({arguments})";
        receiver ??= symbol.IsStatic ? type : Made(symbol.ContainingType);
        if (symbol is IMethodSymbol) return $"{receiver}.{WitnessSource.Plain(symbol.Name)}({arguments})";
        return symbol is IPropertySymbol { IsIndexer: true } ? $"{receiver}[{arguments}]"
            : $"{receiver}.{WitnessSource.Plain(symbol.Name)}";
    }

    private static string Made(INamedTypeSymbol type)
    {
        bool hasPlain = type.InstanceConstructors.Any(x => x.Parameters.Length == 0 && x.DeclaredAccessibility == Accessibility.Public);
        if (type.IsAbstract || !hasPlain) throw new InvalidDataException($"it takes a {type.Name}, and how that was made is not recorded");
        return $"new {WitnessSource.Name(type)}()";
    }

    private static IEnumerable<string> Given(string arguments, IReadOnlyList<IParameterSymbol> parameters)
    {
        var value = Value.Parse(arguments);
        Value[] given = arguments.Length == 0 ? [] : value.Kind == ValueKind.Several ? [.. value.Parts.Select(x => x.Value)] : [value];
        if (given.Length != parameters.Count || parameters.Any(x => x.RefKind is not (RefKind.None or RefKind.In)))
            throw new InvalidDataException("its arguments were not recorded one by one");
        return given.Zip(parameters, (x, y) =>
            CSharpLiteral.Of(x.ToString(), y.Type) ?? throw new InvalidDataException($"its argument {y.Name} cannot be written down: {x}"));
    }

    private static bool IsGeneric(ISymbol symbol) =>
        symbol.ContainingType.IsGenericType || symbol is IMethodSymbol { IsGenericMethod: true };
}
