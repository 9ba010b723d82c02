using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using SemverGuard.Metadata;

namespace SemverGuard.Analyzers;

/// <summary>One assembly that the compilation references, as Roslyn has it in memory: nothing is opened here.</summary>
internal sealed class ReferencedAssembly
{
    /// <summary>Owns the memory that <see cref="reader"/> reads; to be kept for as long as that is used.</summary>
    private readonly AssemblyMetadata metadata;
    private readonly MetadataReader reader;

    private ReferencedAssembly(AssemblyMetadata metadata, string path)
    {
        this.metadata = metadata;
        reader = metadata.GetModules()[0].GetMetadataReader();
        var definition = reader.GetAssemblyDefinition();
        Name = reader.GetString(definition.Name);
        Version = definition.Version;
        Mvid = reader.GetGuid(reader.GetModuleDefinition().Mvid);
        Path = path;
    }

    public string Name { get; }

    public Version Version { get; }

    public Guid Mvid { get; }

    /// <summary>Empty for an image that has no file.</summary>
    public string Path { get; }

    /// <exception cref="BadImageFormatException">The assembly is damaged.</exception>
    public AssemblyImage Image() => new(reader);

    /// <summary>Every assembly by simple name; of two with one name the higher version, as the compiler chooses.</summary>
    /// <remarks>Projects that an IDE references as compilations are no packages, and a file that cannot be read is the compiler's to
    /// report.</remarks>
    public static Dictionary<string, ReferencedAssembly> All(Compilation compilation)
    {
        var all = new Dictionary<string, ReferencedAssembly>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in compilation.References)
        {
            if (reference is not PortableExecutableReference file || Read(file) is not { } assembly) continue;
            if (!all.TryGetValue(assembly.Name, out var other) || other.Version < assembly.Version) all[assembly.Name] = assembly;
        }
        return all;
    }

    private static ReferencedAssembly? Read(PortableExecutableReference reference)
    {
        try
        {
            return reference.GetMetadata() is AssemblyMetadata metadata ? new ReferencedAssembly(metadata, reference.FilePath ?? "") : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public override string ToString() => $"{Name} {Version}";
}
