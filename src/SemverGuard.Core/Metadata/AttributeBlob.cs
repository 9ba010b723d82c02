using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>The arguments of a custom attribute (ECMA-335 II.23.3), read so that neither depth nor size is what the blob says.</summary>
/// <remarks>The framework's own reader makes an array of as many elements as a number in the blob asks for, and calls itself for every
/// object in an object.</remarks>
internal ref struct AttributeBlob(AssemblyImage image, CustomAttribute attribute, ICustomAttributeTypeProvider<string> types)
{
    /// <summary>Arrays in objects in arrays.</summary>
    private const int Deepest = 32;

    private readonly MetadataReader reader = image.Reader;
    private BlobReader value = image.Reader.GetBlobReader(attribute.Value);

    /// <exception cref="BadImageFormatException">The blob does not hold what the attribute's constructor takes.</exception>
    public CustomAttributeValue<string> Read()
    {
        if (value.ReadUInt16() != 1) throw new BadImageFormatException("A custom attribute begins with something else than 1.");
        var fixedArguments = Fixed();
        int count = value.ReadUInt16();
        if (count > value.RemainingBytes) throw TooMany(count);
        var named = ImmutableArray.CreateBuilder<CustomAttributeNamedArgument<string>>(count);
        for (int i = 0; i < count; i++)
        {
            var kind = (CustomAttributeNamedArgumentKind)value.ReadSerializationTypeCode();
            if (kind is not (CustomAttributeNamedArgumentKind.Field or CustomAttributeNamedArgumentKind.Property))
                throw new BadImageFormatException("A custom attribute names something that is no field and no property.");
            var type = NamedType(isElement: false);
            string? name = value.ReadSerializedString();
            var argument = Argument(type, 0);
            named.Add(new CustomAttributeNamedArgument<string>(name, kind, argument.Type, argument.Value));
        }
        return new CustomAttributeValue<string>(fixedArguments, named.ToImmutable());
    }

    private ImmutableArray<CustomAttributeTypedArgument<string>> Fixed()
    {
        var signature = reader.GetBlobReader(attribute.Constructor.Kind switch
        {
            HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).Signature,
            HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Signature,
            _ => throw new BadImageFormatException("A custom attribute has no constructor."),
        });
        var header = signature.ReadSignatureHeader();
        if (header.Kind != SignatureKind.Method || header.IsGeneric)
            throw new BadImageFormatException("A custom attribute's constructor is none.");
        int count = signature.ReadCompressedInteger();
        if (count > signature.RemainingBytes) throw TooMany(count);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.Void)
            throw new BadImageFormatException("A custom attribute's constructor returns something.");
        var arguments = ImmutableArray.CreateBuilder<CustomAttributeTypedArgument<string>>(count);
        for (int i = 0; i < count; i++) arguments.Add(Argument(ParameterType(ref signature, isElement: false), 0));
        return arguments.MoveToImmutable();
    }

    private readonly ArgumentType ParameterType(ref BlobReader signature, bool isElement)
    {
        var code = signature.ReadSignatureTypeCode();
        switch (code)
        {
            case >= SignatureTypeCode.Boolean and <= SignatureTypeCode.String:
                return new((SerializationTypeCode)code, types.GetPrimitiveType((PrimitiveTypeCode)code));
            case SignatureTypeCode.Object:
                return new(SerializationTypeCode.TaggedObject, types.GetPrimitiveType(PrimitiveTypeCode.Object));
            case SignatureTypeCode.TypeHandle:
                string type = signature.ReadTypeHandle() switch
                {
                    { Kind: HandleKind.TypeDefinition } handle => types.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
                    { Kind: HandleKind.TypeReference } handle => types.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
                    _ => throw new BadImageFormatException("A custom attribute's constructor takes a type that has no name."),
                };
                return types.IsSystemType(type) ? new(SerializationTypeCode.Type, type) : Enum(type);
            case SignatureTypeCode.SZArray when !isElement:
                return Array(ParameterType(ref signature, isElement: true));
            default:
                throw new BadImageFormatException("A custom attribute's constructor takes what no attribute can hold.");
        }
    }

    /// <summary>The type of a named argument, or of an object, as it stands in the blob itself.</summary>
    private ArgumentType NamedType(bool isElement)
    {
        var code = value.ReadSerializationTypeCode();
        switch (code)
        {
            case >= SerializationTypeCode.Boolean and <= SerializationTypeCode.String:
                return new(code, types.GetPrimitiveType((PrimitiveTypeCode)code));
            case SerializationTypeCode.Type: return new(code, types.GetSystemType());
            case SerializationTypeCode.TaggedObject: return new(code, types.GetPrimitiveType(PrimitiveTypeCode.Object));
            case SerializationTypeCode.SZArray when !isElement: return Array(NamedType(isElement: true));
            case SerializationTypeCode.Enum:
                string name = value.ReadSerializedString()
                    ?? throw new BadImageFormatException("A custom attribute has an enum without a name.");
                return Enum(types.GetTypeFromSerializedName(name));
            default: throw new BadImageFormatException($"A custom attribute has an argument of type {(byte)code:x2}.");
        }
    }

    private readonly ArgumentType Enum(string type) => new((SerializationTypeCode)types.GetUnderlyingEnumType(type), type);

    private readonly ArgumentType Array(ArgumentType element) =>
        new(SerializationTypeCode.SZArray, types.GetSZArrayType(element.Name)) { Element = element.Code, ElementName = element.Name };

    private CustomAttributeTypedArgument<string> Argument(ArgumentType type, int depth)
    {
        if (depth > Deepest) throw new BadImageFormatException("A custom attribute has objects in objects deeper than 32.");
        if (type.Code == SerializationTypeCode.TaggedObject) type = NamedType(isElement: false);
        object? read = type.Code switch
        {
            SerializationTypeCode.Boolean => value.ReadBoolean(),
            SerializationTypeCode.Byte => value.ReadByte(),
            SerializationTypeCode.Char => value.ReadChar(),
            SerializationTypeCode.Double => value.ReadDouble(),
            SerializationTypeCode.Int16 => value.ReadInt16(),
            SerializationTypeCode.Int32 => value.ReadInt32(),
            SerializationTypeCode.Int64 => value.ReadInt64(),
            SerializationTypeCode.SByte => value.ReadSByte(),
            SerializationTypeCode.Single => value.ReadSingle(),
            SerializationTypeCode.UInt16 => value.ReadUInt16(),
            SerializationTypeCode.UInt32 => value.ReadUInt32(),
            SerializationTypeCode.UInt64 => value.ReadUInt64(),
            SerializationTypeCode.String => value.ReadSerializedString(),
            SerializationTypeCode.Type => value.ReadSerializedString() is { } name ? types.GetTypeFromSerializedName(name) : null,
            SerializationTypeCode.SZArray => Elements(new ArgumentType(type.Element, type.ElementName!), depth + 1),
            _ => throw new BadImageFormatException($"A custom attribute has an argument of type {(byte)type.Code:x2}."),
        };
        return new CustomAttributeTypedArgument<string>(type.Name, read);
    }

    private ImmutableArray<CustomAttributeTypedArgument<string>>? Elements(ArgumentType element, int depth)
    {
        int count = value.ReadInt32();
        if (count == -1) return null;
        if (count < 0 || count > value.RemainingBytes) throw TooMany(count);
        var elements = ImmutableArray.CreateBuilder<CustomAttributeTypedArgument<string>>(count);
        for (int i = 0; i < count; i++) elements.Add(Argument(element, depth));
        return elements.MoveToImmutable();
    }

    private static BadImageFormatException TooMany(int count) => new($"A custom attribute counts {count} of what it has no room for.");

    private readonly record struct ArgumentType(SerializationTypeCode Code, string Name)
    {
        /// <summary>Of an array.</summary>
        public SerializationTypeCode Element { get; init; }

        public string? ElementName { get; init; }
    }
}
