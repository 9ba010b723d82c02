using SemverGuard.Baselines;
using SemverGuard.Packages;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Worlds;

/// <summary>The assemblies the build picked: for the compiler, and for the application's folder.</summary>
/// <param name="Compile">What the compiler sees, framework included.</param>
/// <param name="Runtime">What is copied beside the application from packages.</param>
/// <param name="RuntimeTargets">What is copied below <c>runtimes/</c> and preferred by the host of that system.</param>
internal sealed record Inventory(IReadOnlyList<Asset> Compile, IReadOnlyList<Asset> Runtime, IReadOnlyList<Asset> RuntimeTargets)
{
    /// <summary>Of a build.</summary>
    public static Inventory Of(ProjectWorld project)
    {
        var lost = new HashSet<string>(
            project.LostAssets.Where(x => x["ConflictItemType"] != "Reference").Select(x => x.Spec), StringComparer.OrdinalIgnoreCase);
        return new(
            project.ReferencePath.Select(Found).ToArray(),
            project.RuntimeAssets.Where(IsDeployed).Select(Found).ToArray(),
            project.RuntimeTargetAssets.Where(IsDeployed).Select(Found).ToArray());

        bool IsDeployed(WorldItem item) => IsAssembly(item) && !lost.Contains(item.Spec);
    }

    private ILookup<string, Asset>? compileByPackage;
    private ILookup<string, Asset>? runtimeByPackage;

    /// <summary>What a host of one system loads: its own asset where a package has one.</summary>
    /// <param name="fallbacks">As <see cref="RuntimeIdentifiers.Fallbacks"/> orders them.</param>
    public IEnumerable<Asset> Loaded(IReadOnlyList<string> fallbacks)
    {
        var special = new Dictionary<string, Asset>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in fallbacks.Reverse())
        {
            foreach (var asset in RuntimeTargets.Where(x => x.RuntimeIdentifier.Equals(name, StringComparison.OrdinalIgnoreCase)))
                special[asset.Name] = asset;
        }
        return Runtime.Where(x => !special.ContainsKey(x.Name)).Concat(special.Values);
    }

    /// <summary>Projects and plain references: part of the application, of no package, the same before and after.</summary>
    public IEnumerable<Asset> Own => Compile.Where(x => !x.IsFromPackage && !x.IsFramework);

    public IEnumerable<Asset> CompileOf(string package) => (compileByPackage ??= ByPackage(Compile))[package];

    public IEnumerable<Asset> RuntimeOf(string package) => (runtimeByPackage ??= ByPackage(Runtime))[package];

    /// <summary>It has reference assemblies only, or its assets are excluded (<c>ExcludeAssets="runtime"</c>).</summary>
    public bool IsOnlyCompiledAgainst(string package) =>
        CompileOf(package).Any() && !RuntimeOf(package).Any()
        && RuntimeTargets.All(x => !x.Package.Equals(package, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The package that an assembly comes from, by the assembly's simple name, and its version; null for the project's own.
    /// </summary>
    public Func<string, (string Id, string Version)?> PackageOf(AssemblyFiles files, Func<string, string?> versionOf)
    {
        var packages = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase);
        foreach (var asset in Compile.Concat(Runtime).Concat(RuntimeTargets).Where(x => x.IsFromPackage))
        {
            if (versionOf(asset.Package) is { } version) packages[files.NameOf(asset.File) ?? asset.Name] = (asset.Package, version);
        }
        return x => packages.TryGetValue(x, out var package) ? package : null;
    }

    /// <summary>The framework brings what a package of that name would.</summary>
    public bool IsFramework(string name) => Compile.Any(x => x.IsFramework && x.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The packages that bring something, as a baseline names them.</summary>
    public IReadOnlyList<ResolvedPackage> Packages(ProjectAssets graph, AssemblyFiles files)
    {
        var special = ByPackage(RuntimeTargets);
        var packages = new List<ResolvedPackage>();
        foreach (var library in graph.Libraries.Values)
        {
            if (!library.IsPackage) continue;
            var runtime = RuntimeOf(library.Id).ToList();
            // An asset for some systems only; which one is recorded must not depend on who builds.
            runtime.AddRange(special[library.Id].Where(x => runtime.All(y => y.Name != x.Name)).GroupBy(x => x.Name)
                .Select(x => x.OrderBy(y => y.InPackage, StringComparer.Ordinal).First()));
            var assemblies = CompileOf(library.Id).Concat(runtime).GroupBy(x => x.Name, StringComparer.OrdinalIgnoreCase)
                .Select(x =>
                    Assembly(CompileOf(library.Id).FirstOrDefault(y => Same(x.Key, y)), runtime.FirstOrDefault(y => Same(x.Key, y)), files))
                .OfType<BaselineAssembly>().ToArray();
            if (assemblies.Length == 0 && !IsKept(library, graph)) continue;
            packages.Add(new ResolvedPackage(
                library.Id, library.Version, library.Hash, graph.Direct.Contains(library.Id), graph.AskingFor(library.Id), assemblies)
            {
                Brings = assemblies.Length == 0 ? library.Brings : PackageParts.None,
            });
        }
        return packages;

        static bool Same(string name, Asset asset) => asset.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Of those without an assembly: who chose it, and chose its version, is this project, or a package that it has.</summary>
    /// <remarks>SemverGuard itself would find in its own file that it was updated, which whoever updates it knows.</remarks>
    private static bool IsKept(Library library, ProjectAssets graph) =>
        library is { HasAssemblies: false, Brings: not PackageParts.None } && !IsImplicit(library, graph)
        && !library.Id.Equals("SemverGuard", StringComparison.OrdinalIgnoreCase);

    /// <summary>The SDK asks for it, or only what the SDK asks for does: another SDK has another version of it.</summary>
    private static bool IsImplicit(Library library, ProjectAssets graph) => graph.Direct.Contains(library.Id)
        ? graph.Implicit.Contains(library.Id)
        : graph.AskingFor(library.Id) is { Count: > 0 } asking && asking.All(graph.Implicit.Contains);

    private static BaselineAssembly? Assembly(Asset? compile, Asset? runtime, AssemblyFiles files)
    {
        if (files.Open((compile ?? runtime)!.File) is not { } image) return null;
        return new BaselineAssembly { Name = image.Name, Version = image.Version, Mvid = image.Mvid, Compile = Path(compile),
            Runtime = Path(runtime) };

        // A file that no other system could have has no path to remember.
        static string Path(Asset? asset) => asset is not null && PackageGrammar.IsPath(asset.InPackage) ? asset.InPackage : "";
    }

    private static ILookup<string, Asset> ByPackage(IEnumerable<Asset> assets) =>
        assets.Where(x => x.IsFromPackage).ToLookup(x => x.Package, StringComparer.OrdinalIgnoreCase);

    private static bool IsAssembly(WorldItem item) =>
        item["AssetType"] is "" or "runtime" && item.Spec.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    private static Asset Found(WorldItem item)
    {
        string package = item["NuGetPackageId"];
        // The targeting pack of a modern framework names itself; the reference assemblies of .NET Framework are flagged, or come as
        // packages.
        bool isFramework = item["FrameworkReferenceName"].Length > 0
            || item["FrameworkFile"].Equals("true", StringComparison.OrdinalIgnoreCase)
            || package.Equals("NETStandard.Library", StringComparison.OrdinalIgnoreCase)
            || package.StartsWith("Microsoft.NETFramework.ReferenceAssemblies", StringComparison.OrdinalIgnoreCase);
        // The SDK names a project that another one brings along as if it were a package; only what lies in one has a path there.
        bool isInPackage = !isFramework && item["PathInPackage"].Length > 0;
        return new Asset(item.Spec, isInPackage ? package : "", item["PathInPackage"].Replace('\\', '/'))
        {
            IsFramework = isFramework,
            IsChecked = item["ReferenceAssembly"] is { Length: > 0 } reference && BuildPair.IsCheckedBeside(reference),
            RuntimeIdentifier = item["RuntimeIdentifier"],
        };
    }
}
