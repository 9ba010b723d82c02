using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What a type says of itself to who asks it one question at run time.</summary>
internal static class ReflectedFacets
{
    private const string ByRefLike = "System.Runtime.CompilerServices.IsByRefLikeAttribute";

    public static IReadOnlyList<string> Compare(AssemblySet before, TypeHome was, AssemblySet after, TypeHome now, string reader)
    {
        string old = Answer(before, was, reader), @new = Answer(after, now, reader);
        return old == @new ? [] : [reader switch
        {
            FacetReaders.Underlying => $"has the underlying type {DisplayName.Type(@new)} (was {DisplayName.Type(old)})",
            FacetReaders.References => @new.Length > 0 ? "holds references now" : "no longer holds references",
            _ => @new.Length > 0 ? $"is {@new} now" : $"is no longer {old}",
        }];
    }

    /// <summary>A word where it is so, and none where it is not; of an enum, its numbers' type.</summary>
    private static string Answer(AssemblySet world, TypeHome type, string reader)
    {
        var attributes = type.Definition.Attributes;
        var layout = attributes & TypeAttributes.LayoutMask;
        bool isValue = ReferenceCheck.IsValue(type);
        return reader switch
        {
            "get_IsSealed" => Word(Has(TypeAttributes.Sealed), "sealed"),
            "get_IsAbstract" => Word(Has(TypeAttributes.Abstract), "abstract"),
            "get_IsInterface" => Word(type.IsInterface, "an interface"),
            "get_IsValueType" => Word(isValue, "a value type"),
            "get_IsClass" => Word(!isValue && !type.IsInterface, "a class"),
            "get_IsEnum" => Word(type.IsEnum, "an enum"),
            "get_IsByRefLike" => Word(CustomAttributes.Has(type.Image!, type.Definition.GetCustomAttributes(), ByRefLike), "a ref struct"),
            "get_IsExplicitLayout" => Word(layout == TypeAttributes.ExplicitLayout, "laid out by hand"),
            "get_IsAutoLayout" => Word(layout == TypeAttributes.AutoLayout, "laid out by the runtime"),
            FacetReaders.Underlying => type.IsEnum ? Fields(type).FirstOrDefault(x => !x.IsStatic).Type ?? "" : "",
            FacetReaders.References => Word(!isValue || HoldsReferences(world, type, 0), "holding references"),
            _ => "",
        };

        bool Has(TypeAttributes flag) => (attributes & flag) != 0;

        static string Word(bool isSo, string word) => isSo ? word : "";
    }

    private static bool HoldsReferences(AssemblySet world, TypeHome type, int depth) =>
        depth < 8 && Fields(type).Where(x => !x.IsStatic).Any(x => IsReference(world, type.Image!, x.Type, depth));

    /// <summary>What cannot be told, a type parameter or what is not found, counts as no reference.</summary>
    private static bool IsReference(AssemblySet world, AssemblyImage image, string text, int depth)
    {
        if (text is "System.String" or "System.Object" || text.EndsWith("]", StringComparison.Ordinal)) return true;
        int arguments = text.IndexOf('{');
        var type = world.FindNamed(image, arguments < 0 ? text : text.Substring(0, arguments));
        return type.IsFound && !type.IsEnum && (!ReferenceCheck.IsValue(type) || HoldsReferences(world, type, depth + 1));
    }

    private static IEnumerable<(bool IsStatic, string Type)> Fields(TypeHome type) =>
        from handle in type.Definition.GetFields()
        let field = type.Image!.Reader.GetFieldDefinition(handle)
        select ((field.Attributes & FieldAttributes.Static) != 0, field.DecodeSignature(type.Image!.LinkText, GenericScope.Open));
}
