using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Effects;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Worlds.Alternatives;
using SemverGuard.Uses;

namespace SemverGuard.Worlds;

/// <summary>Packages that moved, and everything <see cref="Guard.Check"/> wants to look at because of it.</summary>
internal sealed class Upgrade(Baseline baseline, IReadOnlyList<Bump> bumps, WorldBuilder builder, Inventory inventory, AssemblyFiles files)
{
    public bool IsPacked { get; init; }

    public required bool ComparesBehavior { get; init; }

    /// <summary>Why a version was not restored, by id and version; null where nothing kept it away.</summary>
    public required Func<string, string, string?> Withheld { get; init; }

    /// <summary>Names that the project's configuration and environment files set.</summary>
    public IReadOnlyCollection<string> Settings { get; init; } = [];

    /// <summary>Whether a place is in source that the build writes.</summary>
    public required Func<SourceSite, bool> IsWritten { get; init; }

    public required DiffCache Diffs { get; init; }

    public required PackageShapes Shapes { get; init; }

    /// <summary>Version of a package now.</summary>
    public required Func<string, string?> VersionOf { get; init; }

    /// <summary>Where to look for other versions when something does not link; null for nowhere.</summary>
    public VersionSets? Alternatives { get; init; }

    /// <summary>How to go back; null where only the version before can be named.</summary>
    public WaysBack? WaysBack { get; init; }

    /// <summary>The packages as they were, as far as they are on this machine.</summary>
    public World Before { get; } = builder.Before(baseline);

    public World After { get; } = builder.After();

    public GuardInput Input(Consumer consumer)
    {
        bool hasBefore = bumps.Any(x => Before.Missing.All(y => !IsSame(x, y)));
        var absent = new HashSet<string>(
            Before.Missing.SelectMany(x => x.Assemblies).Select(x => x.Name), StringComparer.OrdinalIgnoreCase);
        var surfaceBefore = new ApiSurface(Before.CompileSet(files));
        return new GuardInput
        {
            Bumps = bumps,
            Uses = consumer.Uses,
            Before = (assembly, type) => absent.Contains(assembly)
                ? Recorded(assembly, type)
                : surfaceBefore.Find(assembly, type) ?? Recorded(assembly, type),
            After = new ApiSurface(After.CompileSet(files)),
            RuntimeBefore = hasBefore ? Before.RuntimeSet(files, consumer.Image) : null,
            RuntimeAfter = hasBefore ? After.RuntimeSet(files, consumer.Image) : null,
            Consumer = consumer.Image,
            Sources = consumer.Sources,
            IsWritten = IsWritten,
            Libraries = [.. Libraries()],
            Settings = Settings,
            Recompiled = consumer.Recompiled is { } recompiled ? recompiled with { IsBrought = IsBrought } : null,
            IsRebuilt = true,
            IsPacked = IsPacked,
            ComparesBehavior = ComparesBehavior,
            Diffs = Diffs,
            Shapes = Shapes.Of,
            PackageOf = inventory.PackageOf(files, VersionOf),
            Alternatives = Alternatives is { } sets ? (bump, failing) => sets.For(bump, failing, consumer.Image) : null,
            WaysBack = WaysBack is { } back ? bumped => back.For(bumped, consumer.Image) : null,
        };
    }

    /// <summary>Targets and content files of a package are in its folder.</summary>
    private bool IsBrought(SourceSite site)
    {
        string file = Path.GetFullPath(site.File);
        return bumps.Select(x => x.Id).Concat(builder.Unknown(baseline)).Any(x => builder.TodaysFolderOf(x) is { } folder
            && file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    /// <summary>Referenced projects that have no SemverGuard of their own; what the others do is told by their own builds.</summary>
    private IEnumerable<OwnLibrary> Libraries()
    {
        var world = After.CompileSet(files);
        return inventory.Own.Where(x => !x.IsChecked).Select(x => Library(x.File, world)).OfType<OwnLibrary>();
    }

    private OwnLibrary? Library(string file, AssemblySet world)
    {
        if (files.Open(file) is not { } image) return null;
        try
        {
            var sources = files.Sources(file);
            return OwnLibrary.Read(image, sources, world, SourceFiles.Words(sources?.Files ?? []), SourceFiles.Text);
        }
        catch (BadImageFormatException)
        {
            return null; // linkage tells what of it cannot be read
        }
    }

    /// <summary>What stood in the way of looking, besides what the check itself tells.</summary>
    public IEnumerable<NotChecked> NotChecked(Consumer consumer)
    {
        // What cannot be read and did not change was told when it was recorded.
        var changed = new HashSet<string>(Before.Files, StringComparer.Ordinal);
        changed.SymmetricExceptWith(After.Files);
        return Before.Missing.Where(x => bumps.Any(y => IsSame(y, x))).Select(NotHere)
            .Concat(consumer.Problem is { } problem ? [problem] : Array.Empty<NotChecked>())
            .Concat(Shapes.Problems)
            .Concat(files.Damaged.Where(x => changed.Contains(x.Subject)));
    }

    private static bool IsSame(Bump bump, BaselinePackage package) => bump.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase);

    private ApiType? Recorded(string assembly, string type) =>
        baseline.Packages.SelectMany(x => x.Assemblies)
            .FirstOrDefault(x => x.Name.Equals(assembly, StringComparison.OrdinalIgnoreCase))?.Type(type);

    private string Absence(BaselinePackage package) =>
        VersionOf(package.Id) == package.Version ? "its content changed under the same version"
        : builder.IsAnother(package) ? "what the packages folders have of it is not what the baseline recorded"
        : Withheld(package.Id, package.Version) is { } reason
            ? "it was not restored, because " + reason + " (SemverGuardRestoreWithdrawn=true restores it)"
        : "it is not in the packages folders of this machine and could not be restored";

    private NotChecked NotHere(BaselinePackage package) => new(
        package.Id + " " + package.Version,
        Absence(package)
            + ", so only the facts in the baseline were compared, not what other packages need of it, "
            + "what the same source means with it, or what else the package brings") { Packages = [package.Id] };
}
