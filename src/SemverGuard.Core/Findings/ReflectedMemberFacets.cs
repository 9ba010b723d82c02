using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What a member that was found by its name says of itself to who asks it one question at run time.</summary>
internal static class ReflectedMemberFacets
{
    /// <returns>The rest of a sentence about the type; null where nothing is another.</returns>
    public static string? Compare(NamedRead read, AssemblySet before, TypeHome was, AssemblySet after, TypeHome now)
    {
        string old = Answer(read, before, was), @new = Answer(read, after, now);
        if (old == @new) return null;
        return read.Asked == Declaring
            ? $"has {read.Name} declared by {DisplayName.Type(@new)} (was {DisplayName.Type(old)})"
            : $"has {read.Name}, which is {(@new.Length > 0 ? @new + " now" : "no longer " + old)}";
    }

    private const string Declaring = "get_DeclaringType";

    /// <summary>Of the first member that has the name; a word where it is so, and none where it is not.</summary>
    private static string Answer(NamedRead read, AssemblySet world, TypeHome type) =>
        (from scope in world.MemberScopes(type)
         where scope.Type.IsFound
         from answer in OfMethods(read, scope.Type).Concat(OfFields(read, scope.Type)).Concat(OfProperties(read, scope.Type))
         select answer).FirstOrDefault() ?? "";

    private static IEnumerable<string> OfMethods(NamedRead read, TypeHome type) =>
        from method in type.Definition.GetMethods().Select(type.Image!.Reader.GetMethodDefinition)
        where type.Image.Reader.StringComparer.Equals(method.Name, read.Name)
            && (!read.IsSimple || (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public)
        select read.Asked switch
        {
            Declaring => type.Name,
            "get_IsVirtual" => Word((method.Attributes & MethodAttributes.Virtual) != 0, "virtual"),
            "get_IsAbstract" => Word((method.Attributes & MethodAttributes.Abstract) != 0, "abstract"),
            "get_IsFinal" => Word((method.Attributes & MethodAttributes.Final) != 0, "final"),
            "get_IsStatic" => Word((method.Attributes & MethodAttributes.Static) != 0, "static"),
            "get_IsPublic" => Word((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public, "public"),
            "get_IsPrivate" => Word((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Private, "private"),
            "get_IsGenericMethod" or "get_IsGenericMethodDefinition" => Word(method.GetGenericParameters().Count > 0, "generic"),
            _ => "",
        };

    private static IEnumerable<string> OfFields(NamedRead read, TypeHome type) =>
        from field in type.Definition.GetFields().Select(type.Image!.Reader.GetFieldDefinition)
        where type.Image.Reader.StringComparer.Equals(field.Name, read.Name)
            && (!read.IsSimple || (field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public)
        select read.Asked switch
        {
            Declaring => type.Name,
            "get_IsLiteral" => Word((field.Attributes & FieldAttributes.Literal) != 0, "a constant"),
            "get_IsInitOnly" => Word((field.Attributes & FieldAttributes.InitOnly) != 0, "readonly"),
            "get_IsStatic" => Word((field.Attributes & FieldAttributes.Static) != 0, "static"),
            "get_IsPublic" => Word((field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public, "public"),
            _ => "",
        };

    private static IEnumerable<string> OfProperties(NamedRead read, TypeHome type) => read.Asked != Declaring ? []
        : type.Definition.GetProperties().Select(type.Image!.Reader.GetPropertyDefinition)
            .Where(x => type.Image.Reader.StringComparer.Equals(x.Name, read.Name)).Select(_ => type.Name);

    private static string Word(bool isSo, string word) => isSo ? word : "";
}
