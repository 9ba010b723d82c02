using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Alternatives;

/// <summary>
/// The version sets that could replace an upgrade, with the assemblies that the application would load: from the packages folders, then
/// from the sources.
/// </summary>
/// <param name="online">Brings further versions; null when only what is on this machine may be used.</param>
internal sealed class VersionSets(
    ProjectAssets graph, Inventory inventory, WorldBuilder worlds, FrameworkName framework, AssemblyFiles files, OnlineVersions? online)
{
    /// <summary>How often the sources are asked again for what the packages they brought need in turn.</summary>
    private const int MostRounds = 3;

    private readonly PackageFolders folders = new(graph.Folders);

    public IEnumerable<VersionSet> For(Bump bump, IReadOnlyCollection<string> failing, AssemblyImage? consumer)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var set in OnThisMachine()) yield return set;
        if (online is null) yield break;
        online.Bring(bump, [.. failing.Where(graph.Libraries.ContainsKey).Select(x => new PackageMove(x, graph.Libraries[x].Version))]);
        for (int i = 0; i < MostRounds && Missing(bump, failing) is { Count: > 0 } missing && online.Bring(missing); i++)
        {
        }
        foreach (var set in OnThisMachine()) yield return set;

        IEnumerable<VersionSet> OnThisMachine()
        {
            var resolver = Resolver();
            foreach (var moves in Proposals().For(bump, failing))
            {
                if (resolver.With(moves, bump.Id) is not { } resolution
                    || !seen.Add(string.Join(
                        " ", resolution.Libraries.Values.Select(x => x.Id + "/" + x.Version).OrderBy(x => x, StringComparer.Ordinal))))
                    continue;
                var needed = Needed(resolution, resolver, bump);
                if (worlds.With(needed.Libraries, framework) is { } world)
                    yield return new VersionSet(needed.Moves, world.RuntimeSet(files, consumer));
            }
        }
    }

    /// <summary>A package that another of the set brings along need not be written.</summary>
    private Resolution Needed(Resolution resolution, Resolver resolver, Bump bump)
    {
        foreach (var move in resolution.Moves.Where(x => !graph.Direct.Contains(x.Id)).ToArray())
        {
            PackageMove[] fewer = [.. resolution.Moves.Where(x => x != move)];
            if (fewer.Length > 0 && resolver.With(fewer, bump.Id) is { } same && same.Libraries.TryGetValue(move.Id, out var library)
                && library.Version == move.Version && same.Moves.Count < resolution.Moves.Count)
                resolution = same;
        }
        return resolution;
    }

    private IReadOnlyCollection<PackageMove> Missing(Bump bump, IReadOnlyCollection<string> failing)
    {
        var resolver = Resolver();
        foreach (var moves in Proposals().For(bump, failing)) resolver.With(moves, bump.Id);
        return resolver.Missing;
    }

    private Resolver Resolver() => new(graph, folders, framework, inventory.IsFramework);

    private Proposals Proposals() => new(graph, folders, framework, AreFriends);

    private bool AreFriends(string one, string other) =>
        inventory.RuntimeOf(one).Any(x => files.Open(x.File) is { } image && inventory.RuntimeOf(other).Any(y => image.IsFriend(y.Name)));
}
