using System.Reflection;
using System.Reflection.Metadata;
using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Uses;

/// <summary>The constants that the project's source may read, by their names: compiled code does not show them, only their values.</summary>
public static class NamedConstants
{
    /// <summary>
    /// Visible constants whose name is among the words, and whose type's name is too unless a derived type may lend its own. Members of enums
    /// are left out: whoever records an enum records them all.
    /// </summary>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public static IEnumerable<SymbolUse> Read(AssemblySet world, SourceWords words)
    {
        foreach (var image in world.Application)
        {
            foreach (var handle in image.Reader.TypeDefinitions)
            {
                if (!IsNamed(image, handle, words)) continue;
                var type = ApiReader.Read(image, handle);
                if (type.Kind == TypeKind.Enum || !type.IsVisible) continue;
                foreach (var member in type.Members)
                {
                    if (member.Is(Traits.Const) && member.IsVisible && words.Contains(member.Name)) yield return new SymbolUse(member.Id, image.Name, Use.Named, []);
                }
            }
        }
    }

    /// <summary>Asked of every type there is, so names are compared before anything is decoded.</summary>
    private static bool IsNamed(AssemblyImage image, TypeDefinitionHandle handle, SourceWords words)
    {
        var reader = image.Reader;
        var type = reader.GetTypeDefinition(handle);
        if ((type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.NotPublic or TypeAttributes.NestedPrivate or TypeAttributes.NestedAssembly) return false;
        if ((type.Attributes & TypeAttributes.Sealed) != 0 && !words.Contains(SimpleName(reader.GetString(type.Name)))) return false;
        foreach (var field in type.GetFields())
        {
            var definition = reader.GetFieldDefinition(field);
            // A decimal constant is a readonly field with an attribute.
            bool mayBeConst = (definition.Attributes & FieldAttributes.Static) != 0 && (definition.Attributes & (FieldAttributes.Literal | FieldAttributes.InitOnly)) != 0;
            if (mayBeConst && words.Contains(reader.GetString(definition.Name))) return true;
        }
        return false;
    }

    private static string SimpleName(string name)
    {
        int tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }
}
