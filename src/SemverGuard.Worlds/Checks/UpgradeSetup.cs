using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Recompilation;
using SemverGuard.Worlds.Alternatives;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Compiling;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Worlds.Checks;

/// <summary>What it takes to compare a project's packages with those of its baseline: both worlds, the source, the ways back.</summary>
internal sealed class UpgradeSetup(ProjectWorld project, IHost host, SeverityPolicy policy)
{
    private string? dotnet;

    private ProjectSource? source;

    private StillRestored? stillRestored;

    /// <summary>Whether what breaks is told with the versions that mend it, or that bring back what was.</summary>
    public bool FindsWays { get; init; } = true;

    private string Dotnet => dotnet ??= DotnetHost.Locate(project.Host);

    public ProjectSource Source => source ??= new(project, host, Dotnet);

    public Situation SituationOf(Baseline baseline, ProjectAssets graph, AssemblyFiles files)
    {
        Advisories.Remember(project.StateFolder, graph);
        var inventory = Inventory.Of(project);
        var bumps = policy.Of(Bumps.Between(baseline, graph, inventory, files, Advisories.Read(project.StateFolder, graph)));
        return new Situation(baseline, graph, inventory, Worlds(inventory, graph, files), [.. bumps]);
    }

    public WorldBuilder Worlds(Inventory inventory, ProjectAssets graph, AssemblyFiles files)
    {
        string system = project.RuntimeIdentifier.Length > 0 ? project.RuntimeIdentifier : project.HostRuntimeIdentifier;
        return new(inventory, graph, FrameworkAssemblies.Of(project, inventory, files), system, files);
    }

    public Upgrade Upgrade(Situation now, AssemblyFiles files) => new(now.Baseline, now.Bumps, now.Worlds, now.Inventory, files)
    {
        IsPacked = project.IsPacked,
        ComparesBehavior = project.ComparesBehavior,
        Withheld = project.RestoresWithdrawn ? (_, _) => null : WithdrawnVersions.Reasons(project.StateFolder),
        Settings = SettingsFiles.Names(project.ProjectFolder),
        IsWritten = x => project.IsWritten(x.File),
        Diffs = host.Cache.Diffs,
        Shapes = new PackageShapes(now, FrameworkName.Parse(project.Framework), files,
            new HashSet<string>(project.Generators.Select(x => Reference.Of(x).Package), StringComparer.OrdinalIgnoreCase))
        {
            Known = host.Cache.Shapes,
            Language = Path.GetExtension(project.ProjectFile).ToLowerInvariant() switch { ".vbproj" => "vb", ".fsproj" => "fs", _ => "cs" },
            Systems = project.RuntimeIdentifier.Length > 0 ? RuntimeIdentifiers.Fallbacks(project.RuntimeIdentifier) : null,
        },
        VersionOf = x => now.Graph.Libraries.TryGetValue(x, out var library) ? library.Version : null,
        Alternatives = Target is { } target
            ? new VersionSets(now.Graph, now.Inventory, now.Worlds, target, files, Online(now.Graph))
            : null,
        WaysBack = Target is { } framework ? new WaysBack(now, framework, files, now.Inventory.IsFramework) : null,
    };

    /// <summary>For which other versions are looked for; null where none are.</summary>
    private FrameworkName? Target => FindsWays ? FrameworkName.Parse(project.Framework) : null;

    public SourceView View(AssemblyFiles files) => new(Source.Inputs, project.Language, files, Surfaces);

    /// <summary>Whether the source can see nothing of what changed, so that one output of the compiler stands for both.</summary>
    public bool MeansTheSame(Situation now, BuildPair builds, SourceView view, AssemblyFiles files) =>
        !project.MustRecompile && Earlier(now, now.Bumps, builds, files).Pairs(Source.Inputs) is { } pairs && view.IsSame(pairs);

    public EarlierInputs Earlier(Situation now, IReadOnlyList<Bump> bumps, BuildPair builds, AssemblyFiles files) =>
        new(now, bumps, builds, files, EarlierGenerators(now, [.. bumps.Where(x => RunsEarlierGenerator(now, x))], files),
            FrameworkName.Parse(project.Framework));

    private static EarlierGenerators? EarlierGenerators(Situation now, IReadOnlyList<Bump> bumps, AssemblyFiles files) =>
        bumps.Count == 0 ? null : new EarlierGenerators(now, bumps, files);

    private SurfaceDiffs Surfaces => new(Path.GetFileNameWithoutExtension(project.AssemblyFile), MayFailOnWarnings, host.Cache.Surfaces);

    /// <summary>The SDK itself makes an error of a restore's warning.</summary>
    private bool MayFailOnWarnings =>
        project.TreatWarningsAsErrors
        || ProjectPolicy.Codes(project.WarningsAsErrors).Any(x => !x.StartsWith("NU", StringComparison.OrdinalIgnoreCase)
        && !x.StartsWith("SYSLIB", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// It is code that the project no longer asked for: it runs where the project says so, and another one has it anyway.
    /// </summary>
    public bool RunsEarlierGenerator(Situation now, Bump bump) =>
        project.UsesEarlierGenerators
        && (stillRestored ??= new StillRestored(project.ProjectFile, project.AssetsFile, project.Solution, now.Graph)).Contains(
            bump.Id, bump.Before);

    public PackageRestore Restoring(ProjectAssets graph)
    {
        string folder = Path.Combine(project.StateFolder, "restore");
        var withdrawn = project.RestoresWithdrawn ? null : new WithdrawnVersions(
            Dotnet, project.ProjectFolder, project.StateFolder, Advisories.Read(project.StateFolder, graph), host.Cancellation);
        return new PackageRestore(Dotnet, folder, graph.Folders[0], withdrawn, host.Cancellation);
    }

    public OnlineVersions? Online(ProjectAssets graph) =>
        project.IsOnline && graph.Folders.Count > 0
            ? new OnlineVersions(Dotnet, project.ProjectFolder, Restoring(graph), host.Cancellation)
            : null;
}
