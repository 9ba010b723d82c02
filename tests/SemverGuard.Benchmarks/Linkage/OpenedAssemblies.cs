using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Metadata;

namespace SemverGuard.Benchmarks.Linkage;

/// <summary>Assemblies that are opened one by one, and closed together.</summary>
/// <param name="frameworks">Folders in which a name is looked for that the application does not have.</param>
internal sealed class OpenedAssemblies(params string[] frameworks) : IDisposable
{
    private readonly List<PEReader> open = [];
    private readonly Dictionary<string, AssemblyImage?> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Size of the method bodies of some assemblies, in bytes.</summary>
    public static long CodeOf(IEnumerable<AssemblyImage> assemblies) =>
        assemblies.Sum(x => x.Reader.MethodDefinitions.Sum(y => (long)(x.Body(x.Reader.GetMethodDefinition(y))?.Size ?? 0)));

    public AssemblyImage Open(string path) => Open(path, isFramework: false);

    /// <returns>Null for a name that no framework has.</returns>
    public AssemblyImage? Framework(string name)
    {
        if (known.TryGetValue(name, out var found)) return found;
        string? path = frameworks.Select(x => Path.Combine(x, name + ".dll")).FirstOrDefault(File.Exists);
        return known[name] = path is null ? null : Open(path, isFramework: true);
    }

    public void Dispose()
    {
        foreach (var file in open) file.Dispose();
        open.Clear();
        known.Clear();
    }

    private AssemblyImage Open(string path, bool isFramework)
    {
        var file = new PEReader(File.OpenRead(path));
        open.Add(file);
        return new AssemblyImage(file.GetMetadataReader(), file, isFramework);
    }
}
