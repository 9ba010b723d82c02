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
    public Baseline Of(AssemblyImage consumer, SourceWords words) =>
        WithoutRefused(x => UseReader.Read(consumer, x).Concat(NamedConstants.Read(x, words)), consumer.Name);

    /// <exception cref="BadImageFormatException">An assembly that is used is damaged.</exception>
    public Baseline Of(IEnumerable<SymbolUse> uses) => WithoutRefused(_ => uses, "");

    /// <summary>An assembly that is beyond a limit shows it when somebody reads that far; all the others are recorded without it.</summary>
    /// <param name="needed">The assembly without which there is nothing to record.</param>
    private Baseline WithoutRefused(Func<AssemblySet, IEnumerable<SymbolUse>> uses, string needed)
    {
        while (true)
        {
            try
            {
                var world = CompileSet();
                return BaselineRecorder.Record(framework, inventory.Packages(graph, files), uses(world), new ApiSurface(world));
            }
            catch (LimitException e) when (e.Assembly != needed && files.Refuse(e.Assembly, e.Message.TrimEnd('.')))
            {
            }
        }
    }

    private AssemblySet CompileSet() =>
        new WorldBuilder(inventory, graph, FrameworkAssemblies.Of(inventory, [], "", files), "any", files).After().CompileSet(files);
}
