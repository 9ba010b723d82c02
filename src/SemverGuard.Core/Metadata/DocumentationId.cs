using System.Reflection.Metadata;

namespace SemverGuard.Metadata;

/// <summary>Documentation comment ids (C# standard, annex D.4) from metadata.</summary>
public static class DocumentationId
{
    /// <summary>
    /// A type's, or a member's that a type declares: what stands behind the colon is a name in somebody's assembly and may be any text.
    /// </summary>
    public static bool IsWellFormed(string id) => id.Length > 2 && id[1] == ':' && id[0] is ('T' or 'M' or 'F' or 'P' or 'E');

    public static string Type(AssemblyImage image, TypeDefinitionHandle type) => "T:" + image.NameOf(type);

    /// <summary>A method as uses name it: an accessor is its property or event.</summary>
    public static string Used(AssemblyImage image, MethodDefinitionHandle method)
    {
        var type = image.Reader.GetMethodDefinition(method).GetDeclaringType();
        return image.AccessorOwner(method) switch
        {
            { Kind: HandleKind.PropertyDefinition } property => Property(image, (PropertyDefinitionHandle)property, type),
            { Kind: HandleKind.EventDefinition } @event => Event(image, (EventDefinitionHandle)@event, type),
            _ => Method(image, method),
        };
    }

    public static string Method(AssemblyImage image, MethodDefinitionHandle handle)
    {
        var method = image.Reader.GetMethodDefinition(handle);
        var signature = method.DecodeSignature(image.DocumentationText, GenericScope.Open);
        return Method(image.NameOf(method.GetDeclaringType()), image.Reader.GetString(method.Name), signature);
    }

    public static string Method(string type, string name, MethodSignature<string> signature) =>
        "M:" + type + "." + Escape(name)
        + (signature.GenericParameterCount > 0 ? "``" + signature.GenericParameterCount : "")
        + Parameters(signature)
        + (name is "op_Implicit" or "op_Explicit" or "op_CheckedExplicit" ? "~" + signature.ReturnType : "");

    public static string Field(AssemblyImage image, FieldDefinitionHandle handle)
    {
        var field = image.Reader.GetFieldDefinition(handle);
        return "F:" + image.NameOf(field.GetDeclaringType()) + "." + Escape(image.Reader.GetString(field.Name));
    }

    /// <summary>Of a method or field that was found.</summary>
    internal static string Member(MemberHome member) => member.Member.Kind == HandleKind.MethodDefinition
        ? Method(member.Image, (MethodDefinitionHandle)member.Member)
        : Field(member.Image, (FieldDefinitionHandle)member.Member);

    public static string Property(AssemblyImage image, PropertyDefinitionHandle handle, TypeDefinitionHandle declaringType)
    {
        var property = image.Reader.GetPropertyDefinition(handle);
        return "P:" + image.NameOf(declaringType) + "." + Escape(image.Reader.GetString(property.Name))
            + Parameters(property.DecodeSignature(image.DocumentationText, GenericScope.Open));
    }

    public static string Event(AssemblyImage image, EventDefinitionHandle handle, TypeDefinitionHandle declaringType) =>
        "E:" + image.NameOf(declaringType) + "." + Escape(image.Reader.GetString(image.Reader.GetEventDefinition(handle).Name));

    /// <summary>The id of the type that declares a member, or the type's own id.</summary>
    public static string DeclaringType(string id)
    {
        if (id.StartsWith("T:", StringComparison.Ordinal)) return id;
        int end = id.IndexOf('(');
        int dot = id.LastIndexOf('.', end < 0 ? id.Length - 1 : end);
        return dot < 0 ? id : "T:" + id.Substring(2, dot - 2);
    }

    /// <summary>
    /// As the compiler does, which leaves commas alone whatever the standard says, and leaves out <c>global::</c> before an interface's
    /// name.
    /// </summary>
    private static string Escape(string name)
    {
        int alias = name.IndexOf("::", StringComparison.Ordinal);
        return (alias < 0 ? name : name.Substring(alias + 2)).Replace('.', '#').Replace('<', '{').Replace('>', '}');
    }

    private static string Parameters(MethodSignature<string> signature) =>
        signature.ParameterTypes.Length == 0 ? "" : "(" + string.Join(",", signature.ParameterTypes) + ")";
}
