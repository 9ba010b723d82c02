using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Types that are in another namespace by now. One that is gone and the only new one of its simple name are the same where most of their
/// members have the same names.
/// </summary>
internal static class MovedTypes
{
    /// <summary>The assembly before with the names that its types have now; itself where none moved.</summary>
    public static AssemblyImage Followed(AssemblyImage was, AssemblyImage now)
    {
        var come = Only(now, was).GroupBy(x => SimpleName(now, x), StringComparer.Ordinal).ToDictionary(x => x.Key, x => x.ToArray());
        if (come.Count == 0) return was;
        var names = new Dictionary<TypeDefinitionHandle, string>();
        foreach (var gone in Only(was, now).GroupBy(x => SimpleName(was, x), StringComparer.Ordinal))
        {
            if (gone.ToArray() is not [var old] || !come.TryGetValue(gone.Key, out var others) || others is not [var @new]) continue;
            if (AreAlike(was, old, now, @new)) names[old] = now.NameOf(@new);
        }
        return names.Count == 0 ? was : was.Named(names);
    }

    /// <summary>Types of one version alone; those that are nested in others go with them.</summary>
    private static IEnumerable<TypeDefinitionHandle> Only(AssemblyImage image, AssemblyImage other) =>
        from handle in image.Reader.TypeDefinitions
        where image.Reader.GetTypeDefinition(handle).GetDeclaringType().IsNil
        let name = image.NameOf(handle)
        where !GeneratedNames.IsType(name) && other.FindType(name).IsNil && other.FindForward(name).IsNil
        select handle;

    private static string SimpleName(AssemblyImage image, TypeDefinitionHandle type) =>
        image.Reader.GetString(image.Reader.GetTypeDefinition(type).Name);

    private static bool AreAlike(AssemblyImage was, TypeDefinitionHandle old, AssemblyImage now, TypeDefinitionHandle @new)
    {
        const TypeAttributes Kind = TypeAttributes.ClassSemanticsMask;
        TypeDefinition one = was.Reader.GetTypeDefinition(old), other = now.Reader.GetTypeDefinition(@new);
        if ((one.Attributes & Kind) != (other.Attributes & Kind) || ValueBase(was, one) != ValueBase(now, other)) return false;
        HashSet<string> names = [.. Members(was, one)], others = [.. Members(now, other)];
        int all = Math.Max(names.Count, others.Count);
        names.IntersectWith(others);
        return names.Count * 2 >= all;
    }

    /// <summary>Of a structure, an enum or a delegate what makes it one.</summary>
    private static string ValueBase(AssemblyImage image, TypeDefinition type) =>
        !type.BaseType.IsNil && image.NameOf(type.BaseType) is "System.ValueType" or "System.Enum" or "System.MulticastDelegate"
            ? image.NameOf(type.BaseType)
            : "";

    private static IEnumerable<string> Members(AssemblyImage image, TypeDefinition type) =>
        type.GetMethods().Select(x => image.Reader.GetString(image.Reader.GetMethodDefinition(x).Name))
            .Concat(type.GetFields().Select(x => image.Reader.GetString(image.Reader.GetFieldDefinition(x).Name)))
            .Where(x => x is not (".ctor" or ".cctor") && !GeneratedNames.IsMember(x));
}
