using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>Collects every type that a signature names.</summary>
internal sealed class MentionedTypes(AssemblyImage image) : ISignatureTypeProvider<int, GenericScope>
{
    private const byte ValueTypeCode = 0x11;

    /// <summary>Type references and definitions, since the last time somebody cleared it.</summary>
    public HashSet<EntityHandle> Seen { get; } = [];

    /// <summary>The references among them that the signature calls value types; the runtime refuses one that is a class by now.</summary>
    public HashSet<TypeReferenceHandle> SeenAsValue { get; } = [];

    public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        Seen.Add(handle);
        if (rawTypeKind == ValueTypeCode) SeenAsValue.Add(handle);
        return 0;
    }

    public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Seen.Add(handle);
        return 0;
    }

    public int GetTypeFromSpecification(MetadataReader reader, GenericScope scope, TypeSpecificationHandle handle, byte rawTypeKind) =>
        image.Reader.GetTypeSpecification(handle).DecodeSignature(this, scope);

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

    public int GetArrayType(int elementType, ArrayShape shape) => 0;

    public int GetByReferenceType(int elementType) => 0;

    public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

    public int GetGenericMethodParameter(GenericScope scope, int index) => 0;

    public int GetGenericTypeParameter(GenericScope scope, int index) => 0;

    public int GetPinnedType(int elementType) => 0;

    public int GetPointerType(int elementType) => 0;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public int GetSZArrayType(int elementType) => 0;
}
