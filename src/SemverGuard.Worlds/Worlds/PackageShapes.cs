using System.Xml;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Worlds.Alternatives;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Checks;
using static SemverGuard.Worlds.Assets.PackageText;

namespace SemverGuard.Worlds;

/// <summary>Reads what the upgraded packages themselves are, from the packages folders.</summary>
/// <param name="analyzing">Ids of the packages whose analyzers the project's compiler gets.</param>
internal sealed class PackageShapes(Situation now, FrameworkName? framework, AssemblyFiles files, IReadOnlyCollection<string> analyzing)
{
    /// <summary>cs, vb or fs: of the project's source.</summary>
    public string Language { get; init; } = "cs";

    /// <summary>The project's runtime identifier and those that it stands in for; null when it is built for any system.</summary>
    public IReadOnlyCollection<string>? Systems { get; init; }

    /// <summary>Those of other projects of the same build.</summary>
    public required ShapeCache Known { get; init; }

    private readonly PackageFolders folders = new(now.Graph.Folders);
    private readonly List<NotChecked> problems = [];

    /// <summary>The package is asked for by rules on it, and by whoever looks for what it no longer brings.</summary>
    private readonly Dictionary<Bump, ShapePair?> pairs = [];

    private readonly Dictionary<string, Neighbour> neighboursBefore =
        now.Baseline.Packages.ToDictionary(x => x.Id, x => new Neighbour(x.Version, x.IsDirect), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Neighbour> neighboursAfter =
        now.Graph.Libraries.Values.Where(x => x is { IsPackage: true, IsForBuilds: false })
            .ToDictionary(x => x.Id, x => new Neighbour(x.Version, now.Graph.Direct.Contains(x.Id)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Packages that could not be read.</summary>
    public IReadOnlyList<NotChecked> Problems => problems;

    /// <returns>Null when the package as it was is not on this machine, which others tell, or when one of them cannot be read, which
    /// <see cref="Problems"/> tells.</returns>
    public ShapePair? Of(Bump bump)
    {
        if (!pairs.TryGetValue(bump, out var pair)) pairs[bump] = pair = Read(bump);
        return pair;
    }

    private ShapePair? Read(Bump bump)
    {
        if (now.Before(bump.Id) is not { } was || now.Worlds.FolderOf(was) is not { } before
            || folders.Find(bump.Id, bump.After) is not { } after)
            return null;
        try
        {
            var shape = Shape(bump.Id, bump.After, after, bump.IsDirect, Picked(bump.Id)) with
            {
                Neighbours = neighboursAfter,
                IsPrivate = now.Graph.Private.Contains(bump.Id),
                GivesBuildFiles = now.Graph.Libraries.TryGetValue(bump.Id, out var library) && library.GivesBuildFiles,
                GivesSources = library is { GivesContent: true },
                Imports = Imports,
                References = References,
                GivesAnalyzers = analyzing.Contains(bump.Id, StringComparer.OrdinalIgnoreCase),
            };
            return new ShapePair(Shape(was.Id, was.Version, before, bump.IsDirect, Picked(was)) with { Neighbours = neighboursBefore },
                shape, LeftBehind(bump, shape.Nuspec));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or BadImageFormatException)
        {
            problems.Add(new NotChecked(bump.Move, "what the package brings besides its assemblies: " + e.Message.TrimEnd('.')));
            return null;
        }
    }

    /// <summary>What is loaded now, the project itself left out: it is compiled again.</summary>
    private IReadOnlyList<AssemblyImage> Loaded => loaded ??= [.. files.Open(now.Worlds.After().Runtime.Where(File.Exists))];

    private IReadOnlyList<AssemblyImage>? loaded;

    private IReadOnlyList<KeyedReference> References =>
        references ??= [.. Loaded.SelectMany(x => x.ReferencedKeys().Select(y => new KeyedReference(x.Name, y.Name, y.KeyToken)))];

    private IReadOnlyList<KeyedReference>? references;

    private IReadOnlyList<NativeImport> Imports =>
        imports ??= [.. Loaded.SelectMany(x => x.NativeImports().Select(y => new NativeImport(x.Name + ".dll", y.Module, y.Function)))];

    private IReadOnlyList<NativeImport>? imports;

    private PackageShape Shape(string id, string version, string folder, bool isDirect, string[] picked) =>
        Known.Of(folder, [id, version, framework?.ToString() ?? "", isDirect ? "direct" : "", Language, .. Systems ?? ["*"], "", .. picked],
            () => Content(id, version, folder).Shape(
                framework, isDirect, picked, [.. files.Open(picked.Select(x => Path.Combine(folder, x)).Where(File.Exists))
                    .Select(x => new PackageAssembly(x.Name, x.Version, x.KeyToken))]));

    private PackageContent Content(string id, string version, string folder)
    {
        string root = folder.TrimEnd('/', '\\') + Path.DirectorySeparatorChar;
        string[] paths = [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(x => x.Substring(root.Length).Replace('\\', '/')).Where(PackageGrammar.IsPath)];
        // Of native code too large to be read only a hash is made, which takes no memory; there is no limit to what is common.
        return new PackageContent(id, version, paths,
            x => InputFile.Open(root + x, x.StartsWith("runtimes/", StringComparison.OrdinalIgnoreCase)
                ? long.MaxValue
                : InputFile.Most)) { Language = Language, Systems = Systems };
    }

    /// <summary>What is loaded; of a package that has nothing to load, what is compiled against.</summary>
    private string[] Picked(string id) =>
        Either(now.Inventory.RuntimeOf(id).Select(x => x.InPackage), now.Inventory.CompileOf(id).Select(x => x.InPackage));

    /// <summary>What is only for some systems the baseline notes as well.</summary>
    private static string[] Picked(BaselinePackage package) =>
        Either(package.Assemblies.Select(x => x.Runtime).Where(x => !x.StartsWith("runtimes/", StringComparison.OrdinalIgnoreCase)),
            package.Assemblies.Select(x => x.Compile));

    private static string[] Either(IEnumerable<string> runtime, IEnumerable<string> compile) =>
        runtime.Where(x => x.Length > 0).ToArray() is { Length: > 0 } found ? found : [.. compile.Where(x => x.Length > 0)];

    /// <summary>
    /// Of one version before, of which only this one moved, and from one repository or with access to each other's internals.
    /// </summary>
    private string[] LeftBehind(Bump bump, Nuspec nuspec)
    {
        // What the project moved itself tells it once for those that came along.
        if (!bump.IsDirect && now.Bumps.Any(x => x.IsDirect && x.Before == bump.Before)) return [];
        var stayed = now.Baseline.Packages.Where(x => x.Version == bump.Before && !Same(x.Id, bump.Id)
            && neighboursAfter.TryGetValue(x.Id, out var other) && other.Version == x.Version);
        return [.. stayed.Where(x => IsOf(x) || AreFriends(bump.Id, x.Id) || AreFriends(x.Id, bump.Id)).Select(x => x.Id)];

        bool IsOf(BaselinePackage package) =>
            folders.Find(package.Id, package.Version) is { } folder
            && NuspecFile.Read(folder, package.Id, framework)?.IsSameRepository(nuspec) == true;
    }

    private bool AreFriends(string one, string other) =>
        now.Inventory.RuntimeOf(one)
            .Any(x => files.Open(x.File) is { } image && now.Inventory.RuntimeOf(other).Any(y => image.IsFriend(y.Name)));
}
