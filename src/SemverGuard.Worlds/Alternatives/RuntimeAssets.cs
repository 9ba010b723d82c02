using SemverGuard.Packages;

namespace SemverGuard.Worlds.Alternatives;

/// <summary>The assemblies of an extracted package that a host loads.</summary>
internal static class RuntimeAssets
{
    /// <param name="folder">Of the package.</param>
    /// <param name="systems">Folders below <c>runtimes/</c>, the best first.</param>
    /// <returns>Null when the package has nothing for the framework.</returns>
    public static IReadOnlyList<string>? Of(string folder, FrameworkName framework, IReadOnlyList<string> systems)
    {
        string lib = Path.Combine(folder, "lib");
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Directory.Exists(lib))
        {
            if (Best(lib, framework) is not { } best) return null;
            Add(best);
        }
        foreach (string system in systems.Reverse())
        {
            if (Best(Path.Combine(folder, "runtimes", system, "lib"), framework) is { } best) Add(best);
        }
        return [.. files.Values];

        void Add(string source)
        {
            foreach (string file in Directory.EnumerateFiles(source, "*.dll")) files[Path.GetFileName(file)] = file;
        }
    }

    private static string? Best(string folder, FrameworkName framework) =>
        Directory.Exists(folder) && framework.Best(Directory.EnumerateDirectories(folder).Select(x => Path.GetFileName(x))) is { } name
            ? Path.Combine(folder, name)
            : null;
}
