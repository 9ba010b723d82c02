using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The names of type parameters, for which a documentation id has only places.</summary>
/// <param name="OfType">Of the declaring type and those around it, the outermost first.</param>
public readonly record struct GenericNames(IReadOnlyList<string>? OfType, IReadOnlyList<string>? OfMethod = null)
{
    internal static GenericNames Of(TypeHome type) =>
        type.IsFound ? new(Read(type.Image!, type.Definition.GetGenericParameters())) : default;

    internal static GenericNames Of(AssemblyImage image, MethodDefinitionHandle method)
    {
        var definition = image.Reader.GetMethodDefinition(method);
        var type = image.Reader.GetTypeDefinition(definition.GetDeclaringType());
        return new(Read(image, type.GetGenericParameters()), Read(image, definition.GetGenericParameters()));
    }

    /// <summary>The name of <c>`0</c> or <c>``1</c>; one that is not known is numbered.</summary>
    internal string At(string place)
    {
        bool isMethods = place.StartsWith("``", StringComparison.Ordinal);
        string number = place.TrimStart('`');
        var names = isMethods ? OfMethod : OfType;
        return names is not null && int.TryParse(number, out int index) && index < names.Count ? names[index]
            : number == "0" ? "T"
            : "T" + number;
    }

    private static string[] Read(AssemblyImage image, GenericParameterHandleCollection parameters) =>
        [.. parameters.Select(x => image.Reader.GetString(image.Reader.GetGenericParameter(x).Name))];
}
