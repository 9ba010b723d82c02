using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Tasks.Assets;

namespace SemverGuard.Tasks.Worlds;

/// <summary>Puts together the application as it is, and as a baseline remembers it.</summary>
internal sealed class WorldBuilder(Inventory inventory, ProjectAssets graph, string runtimeIdentifier)
{
    private readonly PackageFolders folders = new(graph.Folders);
    private readonly IReadOnlyList<string> fallbacks = RuntimeIdentifiers.Fallbacks(runtimeIdentifier);
    private readonly Dictionary<string, string> framework = Framework(inventory);

    /// <summary>What was built last, or is about to be.</summary>
    public World After() => new(
        inventory.Compile.Where(x => !x.IsFramework).Select(x => x.File).ToArray(),
        inventory.Loaded(fallbacks).Concat(inventory.Own).Select(x => x.File).ToArray(),
        framework);

    /// <summary>The upgraded packages that are not on this machine as they were.</summary>
    public IReadOnlyList<BaselinePackage> MissingOf(Baseline baseline, IReadOnlyList<Bump> bumps) =>
        bumps.Where(x => x.Before != x.After).Select(x => baseline.Package(x.Id)!).Where(x => folders.Find(x.Id, x.Version) is null).ToArray();

    /// <summary>The same application with the packages of a baseline.</summary>
    /// <param name="missing">Packages that are not on this machine at the baseline's version; their present assets stand in, so that they hide nothing and prove nothing.</param>
    public World Before(Baseline baseline, out IReadOnlyList<BaselinePackage> missing)
    {
        var compile = new List<string>();
        var runtime = new List<string>();
        var absent = new List<BaselinePackage>();
        var loaded = inventory.Loaded(fallbacks).ToLookup(x => x.Package, StringComparer.OrdinalIgnoreCase);
        foreach (var package in baseline.Packages)
        {
            bool isUnchanged = graph.Libraries.TryGetValue(package.Id, out var now) && Bumps.IsSame(package, now);
            if (isUnchanged)
            {
                compile.AddRange(inventory.CompileOf(package.Id).Select(x => x.File));
                runtime.AddRange(loaded[package.Id].Select(x => x.File));
            }
            // The same version with other content: what lies in its folder is not what was there.
            else if (now?.Version != package.Version && folders.Find(package.Id, package.Version) is { } folder && Locate(package, folder, compile, runtime))
            {
            }
            else
            {
                absent.Add(package);
                compile.AddRange(inventory.CompileOf(package.Id).Select(x => x.File));
                runtime.AddRange(loaded[package.Id].Select(x => x.File));
            }
        }
        missing = absent;
        var own = inventory.Own.Select(x => x.File).ToArray();
        return new World([.. compile, .. own], [.. runtime, .. own], framework);
    }

    private bool Locate(BaselinePackage package, string folder, List<string> compile, List<string> runtime)
    {
        var compileFiles = package.Assemblies.Where(x => x.Compile.Length > 0).Select(x => Path.Combine(folder, x.Compile)).ToArray();
        var runtimeFiles = package.Assemblies.Where(x => x.Runtime.Length > 0)
            .Select(x => RuntimeIdentifiers.Find(folder, x.Runtime, fallbacks) ?? Path.Combine(folder, x.Runtime)).ToArray();
        if (!compileFiles.Concat(runtimeFiles).All(File.Exists)) return false;
        compile.AddRange(compileFiles);
        runtime.AddRange(runtimeFiles);
        return true;
    }

    private static Dictionary<string, string> Framework(Inventory inventory)
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var asset in inventory.Compile)
        {
            if (asset.IsFramework) paths[asset.Name] = asset.File;
        }
        return paths;
    }
}
