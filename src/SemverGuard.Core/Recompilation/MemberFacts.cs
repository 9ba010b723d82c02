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

    public static bool IsMethod(MemberHome member) => member.IsFound && member.Member.Kind == HandleKind.MethodDefinition;

    /// <summary>In their order, with their names and defaults; of one that has no name there may be none.</summary>
    public static Parameter[] NamedParameters(MemberHome method)
    {
        var reader = method.Image.Reader;
        return [.. reader.GetMethodDefinition((MethodDefinitionHandle)method.Member).GetParameters().Select(reader.GetParameter)
            .Where(x => x.SequenceNumber > 0).OrderBy(x => x.SequenceNumber)];
    }

    public static string[] ParameterNames(MemberHome method) =>
        [.. NamedParameters(method).Select(x => method.Image.Reader.GetString(x.Name))];

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

    /// <summary>With the names of its type parameters, and what is passed by reference in the source's words.</summary>
    public static string Shown(MemberHome member)
    {
        if (member.Member.Kind != HandleKind.MethodDefinition) return DisplayName.Of(Id(member), GenericNames.Of(member.Type));
        var handle = (MethodDefinitionHandle)member.Member;
        var generics = GenericNames.Of(member.Image, handle);
        string id = Id(member), shown = DisplayName.Of(id, generics);
        int open = id.IndexOf('('), close = id.LastIndexOf(')');
        string list = open < 0 || id.IndexOf('@', open) < 0 ? ""
            : "(" + DisplayName.Type(id.Substring(open + 1, close - open - 1), generics) + ")";
        return list.Length == 0 || !shown.EndsWith(list, StringComparison.Ordinal) ? shown
            : shown.Substring(0, shown.Length - list.Length) + Taken(member.Image, handle);
    }

    /// <summary><c>(string, out int)</c>.</summary>
    public static string Taken(AssemblyImage image, MethodDefinitionHandle handle)
    {
        var generics = GenericNames.Of(image, handle);
        var method = image.Reader.GetMethodDefinition(handle);
        var parameters = ParameterReader.Read(image, method, method.DecodeSignature(image.DocumentationText, GenericScope.Open));
        return "(" + string.Join(", ", parameters.Select(x => MemberText.Word(x.RefKind)
            + DisplayName.Type(x.RefKind == RefKind.Value ? x.Type : x.Type.TrimEnd('@'), generics))) + ")";
    }

    /// <summary>With the namespace, where two types share their name.</summary>
    public static string Whole(MemberHome member) => $"{Shown(member)} of {member.Type.Name}";

    public static string FieldType(MemberHome field) => field.Member.Kind != HandleKind.FieldDefinition ? ""
        : field.Image.Reader.GetFieldDefinition((FieldDefinitionHandle)field.Member)
            .DecodeSignature(field.Image.DocumentationText, GenericScope.Open);

    public static string Id(MemberHome member) => DocumentationId.Member(member);
}
