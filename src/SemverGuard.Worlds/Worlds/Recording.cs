using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Metadata;
using SemverGuard.Worlds.Assets;
using SemverGuard.Uses;

namespace SemverGuard.Worlds;

/// <summary>Makes a baseline of the project as it is.</summary>
internal sealed class Recording(string framework, Inventory inventory, ProjectAssets graph, AssemblyFiles files)
{
    /// <param name="consumer">The project as just compiled.</param>
    /// <param name="words">In its source.</param>
    /// <exception cref="BadImageFormatException">An assembly that it uses is damaged.</exception>
    public Baseline Of(AssemblyImage consumer, SourceWords words)
    {
        var world = CompileSet();
        var uses = UseReader.Read(consumer, world).Concat(NamedConstants.Read(world, words));
        return BaselineRecorder.Record(framework, inventory.Packages(graph, files), uses, new ApiSurface(world));
    }

    /// <exception cref="BadImageFormatException">An assembly that is used is damaged.</exception>
    public Baseline Of(IEnumerable<SymbolUse> uses) =>
        BaselineRecorder.Record(framework, inventory.Packages(graph, files), uses, new ApiSurface(CompileSet()));

    private AssemblySet CompileSet() =>
        new WorldBuilder(inventory, graph, FrameworkAssemblies.Of(inventory, [], "", files), "any", files).After().CompileSet(files);
}
