using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>Reads signatures as trees of type arguments, and keeps every instantiation in them.</summary>
/// <param name="typeArguments">What stands for the type parameters of a type; null where they stand for themselves.</param>
/// <param name="methodArguments">The same for a method's.</param>
internal class TypeArgumentReader(
    AssemblySet world, AssemblyImage image, ImmutableArray<TypeArgument>? typeArguments =
        null, ImmutableArray<TypeArgument>? methodArguments = null)
    : ISignatureTypeProvider<TypeArgument, GenericScope>
{
    private const byte ValueTypeCode = 0x11;

    private readonly SignatureText text = image.LinkText;

    public List<Instantiation> Found { get; } = [];

    public TypeArgument Read(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeSpecification =>
            image.Reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(this, GenericScope.Open),
        HandleKind.TypeReference => Named(type, image.NameOf(type), null),
        HandleKind.TypeDefinition => Named(type, image.NameOf(type), null),
        _ => TypeArgument.Unknown,
    };

    public TypeArgument GetGenericInstantiation(TypeArgument genericType, ImmutableArray<TypeArgument> arguments)
    {
        Found.Add(new Instantiation(genericType, arguments));
        return genericType
            with { Text = text.GetGenericInstantiation(genericType.Text, arguments.Select(x => x.Text).ToImmutableArray()),
                Arguments = arguments };
    }

    public TypeArgument GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Named(handle, image.NameOf(handle), rawTypeKind);

    public TypeArgument GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Named(handle, image.NameOf(handle), rawTypeKind);

    public TypeArgument GetTypeFromSpecification(
        MetadataReader reader, GenericScope scope, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, scope);

    public TypeArgument GetModifiedType(TypeArgument modifier, TypeArgument unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeArgument GetSZArrayType(TypeArgument elementType) =>
        new(elementType.Text + "[]", default, ArgumentKind.Array) { Arguments = ImmutableArray.Create(elementType) };

    public TypeArgument GetArrayType(TypeArgument elementType, ArrayShape shape) =>
        new(text.GetArrayType(elementType.Text, shape), default, ArgumentKind.Array);

    public TypeArgument GetGenericTypeParameter(GenericScope scope, int index) =>
        Parameter(ArgumentKind.TypeParameter, typeArguments, index, scope.TypeArgument(index));

    public TypeArgument GetGenericMethodParameter(GenericScope scope, int index) =>
        Parameter(ArgumentKind.MethodParameter, methodArguments, index, scope.MethodArgument(index));

    public TypeArgument GetPrimitiveType(PrimitiveTypeCode typeCode)
    {
        string name = text.GetPrimitiveType(typeCode);
        return new(name, world.BasicType(name), typeCode is PrimitiveTypeCode.String or PrimitiveTypeCode.Object
            ? ArgumentKind.Reference
            : ArgumentKind.Value);
    }

    public TypeArgument GetPinnedType(TypeArgument elementType) => elementType;

    public virtual TypeArgument GetByReferenceType(TypeArgument elementType) => TypeArgument.Unknown;

    public TypeArgument GetFunctionPointerType(MethodSignature<TypeArgument> signature) => TypeArgument.Unknown;

    public TypeArgument GetPointerType(TypeArgument elementType) => TypeArgument.Unknown;

    /// <param name="code">What the signature calls the type; null where it does not say.</param>
    private TypeArgument Named(EntityHandle type, string name, byte? code)
    {
        var home = world.Resolve(image, type);
        bool isValue = code is { } known ? known == ValueTypeCode : home.IsFound && ReferenceCheck.IsValue(home);
        return new(name, home, isValue ? ArgumentKind.Value : ArgumentKind.Reference);
    }

    private static TypeArgument Parameter(ArgumentKind kind, ImmutableArray<TypeArgument>? arguments, int index, string name) =>
        arguments is null ? new(name, default, kind) { Index = index }
            : index < arguments.Value.Length ? arguments.Value[index]
            : TypeArgument.Unknown;
}
