using System.Collections.Immutable;
using System.Reflection.Metadata;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;
using SemverGuard.Worlds;
using MetadataReference = Microsoft.CodeAnalysis.MetadataReference;

namespace SemverGuard.Tool;

/// <summary>Opens assemblies for the engines and for the compiler, and closes them all at the end.</summary>
internal sealed class Files : IDisposable
{
    private readonly AssemblyFiles files = new();
    private readonly List<IDisposable> symbols = [];
    private readonly Dictionary<AssemblyImage, Func<MetadataReference>> references = [];

    /// <summary>Files that were meant to be assemblies and could not be read.</summary>
    public IEnumerable<NotChecked> Damaged =>
        files.Damaged.Select(x => new NotChecked(Path.GetFileName(x.Subject), "not a readable assembly: " + x.Reason));

    /// <summary>An assembly, or null for a file that holds none; a damaged one is remembered in <see cref="Damaged"/>.</summary>
    public AssemblyImage? TryOpen(string path, bool isFramework = false) =>
        Remember(files.Open(path, isFramework, mayBeNative: true), () => MetadataReference.CreateFromFile(path));

    public AssemblyImage? TryOpen(string name, byte[] content) =>
        Remember(files.Open(name, content, mayBeNative: true), () => MetadataReference.CreateFromImage(content));

    /// <summary>As <see cref="TryOpen(string, bool)"/>, for an assembly without which there is nothing to check.</summary>
    /// <exception cref="BadImageFormatException">It is not an assembly, or damaged.</exception>
    public AssemblyImage Open(string path) =>
        TryOpen(path) ?? throw new BadImageFormatException(
            files.Damaged.FirstOrDefault(x => x.Subject == path)?.Reason ?? $"'{path}' is not a .NET assembly");

    /// <summary>The portable PDB beside an opened assembly or embedded in it; null when there is none that can be read.</summary>
    public SourceMap? Sources(string assemblyPath) => files.Sources(assemblyPath);

    /// <summary>The lines of a PDB in memory.</summary>
    public SourceMap Sources(byte[] pdb)
    {
        var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(pdb));
        symbols.Add(provider);
        return new SourceMap(provider.GetMetadataReader());
    }

    /// <summary>An opened assembly, for the compiler.</summary>
    public MetadataReference ReferenceTo(AssemblyImage image) => references[image]();

    public void Dispose()
    {
        foreach (var provider in symbols) provider.Dispose();
        files.Dispose();
    }

    private AssemblyImage? Remember(AssemblyImage? image, Func<MetadataReference> reference)
    {
        if (image is not null) references[image] = reference;
        return image;
    }
}
