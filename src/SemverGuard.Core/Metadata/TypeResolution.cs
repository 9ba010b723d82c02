using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>From a type's handle in one assembly to its definition in another.</summary>
internal static class TypeResolution
{
    /// <summary>
    /// The definition behind a handle. Arrays, pointers and type parameters have none; a generic instantiation has its generic type's.
    /// </summary>
    public static TypeHome Resolve(this AssemblySet set, AssemblyImage from, EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeDefinition:
                return new TypeHome(from, (TypeDefinitionHandle)type);
            case HandleKind.TypeReference:
                ref var home = ref set[from][(TypeReferenceHandle)type];
                if (home.IsDefault) home = Search(set, from, (TypeReferenceHandle)type);
                return home;
            case HandleKind.TypeSpecification:
                var named = NamedType(from, (TypeSpecificationHandle)type);
                return named.IsNil ? default : Resolve(set, from, named);
            default:
                return default;
        }
    }

    private static TypeHome Search(AssemblySet set, AssemblyImage from, TypeReferenceHandle reference)
    {
        var scope = OutermostScope(from.Reader, reference);
        var home = scope.Kind == HandleKind.AssemblyReference
            ? set.FindType(
                from.Reader.GetString(from.Reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name), from.NameOf(reference))
            : new TypeHome(from, from.FindType(from.NameOf(reference)));
        return home.IsFound && Depth(home) != Depth(from.Reader, reference) ? home with { Handle = default } : home;
    }

    /// <summary>
    /// The names do not say it: <c>A.B</c> is a type in the namespace <c>A</c>, or one in the class <c>A</c>, and these are two types.
    /// </summary>
    private static int Depth(MetadataReader reader, TypeReferenceHandle reference)
    {
        int depth = 0;
        for (var scope = reader.GetTypeReference(reference).ResolutionScope; scope.Kind == HandleKind.TypeReference && depth < 64; depth++)
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        return depth;
    }

    private static int Depth(TypeHome type)
    {
        int depth = 0;
        for (var outer = type.Definition.GetDeclaringType(); !outer.IsNil && depth < 64; depth++)
            outer = type.Image!.Reader.GetTypeDefinition(outer).GetDeclaringType();
        return depth;
    }

    /// <summary>The assembly a type reference asks, or null when it names a type of its own assembly.</summary>
    public static AssemblyReferenceHandle AskedAssembly(MetadataReader reader, TypeReferenceHandle reference)
    {
        var scope = OutermostScope(reader, reference);
        return scope.Kind == HandleKind.AssemblyReference ? (AssemblyReferenceHandle)scope : default;
    }

    /// <summary>
    /// The type definition or reference that a specification names: <c>List`1</c> of <c>List&lt;int&gt;</c>; nil for an array or type
    /// parameter.
    /// </summary>
    public static EntityHandle NamedType(AssemblyImage image, TypeSpecificationHandle specification)
    {
        var blob = image.Reader.GetBlobReader(image.Reader.GetTypeSpecification(specification).Signature);
        const byte ValueType = 0x11, Class = 0x12, GenericInstance = 0x15;
        byte code = blob.ReadByte();
        if (code == GenericInstance) code = blob.ReadByte();
        return code is ValueType or Class ? blob.ReadTypeHandle() : default;
    }

    /// <summary>The arguments of a generic instantiation, in the words of <paramref name="scope"/>; empty for any other type.</summary>
    public static ImmutableArray<string> TypeArguments(AssemblyImage image, EntityHandle type, GenericScope scope)
    {
        if (type.Kind != HandleKind.TypeSpecification) return ImmutableArray<string>.Empty;
        var arguments = new InstantiationArguments(image);
        image.Reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(arguments, scope);
        return arguments.Outermost;
    }

    private static EntityHandle OutermostScope(MetadataReader reader, TypeReferenceHandle reference)
    {
        var scope = reader.GetTypeReference(reference).ResolutionScope;
        for (int depth = 0; scope.Kind == HandleKind.TypeReference && depth < 64; depth++)
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        return scope;
    }

    /// <summary>Reads a specification as text and keeps the last instantiation's arguments, which is the outermost one.</summary>
    private sealed class InstantiationArguments(AssemblyImage image) : ISignatureTypeProvider<string, GenericScope>
    {
        private readonly SignatureText text = image.LinkText;

        public ImmutableArray<string> Outermost { get; private set; } = ImmutableArray<string>.Empty;

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> arguments)
        {
            Outermost = arguments;
            return text.GetGenericInstantiation(genericType, arguments);
        }

        public string GetTypeFromSpecification(
            MetadataReader reader, GenericScope scope, TypeSpecificationHandle handle, byte rawTypeKind) =>
            text.GetTypeFromSpecification(reader, scope, handle, rawTypeKind);

        public string GetArrayType(string elementType, ArrayShape shape) => text.GetArrayType(elementType, shape);

        public string GetByReferenceType(string elementType) => text.GetByReferenceType(elementType);

        public string GetFunctionPointerType(MethodSignature<string> signature) => text.GetFunctionPointerType(signature);

        public string GetGenericMethodParameter(GenericScope scope, int index) => text.GetGenericMethodParameter(scope, index);

        public string GetGenericTypeParameter(GenericScope scope, int index) => text.GetGenericTypeParameter(scope, index);

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
            text.GetModifiedType(modifier, unmodifiedType, isRequired);

        public string GetPinnedType(string elementType) => text.GetPinnedType(elementType);

        public string GetPointerType(string elementType) => text.GetPointerType(elementType);

        public string GetPrimitiveType(PrimitiveTypeCode code) => text.GetPrimitiveType(code);

        public string GetSZArrayType(string elementType) => text.GetSZArrayType(elementType);

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            text.GetTypeFromDefinition(reader, handle, rawTypeKind);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            text.GetTypeFromReference(reader, handle, rawTypeKind);
    }
}
