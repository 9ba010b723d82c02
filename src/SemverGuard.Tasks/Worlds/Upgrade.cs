using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Tasks.Baselines;
using SemverGuard.Uses;

namespace SemverGuard.Tasks.Worlds;

/// <summary>Collects everything <see cref="Guard.Check"/> wants to look at, and asks it.</summary>
internal sealed class Upgrade(Baseline baseline, IReadOnlyList<Bump> bumps, WorldBuilder builder, Inventory inventory, AssemblyFiles files)
{
    /// <summary>Of the project, as last compiled.</summary>
    public required string AssemblyFile { get; init; }

    public required string StateFolder { get; init; }

    public bool IsPacked { get; init; }

    /// <summary>Version of a package now.</summary>
    public required Func<string, string?> VersionOf { get; init; }

    public GuardReport Check()
    {
        var before = builder.Before(baseline, out var missing);
        var after = builder.After();
        var compileBefore = before.CompileSet(files);
        var notChecked = missing.Where(x => bumps.Any(y => y.Id.Equals(x.Id, StringComparison.OrdinalIgnoreCase))).Select(x => NotHere(x)).ToList();
        bool hasBefore = notChecked.Count < bumps.Count;
        var absent = new HashSet<string>(missing.SelectMany(x => x.Assemblies).Select(x => x.Name), StringComparer.OrdinalIgnoreCase);
        var surfaceBefore = new ApiSurface(compileBefore);
        var (consumer, sources, uses) = Consumer(notChecked);
        var report = Guard.Check(new GuardInput
        {
            Bumps = bumps,
            Uses = uses,
            Before = (assembly, type) => absent.Contains(assembly) ? Recorded(assembly, type) : surfaceBefore.Find(assembly, type) ?? Recorded(assembly, type),
            After = new ApiSurface(after.CompileSet(files)),
            RuntimeBefore = hasBefore ? before.RuntimeSet(files, consumer) : null,
            RuntimeAfter = hasBefore ? after.RuntimeSet(files, consumer) : null,
            Consumer = consumer,
            Sources = sources,
            IsRebuilt = true,
            IsPacked = IsPacked,
            PackageOf = PackageOf(),
        });
        // What cannot be read and did not change was told when it was recorded.
        var changed = new HashSet<string>(before.Files, StringComparer.Ordinal);
        changed.SymmetricExceptWith(after.Files);
        notChecked.AddRange(files.Damaged.Where(x => changed.Contains(x.Subject)));
        return report with { NotChecked = [.. report.NotChecked, .. notChecked] };
    }

    /// <summary>The project as last compiled and what it uses; without a proven last build, the uses that the baseline remembers, without places.</summary>
    private (AssemblyImage? Image, SourceMap? Sources, IReadOnlyList<SymbolUse> Uses) Consumer(List<NotChecked> notChecked)
    {
        if (!File.Exists(AssemblyFile) || files.Open(AssemblyFile) is not { } image || LastBuild.Read(StateFolder, image.Mvid, baseline.Framework) is not { } last)
            return (null, null, baseline.Uses.ToArray());
        var world = builder.Before(last, out var missing);
        if (missing.Count > 0) return (null, null, last.Uses.ToArray());
        var sources = files.Sources(AssemblyFile);
        try
        {
            return (image, sources, UseReader.Read(image, world.CompileSet(files), sources));
        }
        catch (BadImageFormatException e)
        {
            notChecked.Add(new NotChecked(AssemblyFile, e.Message.TrimEnd('.')));
            return (null, null, last.Uses.ToArray());
        }
    }

    private ApiType? Recorded(string assembly, string type) =>
        baseline.Packages.SelectMany(x => x.Assemblies).FirstOrDefault(x => x.Name.Equals(assembly, StringComparison.OrdinalIgnoreCase))?.Type(type);

    private Func<string, (string Id, string Version)?> PackageOf()
    {
        var packages = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase);
        foreach (var asset in inventory.Compile.Concat(inventory.Runtime).Concat(inventory.RuntimeTargets).Where(x => x.IsFromPackage))
        {
            if (VersionOf(asset.Package) is { } version) packages[files.NameOf(asset.File) ?? asset.Name] = (asset.Package, version);
        }
        return x => packages.TryGetValue(x, out var package) ? package : null;
    }

    private NotChecked NotHere(BaselinePackage package) => new(
        package.Id + " " + package.Version,
        (VersionOf(package.Id) == package.Version ? "its content changed under the same version" : "it is not in the packages folders of this machine and could not be restored")
            + ", so only the facts in the baseline were compared, not what other packages need of it");
}
