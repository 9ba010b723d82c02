using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>The names of one assembly's types and of the members that it mentions; each type's is put together once.</summary>
/// <param name="reader">For the sizes of tables, which are known before these are admitted.</param>
internal sealed class ImageNames(AssemblyImage image, MetadataReader reader)
{
    private readonly string?[] definitions = new string?[reader.TypeDefinitions.Count + 1];
    private readonly string?[] references = new string?[reader.TypeReferences.Count + 1];

    private MetadataReader Reader => image.Reader;

    /// <summary>Another name for a type than its own.</summary>
    public void Set(TypeDefinitionHandle type, string name) => definitions[MetadataTokens.GetRowNumber(type)] = name;

    /// <summary>The full name as documentation ids spell it: <c>Namespace.Outer.Inner`1</c>.</summary>
    public string Of(TypeDefinitionHandle handle)
    {
        int row = Row(MetadataTokens.GetRowNumber(handle), definitions.Length);
        if (definitions[row] is { } known) return known;
        var type = Reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        definitions[row] = Reader.GetString(type.Name); // for a damaged file whose types nest in a circle
        return definitions[row] = outer.IsNil ? Qualify(type.Namespace, type.Name) : Of(outer) + "." + Reader.GetString(type.Name);
    }

    /// <inheritdoc cref="Of(TypeDefinitionHandle)"/>
    public string Of(TypeReferenceHandle handle)
    {
        int row = Row(MetadataTokens.GetRowNumber(handle), references.Length);
        if (references[row] is { } known) return known;
        var type = Reader.GetTypeReference(handle);
        references[row] = Reader.GetString(type.Name); // as above
        return references[row] = type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Of((TypeReferenceHandle)type.ResolutionScope) + "." + Reader.GetString(type.Name)
            : Qualify(type.Namespace, type.Name);
    }

    /// <summary>Full name of the type whose method or field an instruction names; null where its token is of something else.</summary>
    public string? OfDeclaringType(EntityHandle member) => member.Kind switch
    {
        HandleKind.MethodDefinition => Of(Reader.GetMethodDefinition((MethodDefinitionHandle)member).GetDeclaringType()),
        HandleKind.MemberReference => image.NameOf(Reader.GetMemberReference((MemberReferenceHandle)member).Parent),
        _ => null,
    };

    /// <summary>The name of the method that an instruction names; null where its token is of something else.</summary>
    public string? OfMember(EntityHandle member) => member.Kind switch
    {
        HandleKind.MethodDefinition => Reader.GetString(Reader.GetMethodDefinition((MethodDefinitionHandle)member).Name),
        HandleKind.MemberReference => Reader.GetString(Reader.GetMemberReference((MemberReferenceHandle)member).Name),
        HandleKind.MethodSpecification => OfMember(Reader.GetMethodSpecification((MethodSpecificationHandle)member).Method),
        _ => null,
    };

    public string Qualify(StringHandle @namespace, StringHandle name) =>
        @namespace.IsNil ? Reader.GetString(name) : Reader.GetString(@namespace) + "." + Reader.GetString(name);

    /// <summary>A row that is there.</summary>
    public static int Row(int row, int length) =>
        row < length ? row : throw new BadImageFormatException($"A token names row {row} of {length - 1}.");
}
