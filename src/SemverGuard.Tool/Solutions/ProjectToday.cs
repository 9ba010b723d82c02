using NuGet.Common;
using NuGet.ProjectModel;
using SemverGuard.Baselines;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Solutions;

/// <summary>A project as it is built, with what every upgrade of it is compared with. For several threads.</summary>
internal sealed class ProjectToday
{
    private readonly Lazy<Baseline> baseline;

    private readonly Lazy<LockFile> assets;

    private readonly Lazy<HashSet<string>> packages;

    private readonly Lazy<HashSet<string>> references;

    private readonly Lazy<HashSet<string>> projects;

    private readonly Lazy<Guid> mvid;

    private readonly Lazy<HashSet<string>> named;

    public ProjectToday(ProjectWorld world)
    {
        World = world;
        baseline = new(() => PreviewCheck.Before(world));
        assets = new(() => LockFileUtilities.GetLockFile(world.AssetsFile, NullLogger.Instance));
        packages = new(() => Set(assets.Value.Libraries.Where(x => x.Type == "package").Select(x => x.Name)));
        projects = new(() => new(
            assets.Value.Libraries.Where(x => x.MSBuildProject is not null).Select(x => PathOf(x.MSBuildProject)), StringComparer.Ordinal));
        mvid = new(() => MvidOf(world.AssemblyFile));
        named = new(() => Set(Named(world.AssemblyFile)));
        references = new(() => Set(assets.Value.PackageSpec.TargetFrameworks.SelectMany(x => x.Dependencies).Select(x => x.Name)));
    }

    public ProjectWorld World { get; }

    /// <summary>What it uses of its packages.</summary>
    /// <exception cref="IOException">It was not built.</exception>
    public Baseline Baseline => baseline.Value;

    /// <summary>Whether the package is among those that NuGet resolved, for whatever framework.</summary>
    public bool Has(string package) => packages.Value.Contains(package);

    /// <summary>The version that NuGet resolved; null where it is none of its packages.</summary>
    public string? VersionOf(string package) =>
        assets.Value.Libraries.FirstOrDefault(
            x => x.Type == "package" && x.Name.Equals(package, StringComparison.OrdinalIgnoreCase))?.Version.ToNormalizedString();

    /// <summary>Where the packages that NuGet resolved lie on disk.</summary>
    public IEnumerable<(string Id, string Folder)> PackageFolders =>
        from library in assets.Value.Libraries
        where library.Type == "package"
        let folder = FolderOf(assets.Value, library)
        where folder is not null
        select (library.Name, folder);

    /// <returns>Null where the package is not on this machine.</returns>
    public static string? FolderOf(LockFile resolved, LockFileLibrary? library) => library?.Path is not { } path
        ? null
        : resolved.PackageFolders.Select(x => Path.GetFullPath(Path.Combine(x.Path, path))).FirstOrDefault(Directory.Exists);

    /// <summary>Whether it asks for the package itself.</summary>
    public bool References(string package) => references.Value.Contains(package);

    /// <summary>How many projects it references, those that they reference included: more than any of them does.</summary>
    public int Depth => projects.Value.Count;

    /// <summary>Whether it references the project, be it through another.</summary>
    public bool DependsOn(ProjectToday other) => projects.Value.Contains(other.World.ProjectFile);

    /// <summary>Whether the file is this project's output, wherever it was copied.</summary>
    public bool Built(string file) =>
        Path.GetFileName(file).Equals(Path.GetFileName(World.AssemblyFile), StringComparison.OrdinalIgnoreCase)
        && MvidOf(file) == mvid.Value;

    /// <summary>What NuGet resolved for it, and what it would with an upgrade.</summary>
    public ResolvedPackages Packages(LockFile after) =>
        new(ResolvedWorld.Target(assets.Value, World) ?? new LockFileTarget(), ResolvedWorld.Target(after, World)!);

    /// <summary>
    /// Whether it has what moved through other projects alone: nothing in it names an assembly of that, or sets a value for it.
    /// </summary>
    public bool HasOnlyThroughProjects(ResolvedPackages packages) =>
        !packages.Moved.Any(References) && !packages.MovedAssemblies.Any(named.Value.Contains)
        && SettingsFiles.Names(World.ProjectFolder).Count == 0;

    private string PathOf(string project) => Path.GetFullPath(project, World.ProjectFolder);

    private static Guid MvidOf(string file)
    {
        using var files = new AssemblyFiles();
        return File.Exists(file) ? files.Open(file)?.Mvid ?? Guid.Empty : Guid.Empty;
    }

    private static IEnumerable<string> Named(string file)
    {
        using var files = new AssemblyFiles();
        return File.Exists(file) && files.Open(file) is { } image ? [.. image.ReferencedNames()] : [];
    }

    private static HashSet<string> Set(IEnumerable<string> names) => new(names, StringComparer.OrdinalIgnoreCase);
}
