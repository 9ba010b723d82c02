using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Tasks.Assets;
using SemverGuard.Tasks.Worlds;

namespace SemverGuard.Tasks.Compiling;

/// <summary>What the compiler would read of the same source if no package had been upgraded.</summary>
internal sealed class EarlierInputs(Baseline baseline, IReadOnlyList<Bump> bumps, WorldBuilder worlds, ProjectAssets graph)
{
    private readonly Dictionary<string, BaselinePackage> before = bumps.ToDictionary(x => x.Id, x => baseline.Package(x.Id)!, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null when a package is not on this machine as it was.</returns>
    public CompilerInputs? Of(CompilerInputs now)
    {
        var earlier = new List<Reference>();
        // A package that an upgrade dropped is back, as far as it can be had.
        foreach (var package in baseline.Packages.Where(x => before.ContainsKey(x.Id) || !graph.Libraries.ContainsKey(x.Id)))
        {
            if (worlds.CompileAssetsOf(package) is not { } files)
            {
                if (before.ContainsKey(package.Id)) return null;
                continue;
            }
            string aliases = now.References.FirstOrDefault(x => IsOf(x, package.Id))?.Aliases ?? "";
            earlier.AddRange(files.Select(x => new Reference(x, package.Id, aliases)));
        }
        var stays = Unrelated();
        return now with
        {
            References = [.. now.References.Where(x => x.Package.Length == 0 || !graph.Libraries.ContainsKey(x.Package) || stays.Contains(x.Package)), .. earlier],
            Generators = [.. now.Generators.Select(x => before.TryGetValue(x.Package, out var package) ? Earlier(x, package) : x).OfType<Reference>()],
        };
    }

    /// <summary>Packages that would be there without the upgrades: those of the baseline, and what the project added without their help.</summary>
    private HashSet<string> Unrelated()
    {
        var unrelated = new HashSet<string>(baseline.Packages.Select(x => x.Id).Where(x => !before.ContainsKey(x)), StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(graph.Direct.Concat(graph.Libraries.Values.Where(x => !x.IsPackage).Select(x => x.Id)));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (open.Count > 0)
        {
            string id = open.Dequeue();
            if (before.ContainsKey(id) || !seen.Add(id) || !graph.Libraries.TryGetValue(id, out var library)) continue;
            unrelated.Add(id);
            foreach (string dependency in library.Dependencies.Keys) open.Enqueue(dependency);
        }
        return unrelated;
    }

    /// <summary>The generator that the package had: in the same place, or in the folder of another compiler version.</summary>
    /// <returns>Null for a generator that is new.</returns>
    private Reference? Earlier(Reference generator, BaselinePackage package)
    {
        if (worlds.FolderOf(package) is not { } folder) return generator;
        string analyzers = Path.Combine(folder, "analyzers");
        if (!Directory.Exists(analyzers)) return null;
        string name = Path.GetFileName(generator.File);
        var candidates = Directory.EnumerateFiles(analyzers, name, SearchOption.AllDirectories).OrderByDescending(x => x, StringComparer.Ordinal).ToArray();
        string? file = Array.Find(candidates, x => IsSameBelow(x, generator.File)) ?? candidates.FirstOrDefault();
        return file is null ? null : generator with { File = file };
    }

    /// <summary>The same path below the package's folder for analyzers.</summary>
    private static bool IsSameBelow(string one, string other) => Below(one) == Below(other);

    private static string Below(string path)
    {
        string plain = path.Replace('\\', '/');
        return plain.Substring(plain.LastIndexOf("/analyzers/", StringComparison.OrdinalIgnoreCase) + 1);
    }

    private static bool IsOf(Reference reference, string package) => reference.Package.Equals(package, StringComparison.OrdinalIgnoreCase);
}
