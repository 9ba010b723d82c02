using NuGet.Frameworks;
using NuGet.ProjectModel;
using SemverGuard.Packages;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Tool.Solutions;

/// <summary>A project as its build would have it if NuGet had resolved other packages.</summary>
/// <param name="resolved">What NuGet resolved, for the project's framework too.</param>
/// <param name="assets">Path of that.</param>
internal sealed class ResolvedWorld(ProjectToday project, LockFile resolved, string assets)
{
    private readonly ProjectWorld today = project.World;

    /// <param name="stateFolder">For what a check of it writes.</param>
    public ProjectWorld World(string stateFolder)
    {
        var target = Target(resolved, today)!;
        var packages = target.Libraries.Where(x => x.Type == "package").Select(x => (Library: x, Folder: FolderOf(x)))
            .Where(x => x.Folder is not null).ToArray();
        using var files = new AssemblyFiles();
        var framework = FrameworkAssemblies.Of(today, Inventory.Of(today), files);
        WorldItem[] compile = Winners(packages.SelectMany(
            x => Items(x.Library, x.Folder!, x.Library.CompileTimeAssemblies.Select(y => y.Path)).Where(y => IsUsed(x.Library, y))),
            today.ReferencePath, framework);
        WorldItem[] runtime = Winners(packages.SelectMany(
            x => Items(x.Library, x.Folder!, x.Library.RuntimeAssemblies.Select(y => y.Path)).Where(y => IsDeployed(x.Library, y))),
            today.RuntimeAssets, framework);
        WorldItem[] special = [.. packages.SelectMany(x => x.Library.RuntimeTargets.Where(y => y.AssetType == "runtime")
            .Select(y => Item(x.Library.Name!, x.Folder!, y.Path, ("RuntimeIdentifier", y.Runtime))))];
        return today
            .Aside(stateFolder)
            .With(nameof(ProjectWorld.AssetsFile), assets)
            .With(nameof(ProjectWorld.RuntimeAssets), runtime)
            .With(nameof(ProjectWorld.RuntimeTargetAssets), special)
            .With(nameof(ProjectWorld.LostAssets), [])
            .With(nameof(ProjectWorld.Sources), [.. today.Sources.Select(MovedFiles.Of).OfType<WorldItem>()])
            .With(nameof(ProjectWorld.ReferencePath), [.. Framed(today.ReferencePath, framework, compile), .. compile])
            .With(nameof(ProjectWorld.References), [.. Framed(today.References, framework, compile), .. compile.Select(Like)]);

        bool IsUsed(LockFileTargetLibrary library, WorldItem item) =>
            framework.IsUsed(item.FullPath, library.Name!, library.Version!.ToNormalizedString());

        bool IsDeployed(LockFileTargetLibrary library, WorldItem item) =>
            framework.IsDeployed(item.FullPath, library.Name!, library.Version!.ToNormalizedString());
    }

    /// <returns>Null where NuGet resolved nothing for the project's framework.</returns>
    public static LockFileTarget? Target(LockFile resolved, ProjectWorld project)
    {
        var moniker = NuGetFramework.Parse(project.FrameworkMoniker);
        var targets = resolved.Targets.Where(
            x => x.TargetFramework.Equals(moniker) || x.TargetFramework.GetShortFolderName() == project.Framework).ToArray();
        return targets.FirstOrDefault(x => (x.RuntimeIdentifier ?? "") == project.RuntimeIdentifier) ?? targets.FirstOrDefault();
    }

    /// <summary>
    /// Of several packages' assemblies of one name the highest, as the SDK decides it; of two that are alike the one that wins today.
    /// </summary>
    private static WorldItem[] Winners(IEnumerable<WorldItem> items, IReadOnlyList<WorldItem> today, FrameworkAssemblies framework)
    {
        var all = items.ToArray();
        var winners = new Dictionary<string, WorldItem>(StringComparer.OrdinalIgnoreCase);
        var owners = today.ToLookup(NameOf, x => x["NuGetPackageId"], StringComparer.OrdinalIgnoreCase);
        foreach (var item in all)
        {
            string name = NameOf(item);
            if (!winners.TryGetValue(name, out var other) || framework.IsHigher(item.FullPath, other.FullPath)
                || (IsTodays(item) && !framework.IsHigher(other.FullPath, item.FullPath)))
                winners[name] = item;
        }
        return [.. all.Where(x => winners[NameOf(x)]["NuGetPackageId"] == x["NuGetPackageId"])];

        bool IsTodays(WorldItem item) => owners[NameOf(item)].Contains(item["NuGetPackageId"], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What is no package's stays; the framework's assemblies do as far as no package has a newer one.</summary>
    private IEnumerable<WorldItem> Framed(IReadOnlyList<WorldItem> items, FrameworkAssemblies framework, IReadOnlyList<WorldItem> compile)
    {
        var names = compile.Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var stay = items.Where(x => !IsPackage(x)).Select(MovedFiles.Of).OfType<WorldItem>()
            .Where(x => !framework.Paths.ContainsKey(NameOf(x)) || !names.Contains(NameOf(x)))
            .ToArray();
        // A package's assembly that took the framework's place, and is gone.
        var back = items.Where(x => IsPackage(x) && framework.Paths.ContainsKey(NameOf(x)) && !names.Contains(NameOf(x))
            && stay.All(y => NameOf(y) != NameOf(x)))
            .Select(x => framework.Paths[NameOf(x)])
            .Select(x => new WorldItem(x, x, new Dictionary<string, string> { ["FrameworkReferenceName"] = "Microsoft.NETCore.App" }));
        return stay.Concat(back);
    }

    private BuildFiles? movedFiles;

    private BuildFiles MovedFiles => movedFiles ??= new([.. project.PackageFolders
        .Select(x => (From: x.Folder, To: FolderOf(x.Id))).Where(x => x.From != x.To)], FrameworkName.Parse(today.Framework));

    /// <summary>Aliases are the project's wish and not the version's.</summary>
    private WorldItem Like(WorldItem item) =>
        today.References.FirstOrDefault(
            x => x["NuGetPackageId"].Equals(item["NuGetPackageId"], StringComparison.OrdinalIgnoreCase)) is { } before
        ? item with { Metadata = before.Metadata }
        : item;

    /// <summary>A targeting pack has an id too, and is none.</summary>
    private bool IsPackage(WorldItem item) => project.Has(item["NuGetPackageId"]);

    private static string NameOf(WorldItem item) => Path.GetFileNameWithoutExtension(item.FullPath);

    private string? FolderOf(LockFileTargetLibrary library) =>
        ProjectToday.FolderOf(resolved, resolved.GetLibrary(library.Name, library.Version));

    private string? FolderOf(string package) => ProjectToday.FolderOf(
        resolved, resolved.Libraries.FirstOrDefault(x => x.Name.Equals(package, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<WorldItem> Items(LockFileTargetLibrary library, string folder, IEnumerable<string> paths) =>
        paths.Where(x => !x.EndsWith("_._", StringComparison.Ordinal)).Select(x => Item(library.Name!, folder, x));

    private static WorldItem Item(string package, string folder, string path, params (string Name, string Value)[] more)
    {
        string file = Path.Combine(folder, path);
        var metadata = new Dictionary<string, string>(
            StringComparer.OrdinalIgnoreCase) { ["NuGetPackageId"] = package, ["PathInPackage"] = path };
        foreach (var (name, value) in more) metadata[name] = value;
        return new WorldItem(file, file, metadata);
    }
}
