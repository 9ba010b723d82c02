using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The few facts we read off custom attributes, without resolving the attribute classes.</summary>
internal static class CustomAttributes
{
    public static string TypeName(AssemblyImage image, CustomAttribute attribute)
    {
        var reader = image.Reader;
        switch (attribute.Constructor.Kind)
        {
            case HandleKind.MemberReference:
                return image.NameOf(reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent);
            case HandleKind.MethodDefinition:
                return image.NameOf(reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType());
            default:
                return "";
        }
    }

    public static IEnumerable<CustomAttribute> Named(AssemblyImage image, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var handle in attributes)
        {
            var attribute = image.Reader.GetCustomAttribute(handle);
            if (TypeName(image, attribute) == name) yield return attribute;
        }
    }

    public static bool Has(AssemblyImage image, CustomAttributeHandleCollection attributes, string name) =>
        Named(image, attributes, name).Any();

    public static string? FirstString(AssemblyImage image, CustomAttribute attribute) =>
        Decode(image, attribute) is { FixedArguments: { Length: > 0 } arguments } ? arguments[0].Value as string : null;

    /// <summary>The arguments, or null where they cannot be read without the attribute's own assembly (an enum of unknown size).</summary>
    /// <param name="world">Where enums are looked up, if they can be.</param>
    public static CustomAttributeValue<string>? Decode(AssemblyImage image, CustomAttribute attribute, AssemblySet? world = null)
    {
        try
        {
            return new AttributeBlob(image, attribute, new Values(image, world)).Read();
        }
        catch (BadImageFormatException e) when (e is not LimitException)
        {
            return null;
        }
        catch (UnknownEnumException)
        {
            return null;
        }
    }

    private sealed class UnknownEnumException : Exception;

    private sealed class Values(AssemblyImage image, AssemblySet? world) : ICustomAttributeTypeProvider<string>
    {
        public string GetPrimitiveType(PrimitiveTypeCode code) => image.LinkText.GetPrimitiveType(code);

        public string GetSystemType() => "System.Type";

        public bool IsSystemType(string type) => type == "System.Type";

        public string GetSZArrayType(string elementType) => ReflectionName.WithoutAssemblies(elementType) + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => image.NameOf(handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => image.NameOf(handle);

        public string GetTypeFromSerializedName(string name) => name;

        // Every enum among the attributes of the framework and of its best known serializer is an int; for others the blob cannot be walked
        // from here.
        public PrimitiveTypeCode GetUnderlyingEnumType(string type) => Underlying(type) ?? (
            type.StartsWith("System.", StringComparison.Ordinal) || type.StartsWith("Newtonsoft.Json.", StringComparison.Ordinal)
                ? PrimitiveTypeCode.Int32
                : throw new UnknownEnumException());

        private PrimitiveTypeCode? Underlying(string type)
        {
            var home = world?.FindNamed(image.Name, ReflectionName.WithoutAssemblies(type)) ?? default;
            if (!home.IsFound) return null;
            var reader = home.Image!.Reader;
            foreach (var handle in home.Definition.GetFields())
            {
                // The one field of an enum that is not static is its number; its signature is FIELD and a primitive's code.
                var field = reader.GetFieldDefinition(handle);
                if ((field.Attributes & System.Reflection.FieldAttributes.Static) != 0) continue;
                var signature = reader.GetBlobReader(field.Signature);
                signature.ReadSignatureHeader();
                return (PrimitiveTypeCode)signature.ReadByte();
            }
            return null;
        }
    }
}
