using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>
/// Types that the project's own code names in a text: <c>"Lib.Store, Lib"</c> in a setting, for somebody who makes an instance of it.
/// </summary>
/// <remarks>Only the project's texts count. A package names types in its messages, and in lists of what might be there.</remarks>
internal static class TypesByName
{
    public static TypeHome Find(AssemblySet world, string text)
    {
        int comma = text.IndexOf(',');
        string name = (comma < 0 ? text : text.Substring(0, comma)).Trim();
        if (name.IndexOf('.') <= 0 || name.Length > 500 || !IsName(name)) return default;
        name = name.Replace('+', '.');
        if (comma < 0) return world.FindTypeAnywhere(name);
        string assembly = text.Substring(comma + 1).Split(',')[0].Trim();
        return world.Application.Any(x => x.Name.Equals(assembly, StringComparison.OrdinalIgnoreCase))
            ? world.FindType(assembly, name)
            : default;
    }

    private static bool IsName(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '_' or '+' or '`')) return false;
        }
        return true;
    }

    /// <summary>Whether <c>typeof(T).Name</c> is what begins here.</summary>
    public static bool IsNamed(AssemblyImage image, IlReader typeOf) =>
        typeOf.MoveNext() && typeOf.OpCode == ILOpCode.Call && image.MemberName(typeOf.Entity) == "GetTypeFromHandle"
        && typeOf.MoveNext() && typeOf.OpCode == ILOpCode.Callvirt
        && image.MemberName(typeOf.Entity) is "get_Name" or "get_FullName" or "get_Namespace" or "get_AssemblyQualifiedName";
}
