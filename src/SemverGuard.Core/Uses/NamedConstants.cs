using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>
/// The constants that the project's source may read, by their names: compiled code does not show them, only their values.
/// </summary>
public static class NamedConstants
{
    /// <summary>
    /// Visible constants whose name is among the words, and whose type's name is too unless a derived type may lend its own. Members of
    /// enums are left out: whoever records an enum records them all.
    /// </summary>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static IEnumerable<SymbolUse> Read(AssemblySet world, SourceWords words) =>
        from image in world.Application
        from handle in Candidates(image, words)
        let type = ApiReader.Read(image, handle)
        where type.Kind != TypeKind.Enum && type.IsVisible
        from member in type.Members
        where member.Is(Traits.Const) && member.IsVisible && words.Contains(member.Name)
        select new SymbolUse(member.Id, image.Name, Use.Named, []);

    /// <summary>
    /// Members of the enums that compiled code mentions, where their names and the enum's are among the words. A cast to a number alone
    /// leaves no mention.
    /// </summary>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    internal static IEnumerable<SymbolUse> OfEnums(IEnumerable<SymbolUse> uses, AssemblySet world, SourceWords words) =>
        from use in uses
        where use.Symbol.StartsWith("T:", StringComparison.Ordinal)
        let home = world.FindType(use.Assembly, use.Symbol.Substring(2))
        where home.IsFound && words.Contains(ApiSurface.SimpleName(home.Image!.Reader.GetString(home.Definition.Name)))
        let type = ApiReader.Read(home.Image!, home.Handle)
        where type.Kind == TypeKind.Enum
        from member in type.Members
        where words.Contains(member.Name)
        select new SymbolUse(member.Id, use.Assembly, Use.Named, []);

    /// <summary>Asked of every type there is, so handles, flags and names are compared before anything is decoded.</summary>
    private static IEnumerable<TypeDefinitionHandle> Candidates(AssemblyImage image, SourceWords words)
    {
        var reader = image.Reader;
        var enums = reader.TypeReferences.FirstOrDefault(x => IsEnum(reader, reader.GetTypeReference(x)));
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            bool isEnum = !enums.IsNil && type.BaseType == enums; // which have most of all literals
            if (!isEnum && IsNamed(reader, type, words)) yield return handle;
        }
    }

    private static bool IsEnum(MetadataReader reader, TypeReference type) =>
        reader.StringComparer.Equals(type.Name, "Enum") && reader.StringComparer.Equals(type.Namespace, "System");

    private static bool IsNamed(MetadataReader reader, TypeDefinition type, SourceWords words)
    {
        if ((type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.NotPublic or TypeAttributes.NestedPrivate
            or TypeAttributes.NestedAssembly)
            return false;
        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if (!MayBeConst(field.Attributes) || !words.Contains(reader.GetString(field.Name))) continue;
            return (type.Attributes & TypeAttributes.Sealed) == 0 || words.Contains(ApiSurface.SimpleName(reader.GetString(type.Name)));
        }
        return false;
    }

    /// <summary>Visible and literal, or what a decimal constant is: readonly with an attribute.</summary>
    private static bool MayBeConst(FieldAttributes attributes) =>
        (attributes & FieldAttributes.Static) != 0 && (attributes & (FieldAttributes.Literal | FieldAttributes.InitOnly)) != 0
        && (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}
