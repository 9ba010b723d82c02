using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>Tells of types in signatures whether they are reference types: itself where one is, else null.</summary>
/// <remarks>No names are made. It returns a reference, so that it shares the decoder that is compiled ahead for strings.</remarks>
internal sealed class ReferenceTypes : ISignatureTypeProvider<object?, GenericScope>
{
    public static readonly ReferenceTypes Only = new();

    private const byte ClassCode = 0x12;

    public object? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Kind(rawTypeKind);

    public object? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Kind(rawTypeKind);

    public object? GetTypeFromSpecification(MetadataReader reader, GenericScope scope, TypeSpecificationHandle handle, byte rawTypeKind) =>
        Kind(rawTypeKind);

    public object? GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        typeCode is PrimitiveTypeCode.String or PrimitiveTypeCode.Object ? this : null;

    public object? GetModifiedType(object? modifier, object? unmodifiedType, bool isRequired) => unmodifiedType;

    public object? GetArrayType(object? elementType, ArrayShape shape) => this;

    public object? GetSZArrayType(object? elementType) => this;

    public object? GetByReferenceType(object? elementType) => null;

    public object? GetFunctionPointerType(MethodSignature<object?> signature) => null;

    public object? GetGenericInstantiation(object? genericType, ImmutableArray<object?> typeArguments) => genericType;

    public object? GetGenericMethodParameter(GenericScope scope, int index) => null;

    public object? GetGenericTypeParameter(GenericScope scope, int index) => null;

    public object? GetPinnedType(object? elementType) => elementType;

    public object? GetPointerType(object? elementType) => null;

    private object? Kind(byte rawTypeKind) => rawTypeKind == ClassCode ? this : null;
}
