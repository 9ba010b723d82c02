using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Compiling;

/// <summary>
/// Assemblies in memory as Core wants them: an <see cref="AssemblySet"/> over images, framework references opened when asked for.
/// </summary>
public static class World
{
    /// <summary>Read once for all tests: a reader may be shared, an <see cref="AssemblyImage"/> may not.</summary>
    private static readonly ConcurrentDictionary<string, PEReader> FrameworkReaders = new(StringComparer.OrdinalIgnoreCase);

    public static AssemblyImage Open(CompiledAssembly assembly) => Open(new PEReader(assembly.Image));

    public static AssemblyImage Open(string path) => Open(new PEReader([.. File.ReadAllBytes(path)]));

    public static AssemblySet Of(params IEnumerable<CompiledAssembly> assemblies) => Of([.. assemblies.Select(Open)]);

    public static AssemblySet Of(IReadOnlyList<AssemblyImage> images) => new(images, Framework);

    public static SourceMap Sources(CompiledAssembly assembly) =>
        new(MetadataReaderProvider.FromPortablePdbImage(assembly.Pdb).GetMetadataReader());

    private static AssemblyImage Open(PEReader pe) => new(pe.GetMetadataReader(), pe);

    private static AssemblyImage? Framework(string name)
    {
        if (!DotNet.ReferencePack.TryGetValue(name, out string? path)) return null;
        var pe = FrameworkReaders.GetOrAdd(name, _ => new PEReader([.. File.ReadAllBytes(path)]));
        return new AssemblyImage(pe.GetMetadataReader(), pe, isFramework: true);
    }
}
