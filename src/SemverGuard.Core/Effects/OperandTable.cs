using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Effects;

/// <summary>The operands of one assembly, each worked out once: bodies name the same members again and again.</summary>
internal sealed class OperandTable(AssemblyImage image)
{
    /// <summary>More than any compiler takes; a damaged file may claim anything.</summary>
    private const int MostParameters = ushort.MaxValue;

    /// <summary>By table and row; of the tables that instructions name.</summary>
    private readonly Operand?[]?[] known = new Operand?[]?[MetadataTokens.TableCount];
    private readonly MetadataReader reader = image.Reader;

    public Operand this[int token]
    {
        get
        {
            int table = (int)((uint)token >> 24), row = token & 0xFFFFFF;
            if (table >= known.Length) throw new BadImageFormatException($"An instruction has the token {token:x8}.");
            var rows = known[table] ??= new Operand?[reader.GetTableRowCount((TableIndex)table) + 1];
            if (row >= rows.Length) throw new BadImageFormatException($"A token names row {row} of {rows.Length - 1}.");
            return rows[row] ??= Make(MetadataTokens.EntityHandle(token));
        }
    }

    public Operand this[EntityHandle handle] => this[MetadataTokens.GetToken(handle)];

    private Operand Make(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                return Method(method.GetDeclaringType(), reader.GetString(method.Name), method.Signature, handle) with { Own = handle };
            case HandleKind.FieldDefinition:
                var field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                return Field(field.GetDeclaringType(), reader.GetString(field.Name), handle) with { Own = handle };
            case HandleKind.MemberReference:
                var reference = reader.GetMemberReference((MemberReferenceHandle)handle);
                if (reference.Parent.Kind == HandleKind.MethodDefinition) return this[reference.Parent];
                string name = reader.GetString(reference.Name);
                var parent = Named(reference.Parent);
                var member = reference.GetKind() == MemberReferenceKind.Method
                    ? Method(parent, name, reference.Signature, handle)
                    : Field(parent, name, handle);
                return parent.Kind == HandleKind.TypeDefinition
                    ? member with { FindOwn = () => OwnMember((TypeDefinitionHandle)parent, reference) }
                    : member;
            case HandleKind.MethodSpecification:
                var specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                var generic = this[specification.Method];
                string arguments = NormalNames.Of(string.Join(",", specification.DecodeSignature(image.LinkText, GenericScope.Open)));
                return generic with
                {
                    Hash = TextHash.Of(arguments, generic.Hash), Instantiation = (MethodSpecificationHandle)handle,
                };
            default:
                string type = image.NameOf(Named(handle));
                return new Operand(NormalNames.Of(type), "", TextHash.Of(image.NameOf(handle))) { Image = image, Handle = handle,
                    IsGenerated = GeneratedNames.IsType(type), Own = handle.Kind == HandleKind.TypeDefinition ? handle : default };
        }
    }

    /// <summary>The generic type of an instantiation.</summary>
    private EntityHandle Named(EntityHandle type) =>
        type.Kind == HandleKind.TypeSpecification
            && TypeResolution.NamedType(image, (TypeSpecificationHandle)type) is { IsNil: false } named ? named : type;

    private Operand Field(EntityHandle parent, string name, EntityHandle handle)
    {
        string type = NormalNames.Of(image.NameOf(parent));
        bool isData = type == "<PrivateImplementationDetails>";
        string shown = GeneratedNames.Property(name) ?? name;
        bool isGenerated = !isData && (GeneratedNames.IsType(type) || GeneratedNames.IsMember(shown));
        return new Operand(type, shown, TextHash.Of(shown, TextHash.Of(type)))
            { IsGenerated = isGenerated, Image = image, Handle = handle };
    }

    private Operand Method(EntityHandle parent, string name, BlobHandle signature, EntityHandle handle)
    {
        string type = NormalNames.Of(image.NameOf(parent));
        var blob = reader.GetBlobReader(signature);
        var header = blob.ReadSignatureHeader();
        if (header.IsGeneric) blob.ReadCompressedInteger();
        int parameters = blob.ReadCompressedInteger();
        if (parameters > MostParameters) throw new BadImageFormatException($"A method has {parameters} parameters.");
        const byte Void = 0x01, Object = 0x1C, NativeInt = 0x18, RequiredModifier = 0x1F, OptionalModifier = 0x20;
        byte result = blob.ReadByte();
        while (result is RequiredModifier or OptionalModifier)
        {
            blob.ReadTypeHandle();
            result = blob.ReadByte();
        }
        bool isConstructor = name == ".ctor";
        string normal = NormalNames.Of(name);
        return new Operand(type, normal, Types(signature, TextHash.Of(normal, TextHash.Of(type))))
        {
            Pops = parameters + (header.IsInstance ? 1 : 0),
            Pushes = result != Void,
            IsGenerated = GeneratedNames.IsType(type) || GeneratedNames.IsMember(name),
            IsDelegateConstructor = isConstructor && parameters == 2 && blob.RemainingBytes == 2 && blob.ReadByte() == Object
                && blob.ReadByte() == NativeInt,
            Image = image,
            Handle = handle,
        };
    }

    /// <summary>A method's signature (ECMA-335 II.23.2.1), with names for tokens.</summary>
    private ulong Types(BlobHandle signature, ulong hash)
    {
        var blob = reader.GetBlobReader(signature);
        var header = blob.ReadSignatureHeader();
        if (header.IsGeneric) hash = TextHash.Mix(hash, (ulong)blob.ReadCompressedInteger());
        hash = TextHash.Mix(TextHash.Mix(hash, header.RawValue), (ulong)blob.ReadCompressedInteger());
        while (blob.RemainingBytes > 0)
        {
            var code = (SignatureTypeCode)blob.ReadByte();
            hash = TextHash.Mix(hash, (ulong)code);
            if (code == SignatureTypeCode.GenericTypeInstance) hash = TextHash.Mix(hash, blob.ReadByte());
            switch (code)
            {
                case SignatureTypeCode.GenericTypeInstance:
                    hash = TextHash.Mix(Name(ref blob, hash), (ulong)blob.ReadCompressedInteger());
                    break;
                case (SignatureTypeCode)SignatureTypeKind.Class or (SignatureTypeCode)SignatureTypeKind.ValueType:
                case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                    hash = Name(ref blob, hash);
                    break;
                case SignatureTypeCode.GenericTypeParameter or SignatureTypeCode.GenericMethodParameter:
                    hash = TextHash.Mix(hash, (ulong)blob.ReadCompressedInteger());
                    break;
                case SignatureTypeCode.Array or SignatureTypeCode.FunctionPointer: // rare, and not told apart by their bytes alone
                    return TextHash.Of(Convert.ToBase64String(blob.ReadBytes(blob.RemainingBytes)), hash);
            }
        }
        return hash;
    }

    private ulong Name(ref BlobReader blob, ulong hash) =>
        blob.ReadTypeHandle() is { IsNil: false } type ? TextHash.Of(NormalNames.Of(image.NameOf(type)), hash) : hash;

    private EntityHandle OwnMember(TypeDefinitionHandle type, MemberReference reference)
    {
        var definition = reader.GetTypeDefinition(type);
        if (reference.GetKind() == MemberReferenceKind.Field)
        {
            foreach (var field in definition.GetFields())
            {
                if (reader.StringComparer.Equals(reader.GetFieldDefinition(field).Name, reader.GetString(reference.Name))) return field;
            }
            return default;
        }
        var signature = image.SignatureOf(reference);
        foreach (var method in definition.GetMethods())
        {
            var candidate = reader.GetMethodDefinition(method);
            if (reader.StringComparer.Equals(candidate.Name, reader.GetString(reference.Name))
                && MemberResolution.SameSignature(image.SignatureOf(candidate), signature)) return method;
        }
        return default;
    }
}
