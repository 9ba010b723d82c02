using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;
using MetadataReference = Microsoft.CodeAnalysis.MetadataReference;

namespace SemverGuard.Tool;

/// <summary>Opens assemblies and closes them all at the end.</summary>
internal sealed class Files : IDisposable
{
    private readonly List<IDisposable> open = [];
    private readonly Dictionary<AssemblyImage, Func<MetadataReference>> references = [];

    /// <summary>Files that were meant to be assemblies and could not be read.</summary>
    public List<NotChecked> Damaged { get; } = [];

    /// <summary>An assembly, or null for a file that holds none; a damaged one is remembered in <see cref="Damaged"/>.</summary>
    public AssemblyImage? TryOpen(string path, bool isFramework = false)
    {
        try
        {
            return Remember(OpenFile(path, isFramework), () => MetadataReference.CreateFromFile(path));
        }
        catch (BadImageFormatException e)
        {
            Damaged.Add(new NotChecked(Path.GetFileName(path), "not a readable assembly: " + e.Message));
            return null;
        }
    }

    /// <summary>As <see cref="TryOpen"/>, for an assembly without which there is nothing to check.</summary>
    /// <exception cref="BadImageFormatException">It is not an assembly, or damaged.</exception>
    public AssemblyImage Open(string path) =>
        Remember(OpenFile(path, isFramework: false), () => MetadataReference.CreateFromFile(path))
        ?? throw new BadImageFormatException($"'{path}' is not a .NET assembly");

    public AssemblyImage? TryOpen(string name, byte[] content)
    {
        try
        {
            var image = Open(name, new PEReader(ImmutableArray.Create(content)), isFramework: false);
            return Remember(image, () => MetadataReference.CreateFromImage(content));
        }
        catch (BadImageFormatException e)
        {
            Damaged.Add(new NotChecked(name, "not a readable assembly: " + e.Message));
            return null;
        }
    }

    /// <summary>The portable PDB beside an assembly or embedded in it; null when there is none that can be read.</summary>
    public SourceMap? Sources(string assemblyPath)
    {
        try
        {
            var reader = new PEReader(InputFile.Open(assemblyPath));
            open.Add(reader);
            if (!reader.TryOpenAssociatedPortablePdb(assemblyPath, x => File.Exists(x) ? InputFile.Open(x) : null, out var provider, out _)
                || provider is null)
                return null;
            open.Add(provider);
            return new SourceMap(provider.GetMetadataReader());
        }
        catch (Exception e) when (e is BadImageFormatException or IOException)
        {
            return null; // places are a comfort, not a condition
        }
    }

    /// <summary>The lines of a PDB in memory.</summary>
    public SourceMap Sources(byte[] pdb)
    {
        var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(pdb));
        open.Add(provider);
        return new SourceMap(provider.GetMetadataReader());
    }

    /// <summary>An opened assembly, for the compiler.</summary>
    public MetadataReference ReferenceTo(AssemblyImage image) => references[image]();

    public void Dispose()
    {
        foreach (var file in open) file.Dispose();
    }

    private AssemblyImage? Remember(AssemblyImage? image, Func<MetadataReference> reference)
    {
        if (image is not null) references[image] = reference;
        return image;
    }

    private AssemblyImage? OpenFile(string path, bool isFramework) =>
        Open(Path.GetFileName(path), new PEReader(InputFile.Open(path)), isFramework);

    private AssemblyImage? Open(string name, PEReader reader, bool isFramework)
    {
        open.Add(reader);
        try
        {
            return AssemblyImage.Open(reader, isFramework);
        }
        catch (Exception e) when (MistakeException.IsOne(e))
        {
            throw new MistakeException(name, e);
        }
    }
}
