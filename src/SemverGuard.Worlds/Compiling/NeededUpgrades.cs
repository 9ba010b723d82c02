using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;

namespace SemverGuard.Worlds.Compiling;

/// <summary>Which upgrades a source cannot do without, by what the compiler misses.</summary>
internal sealed class NeededUpgrades(IReadOnlyList<Bump> bumps, AssemblySet before, AssemblySet after)
{
    private readonly Dictionary<string, AddedNames> added = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that brought something of a name that the error says.</summary>
    public IEnumerable<Bump> By(CompileError error) => bumps.Where(x => Added(x).AreIn(error.Message));

    private AddedNames Added(Bump bump)
    {
        if (!added.TryGetValue(bump.Id, out var names)) added[bump.Id] = names = AddedNames.Of(before, after, bump.Assemblies);
        return names;
    }
}
