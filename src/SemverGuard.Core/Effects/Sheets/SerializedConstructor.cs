using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>
/// The constructor that a serializer makes objects with: the one that is marked, else the one without parameters, else the only one.
/// </summary>
internal static class SerializedConstructor
{
    /// <summary>There are several, or none that others see.</summary>
    public const string None = "none to choose";

    /// <summary>Its parameters, which are filled by name; null for a type that is never made.</summary>
    public static string? Of(TypeHome type)
    {
        if ((type.Definition.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) != 0) return null;
        var (image, reader) = (type.Image!, type.Image!.Reader);
        var shown = new List<string>();
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (!reader.StringComparer.Equals(method.Name, ".ctor")) continue;
            string parameters = Parameters(image, method);
            if (method.GetCustomAttributes()
                .Any(x => CustomAttributes.TypeName(image, reader.GetCustomAttribute(x)) is var name
                    && (name.EndsWith(".JsonConstructorAttribute", StringComparison.Ordinal)
                        || name.EndsWith(".SerializationConstructorAttribute", StringComparison.Ordinal))))
                return parameters;
            if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public) shown.Add(parameters);
        }
        bool isValue = !type.Definition.BaseType.IsNil && image.NameOf(type.Definition.BaseType) == "System.ValueType";
        return isValue || shown.Contains("()") ? "()" : shown.Count == 1 ? shown[0] : None;
    }

    private static string Parameters(AssemblyImage image, MethodDefinition method)
    {
        var types = method.DecodeSignature(image.DocumentationText, GenericScope.Open).ParameterTypes;
        var names = new string[types.Length];
        foreach (var handle in method.GetParameters())
        {
            var parameter = image.Reader.GetParameter(handle);
            if (parameter.SequenceNumber > 0 && parameter.SequenceNumber <= names.Length)
                names[parameter.SequenceNumber - 1] = image.Reader.GetString(parameter.Name);
        }
        return "(" + string.Join(", ", types.Select((x, i) => DisplayName.Type(x) + " " + names[i])) + ")";
    }
}
