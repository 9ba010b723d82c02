using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>Collects every type that a signature names.</summary>
/// <remarks>It has nothing to return; a reference type, so that it shares the decoder that is compiled ahead for strings.</remarks>
internal sealed class MentionedTypes(AssemblyImage image) : ISignatureTypeProvider<object?, GenericScope>
{
    private const byte ValueTypeCode = 0x11;

    /// <summary>Type references and definitions, since the last time somebody cleared it.</summary>
    public HandleSet Seen { get; } = new();

    /// <summary>The references among them that the signature calls value types; the runtime refuses one that is a class by now.</summary>
    public HandleSet SeenAsValue { get; } = new();

    /// <summary>A type parameter of a generic method stands in it.</summary>
    public bool HasMethodParameter { get; private set; }

    public void Clear()
    {
        Seen.Clear();
        SeenAsValue.Clear();
        HasMethodParameter = false;
    }

    public object? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        Seen.Add(handle);
        if (rawTypeKind == ValueTypeCode) SeenAsValue.Add(handle);
        return null;
    }

    public object? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Seen.Add(handle);
        return null;
    }

    public object? GetTypeFromSpecification(MetadataReader reader, GenericScope scope, TypeSpecificationHandle handle, byte rawTypeKind) =>
        image.Reader.GetTypeSpecification(handle).DecodeSignature(this, scope);

    public object? GetModifiedType(object? modifier, object? unmodifiedType, bool isRequired) => null;

    public object? GetArrayType(object? elementType, ArrayShape shape) => null;

    public object? GetByReferenceType(object? elementType) => null;

    public object? GetFunctionPointerType(MethodSignature<object?> signature) => null;

    public object? GetGenericInstantiation(object? genericType, ImmutableArray<object?> typeArguments) => null;

    public object? GetGenericMethodParameter(GenericScope scope, int index)
    {
        HasMethodParameter = true;
        return null;
    }

    public object? GetGenericTypeParameter(GenericScope scope, int index) => null;

    public object? GetPinnedType(object? elementType) => null;

    public object? GetPointerType(object? elementType) => null;

    public object? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

    public object? GetSZArrayType(object? elementType) => null;
}
