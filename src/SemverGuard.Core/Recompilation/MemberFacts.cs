using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>What is said of a member that a place in the source names: its names, its types, who may call it.</summary>
internal static class MemberFacts
{
    public static bool IsExtension(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition && CustomAttributes.Has(
        member.Image, member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member).GetCustomAttributes(),
        "System.Runtime.CompilerServices.ExtensionAttribute");

    public static string[] Parameters(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition
        ? [.. member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member)
            .DecodeSignature(member.Image.DocumentationText, GenericScope.Open).ParameterTypes]
        : [];

    public static bool IsCompilerMade(MemberHome member) => Name(member).IndexOf('<') >= 0 || member.Type.Name.IndexOf('<') >= 0;

    public static bool IsVisible(MemberHome member) => member.Member.Kind == HandleKind.FieldDefinition
        ? (member.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)member.Member).Attributes & FieldAttributes.FieldAccessMask)
            is not (FieldAttributes.Private or FieldAttributes.PrivateScope)
        : MemberReader.MethodAccess(
            member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member).Attributes) != Access.Private;

    public static string Name(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition
        ? member.Image.Reader.GetString(member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member).Name)
        : member.Image.Reader.GetString(member.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)member.Member).Name);

    public static string ReturnType(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition
        ? member.Image.SignatureOf(member.Image.Reader.GetMethodDefinition((MethodDefinitionHandle)member.Member)).ReturnType
        : "";

    /// <summary>With the names of its type parameters.</summary>
    public static string Shown(MemberHome member) =>
        DisplayName.Of(Id(member), member.Member.Kind == HandleKind.MethodDefinition
            ? GenericNames.Of(member.Image, (MethodDefinitionHandle)member.Member)
            : GenericNames.Of(member.Type));

    /// <summary>With the namespace, where two types share their name.</summary>
    public static string Whole(MemberHome member) => $"{Shown(member)} of {member.Type.Name}";

    public static string FieldType(MemberHome field) => field.Member.Kind != HandleKind.FieldDefinition ? ""
        : field.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)field.Member)
            .DecodeSignature(field.Image.DocumentationText, GenericScope.Open);

    public static string Id(MemberHome member) => DocumentationId.Member(member);
}
