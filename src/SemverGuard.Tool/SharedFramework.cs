using SemverGuard.Metadata;

namespace SemverGuard.Tool;

/// <summary>The assemblies of the shared frameworks this tool runs on, opened when somebody asks.</summary>
internal sealed class SharedFramework(Files files)
{
    private readonly Dictionary<string, AssemblyImage?> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] folders = Folders();

    public AssemblyImage? Find(string assembly)
    {
        if (known.TryGetValue(assembly, out var image)) return image;
        string? path = folders.Select(x => Path.Combine(x, assembly + ".dll")).FirstOrDefault(File.Exists);
        return known[assembly] = path is null ? null : files.TryOpen(path, isFramework: true);
    }

    /// <summary>The base framework, then the newest of each other one beside it.</summary>
    private static string[] Folders()
    {
        string own = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string shared = Path.GetFullPath(Path.Combine(own, "..", ".."));
        var others = Directory.EnumerateDirectories(shared)
            .Where(x => Path.GetFileName(x) != "Microsoft.NETCore.App")
            .Select(x => Directory.EnumerateDirectories(x).Where(y => Path.GetFileName(y) == Path.GetFileName(own))
                .DefaultIfEmpty(Directory.EnumerateDirectories(x).Max(StringComparer.Ordinal)!).First());
        return [own, .. others.Where(x => x is not null).Order(StringComparer.Ordinal)];
    }
}
