using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>How many bytes a struct has at least.</summary>
internal static class FieldSizes
{
    /// <summary>The sum of its fields; null where one of them is no number.</summary>
    public static int? Least(TypeHome type)
    {
        if (!type.IsFound) return null;
        int sum = 0;
        foreach (var handle in type.Definition.GetFields())
        {
            var field = type.Image!.Reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Static) != 0) continue;
            if (Of(field.DecodeSignature(type.Image.LinkText, GenericScope.Open)) is not { } size) return null;
            sum += size;
        }
        return sum;
    }

    /// <summary>Whether a struct holds an object, itself or in a struct that it holds.</summary>
    public static bool HasReference(AssemblySet world, TypeHome type, int depth = 0)
    {
        const int Deepest = 8;
        if (!type.IsFound || depth > Deepest) return false;
        foreach (var handle in type.Definition.GetFields())
        {
            var field = type.Image!.Reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Static) != 0) continue;
            string text = field.DecodeSignature(type.Image.LinkText, GenericScope.Open);
            if (text is "System.String" or "System.Object" || text.EndsWith("[]", StringComparison.Ordinal)) return true;
            if (Of(text) is not null || text.EndsWith("*", StringComparison.Ordinal)) continue;
            var held = field.DecodeSignature(new TypeArgumentReader(world, type.Image), GenericScope.Open);
            if (!held.Home.IsFound || held.Home == type) continue;
            if (!held.IsValue || HasReference(world, held.Home, depth + 1)) return true;
        }
        return false;
    }

    /// <summary>Of a number; null for any other type.</summary>
    public static int? Of(string type) => type switch
    {
        "System.Boolean" or "System.Byte" or "System.SByte" => 1,
        "System.Int16" or "System.UInt16" or "System.Char" => 2,
        "System.Int32" or "System.UInt32" or "System.Single" => 4,
        "System.Int64" or "System.UInt64" or "System.Double" => 8,
        _ => null,
    };
}
