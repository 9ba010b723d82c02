using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace SemverGuard.Metadata;

/// <summary>The types of an assembly, and those that it forwards, by their full names.</summary>
internal sealed class TypeLookup(AssemblyImage image)
{
    private NameIndex? types;
    private NameIndex? forwards;

    /// <returns>Nil for none.</returns>
    public TypeDefinitionHandle Definition(string fullName)
    {
        if (types is null)
        {
            types = new NameIndex(image.Reader, image.Reader.TypeDefinitions.Count);
            foreach (var handle in image.Reader.TypeDefinitions)
                types.Add(MetadataTokens.GetRowNumber(handle), image.Reader.GetTypeDefinition(handle).Name);
        }
        int row = types.Find(fullName, x => image.NameOf(MetadataTokens.TypeDefinitionHandle(x)));
        return row == 0 ? default : MetadataTokens.TypeDefinitionHandle(row);
    }

    /// <summary>The assembly a type was moved to, if this one only forwards it.</summary>
    public AssemblyReferenceHandle Forward(string fullName)
    {
        if (forwards is null)
        {
            forwards = new NameIndex(image.Reader, image.Reader.ExportedTypes.Count);
            foreach (var handle in image.Reader.ExportedTypes)
                forwards.Add(MetadataTokens.GetRowNumber(handle), image.Reader.GetExportedType(handle).Name);
        }
        int row = forwards.Find(fullName, x => Exported(MetadataTokens.ExportedTypeHandle(x)).Name);
        return row == 0 ? default : Exported(MetadataTokens.ExportedTypeHandle(row)).Home;
    }

    private (string Name, AssemblyReferenceHandle Home) Exported(ExportedTypeHandle handle)
    {
        var type = image.Reader.GetExportedType(handle);
        switch (type.Implementation.Kind)
        {
            case HandleKind.AssemblyReference:
                return (image.Qualify(type.Namespace, type.Name), (AssemblyReferenceHandle)type.Implementation);
            case HandleKind.ExportedType when type.Implementation != handle:
                var (outer, home) = Exported((ExportedTypeHandle)type.Implementation);
                return (outer + "." + image.Reader.GetString(type.Name), home);
            default:
                return ("", default);
        }
    }
}
