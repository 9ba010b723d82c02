using Microsoft.CodeAnalysis;

namespace SemverGuard.Tool.Witnesses;

/// <summary>Members of a package as reflection finds them, in C#.</summary>
internal static class ReflectedMember
{
    /// <returns>An expression that is null where there is no such method or constructor.</returns>
    /// <exception cref="InvalidDataException">C# cannot write its parameters down.</exception>
    public static string Of(IMethodSymbol method)
    {
        string type = $"typeof({WitnessSource.Open(method.ContainingType)})", parameters = Types(method.Parameters);
        return method.MethodKind == MethodKind.Constructor
            ? $"{type}.GetConstructor({parameters})" : $"{type}.GetMethod(\"{WitnessSource.Plain(method.Name)}\", {parameters})";
    }

    /// <summary>An array of the parameters' types.</summary>
    public static string Types(IEnumerable<IParameterSymbol> parameters)
    {
        string[] types = [.. parameters.Select(Type)];
        return types.Length == 0 ? "System.Type.EmptyTypes" : $"new System.Type[] {{ {string.Join(", ", types)} }}";
    }

    private static string Type(IParameterSymbol parameter)
    {
        if (IsOpen(parameter.Type)) throw new InvalidDataException($"its parameter {parameter.Name} has a type that only it can name");
        string name = WitnessSource.Name(parameter.Type.WithNullableAnnotation(NullableAnnotation.None));
        return $"typeof({name}){(parameter.RefKind == RefKind.None ? "" : ".MakeByRefType()")}";
    }

    /// <summary>A type parameter is in it, or what <c>typeof</c> does not take.</summary>
    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol or IDynamicTypeSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        IPointerTypeSymbol pointer => IsOpen(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };
}
