using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Worlds.Alternatives;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds;

/// <summary>Puts together the application as it is, and as a baseline remembers it.</summary>
internal sealed class WorldBuilder(
    Inventory inventory, ProjectAssets graph, FrameworkAssemblies framework, string runtimeIdentifier, AssemblyFiles files)
{
    private readonly Dictionary<string, string?> recorded = new(StringComparer.OrdinalIgnoreCase);
    private readonly PackageFolders folders = new(graph.Folders);
    private readonly IReadOnlyList<string> fallbacks = RuntimeIdentifiers.Fallbacks(runtimeIdentifier);
    private readonly PackageSide compileSide = new(inventory.Compile, x => x.Compile);
    private readonly PackageSide runtimeSide = new(inventory.Loaded(RuntimeIdentifiers.Fallbacks(runtimeIdentifier)), x => x.Runtime);

    /// <summary>The framework's assemblies by simple name.</summary>
    public IReadOnlyDictionary<string, string> Framework => framework.Paths;

    /// <summary>What was built last, or is about to be.</summary>
    public World After() => new(
        inventory.Compile.Where(x => !x.IsFramework).Select(x => x.File).ToArray(),
        inventory.Loaded(fallbacks).Concat(inventory.Own).Select(x => x.File).ToArray(),
        framework.Paths) { AtRunTime = framework.AtRunTime };

    /// <summary>The application as it is, but with other versions of some packages; only what is loaded is asked about.</summary>
    /// <returns>Null when one of them has nothing for the project's framework.</returns>
    public World? With(IReadOnlyDictionary<string, Library> libraries, FrameworkName target)
    {
        var runtime = new List<string>();
        runtime.AddRange(inventory.Loaded(fallbacks)
            .Where(x => !x.IsFromPackage || (libraries.TryGetValue(x.Package, out var library) && IsPresent(library))).Select(x => x.File));
        foreach (var library in libraries.Values.Where(x => x.IsPackage && !IsPresent(x)))
        {
            if (folders.Find(library.Id, library.Version) is not { } folder || RuntimeAssets.Of(folder, target, fallbacks) is not { } files)
                return null;
            runtime.AddRange(files.Where(x => framework.IsDeployed(x, library.Id, library.Version)));
        }
        return new World([], [.. runtime, .. inventory.Own.Select(x => x.File)], framework.Paths) { AtRunTime = framework.AtRunTime };
    }

    private bool IsPresent(Library library) => graph.Libraries.TryGetValue(library.Id, out var now) && now.Version == library.Version;

    /// <summary>The packages that were upgraded, or that an upgrade dropped, and are not on this machine as they were.</summary>
    public IReadOnlyList<BaselinePackage> MissingOf(Baseline baseline) =>
        baseline.Packages.Where(x => !graph.Libraries.TryGetValue(x.Id, out var now) || (now.IsPackage && now.Version != x.Version))
            .Where(x => folders.Find(x.Id, x.Version) is null).ToArray();

    /// <summary>
    /// Where a package lies as it was; null when it is not on this machine. Of the same version with other content: what lies there is not
    /// what was.
    /// </summary>
    public string? FolderOf(BaselinePackage package) =>
        graph.Libraries.TryGetValue(package.Id, out var now) && now.Version == package.Version && !Bumps.IsSame(package, now)
            ? null
            : Recorded(package);

    /// <summary>Where a package lies as the build has it; null for a project's.</summary>
    public string? TodaysFolderOf(string id) =>
        graph.Libraries.TryGetValue(id, out var now) && now.IsPackage ? folders.Find(now.Id, now.Version) : null;

    /// <summary>Ids of the packages that are not in a baseline.</summary>
    public IEnumerable<string> Unknown(Baseline baseline) =>
        graph.Libraries.Values.Where(x => x.IsPackage && baseline.Package(x.Id) is null).Select(x => x.Id);

    /// <summary>A package of that name and version lies here, and is not the one that was recorded.</summary>
    public bool IsAnother(BaselinePackage package) => folders.Find(package.Id, package.Version) is not null && Recorded(package) is null;

    /// <summary>
    /// What somebody put in its place would be compared in its stead: the content must have the hash that was noted, and the assemblies
    /// their ids.
    /// </summary>
    private string? Recorded(BaselinePackage package)
    {
        if (recorded.TryGetValue(package.Id, out string? known)) return known;
        string? folder = folders.Find(package.Id, package.Version);
        if (folder is not null && package.Hash.Length > 0 && PackageFolders.HashOf(folder) is { } hash && hash != package.Hash)
            folder = null;
        if (folder is not null && !package.Assemblies.All(x => IsRecorded(x, folder))) folder = null;
        return recorded[package.Id] = folder;
    }

    /// <remarks>An id can be taken from another assembly: it is the hash above that holds, wherever one was noted.</remarks>
    private bool IsRecorded(BaselineAssembly assembly, string folder)
    {
        string asset = assembly.Compile.Length > 0 ? assembly.Compile : assembly.Runtime;
        string file = Path.Combine(folder, asset);
        return asset.Length == 0 || !File.Exists(file) || files.Open(file)?.Mvid == assembly.Mvid;
    }

    /// <summary>What the compiler saw of a package as it was; null when that is not on this machine.</summary>
    public IReadOnlyList<string>? CompileAssetsOf(BaselinePackage package) =>
        FolderOf(package) is { } folder && CompileAssets(package, folder) is var files && files.All(File.Exists)
            ? Used(files, package)
            : null;

    /// <summary>The same application with the packages of a baseline.</summary>
    public World Before(Baseline baseline)
    {
        var found = baseline.Packages.Where(x => !IsUnchanged(x)).Select(x => (x.Id, Files: Locate(x))).Where(x => x.Files is not null)
            .ToDictionary(x => x.Id, x => x.Files!.Value, StringComparer.OrdinalIgnoreCase);
        string[] compile = [.. compileSide.Before(
            baseline, x => found.TryGetValue(x.Id, out var files) ? files.Compile : null, x => Lost(compileSide, x, CompileAssets))];
        string[] runtime = [.. runtimeSide.Before(
            baseline, x => found.TryGetValue(x.Id, out var files) ? files.Runtime : null, x => Lost(runtimeSide, x, LoadedAssets))];
        var own = inventory.Own.Select(x => x.File).ToArray();
        return new World([.. compile, .. own], [.. runtime, .. own], framework.Paths)
        {
            AtRunTime = framework.AtRunTime,
            Missing = [.. baseline.Packages.Where(x => !IsUnchanged(x) && !found.ContainsKey(x.Id))],
        };
    }

    /// <summary>What the compiler saw of a package that did not move, and sees of another one now.</summary>
    public IEnumerable<string> LostByNow(BaselinePackage package) => Lost(compileSide, package, CompileAssets);

    /// <remarks>Where a package lies is asked last: it takes to read what lies there.</remarks>
    private IEnumerable<string> Lost(PackageSide side, BaselinePackage package, Func<BaselinePackage, string, string[]> recorded) =>
        IsUnchanged(package) && side.Lost(package) is { Count: > 0 } lost && FolderOf(package) is { } folder
            ? Used(recorded(package with { Assemblies = lost }, folder).Where(File.Exists), package)
            : [];

    private bool IsUnchanged(BaselinePackage package) =>
        graph.Libraries.TryGetValue(package.Id, out var now) && Bumps.IsSame(package, now);

    private (string[] Compile, string[] Runtime)? Locate(BaselinePackage package)
    {
        if (FolderOf(package) is not { } folder) return null;
        string[] compile = CompileAssets(package, folder), runtime = LoadedAssets(package, folder);
        return compile.Concat(runtime).All(File.Exists) ? (Used(compile, package), Used(runtime, package)) : null;
    }

    private string[] LoadedAssets(BaselinePackage package, string folder) =>
        [.. package.Assemblies.Where(x => x.Runtime.Length > 0)
            .Select(x => RuntimeIdentifiers.Find(folder, x.Runtime, fallbacks) ?? Path.Combine(folder, x.Runtime))];

    private string[] Used(IEnumerable<string> files, BaselinePackage package) =>
        [.. files.Where(x => framework.IsUsed(x, package.Id, package.Version))];

    private static string[] CompileAssets(BaselinePackage package, string folder) =>
        package.Assemblies.Where(x => x.Compile.Length > 0).Select(x => Path.Combine(folder, x.Compile)).ToArray();
}
