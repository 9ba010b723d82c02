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
