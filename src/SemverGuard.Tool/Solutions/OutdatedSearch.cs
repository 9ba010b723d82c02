using NuGet.Versioning;
using SemverGuard.Worlds;

namespace SemverGuard.Tool.Solutions;

/// <summary>What is known of a family that could be newer.</summary>
/// <param name="AtNewest">What the newest version does.</param>
/// <param name="Safe">The newest version without a finding; null when none was found.</param>
/// <param name="Along">Other references that have to be taken with that one.</param>
internal sealed record OutdatedPackage(
    PackageFamily Family, Preview AtNewest, NuGetVersion? Safe, IReadOnlyList<PackageVersion> Along);

/// <summary>
/// Looks for the newest version of each outdated package that breaks nothing, by halving the versions between today's and the newest.
/// </summary>
/// <param name="folder">For the projects that NuGet restores.</param>
internal sealed class OutdatedSearch(IReadOnlyList<ProjectWorld> worlds, string folder, CancellationToken cancellation)
{
    private readonly Previews previews = new(worlds, folder, cancellation) { IsVerdict = true, MovesAlong = true };

    /// <param name="progress">Is told how many families are still open after each round.</param>
    /// <exception cref="IOException">A project was not built.</exception>
    public IReadOnlyList<OutdatedPackage> Run(IReadOnlyList<PackageFamily> families, Action<int> progress)
    {
        var atNewest = AtNewest(families);
        families = [.. atNewest.Keys];
        var searches = families.Where(x => !IsFine(atNewest[x])).ToDictionary(x => x, x => new Search(x));
        var open = searches.Values.ToList();
        for (open.RemoveAll(x => x.IsOver); open.Count > 0; open.RemoveAll(x => x.IsOver))
        {
            progress(open.Count);
            var found = previews.Of(open.Select(x => x.Family.At(x.Next)), Extent.UntilFound);
            for (int i = 0; i < open.Count; i++) open[i].Note(found[i]);
        }
        return [.. families.Select(x => searches.TryGetValue(x, out var search)
            ? new OutdatedPackage(x, atNewest[x], search.Best, search.Along)
            : new OutdatedPackage(x, atNewest[x], x.Newest, atNewest[x].Along))];
    }

    /// <summary>
    /// Each family as far as its versions are for the solution's frameworks: what is for a later one nobody can take as things are.
    /// </summary>
    private Dictionary<PackageFamily, Preview> AtNewest(IReadOnlyList<PackageFamily> families)
    {
        PackageFamily[] all = [.. families];
        Preview[] newest = [.. previews.Of(all.Select(x => x.At(x.Newest)))];
        for (int round = 0; round < MostFrameworks; round++)
        {
            int[] places = [.. Enumerable.Range(0, all.Length)
                .Where(x => newest[x].IsForOtherFramework && all[x].ForEarlierFramework() is not null)];
            if (places.Length == 0) break;
            foreach (int i in places) all[i] = all[i].ForEarlierFramework()!;
            var found = previews.Of(places.Select(x => all[x].At(all[x].Newest)));
            for (int i = 0; i < places.Length; i++) newest[places[i]] = found[i];
        }
        return all.Zip(newest, (x, y) => (Family: x, Preview: y)).ToDictionary(x => x.Family, x => x.Preview);
    }

    /// <summary>A package may have left so many frameworks behind, one with each major version.</summary>
    private const int MostFrameworks = 3;

    /// <summary>What could not be checked is not recommended.</summary>
    private static bool IsFine(Preview preview) => !preview.HasFindings && preview.IsWhole;

    /// <summary>
    /// Below the best that is known to be fine nothing is looked for, nor above the lowest that is known not to be. First among the newest
    /// patches of all minor versions, then among all versions between those two; there the lowest comes first, for most of what breaks
    /// comes with the first version of a minor one, and then there is nothing more to look for.
    /// </summary>
    private sealed class Search(PackageFamily family)
    {
        private IReadOnlyList<NuGetVersion> versions = [.. family.Tried.Where(x => x < family.Newest)];
        private NuGetVersion lowestBad = family.Newest;
        private bool isNarrow, isFirst;

        public PackageFamily Family => family;

        public NuGetVersion? Best { get; private set; }

        /// <summary>What has to be taken with that one.</summary>
        public IReadOnlyList<PackageVersion> Along { get; private set; } = [];

        public NuGetVersion Next => versions[isFirst ? 0 : (versions.Count - 1) / 2];

        public bool IsOver
        {
            get
            {
                if (versions.Count == 0 && !isNarrow)
                {
                    isNarrow = isFirst = true;
                    versions = PackageFamily.Spread([.. family.Newer.Where(x => x > (Best ?? family.Now) && x < lowestBad)]);
                }
                return versions.Count == 0;
            }
        }

        public void Note(Preview found)
        {
            bool isFine = IsFine(found);
            var tried = Next;
            isFirst = false;
            if (isFine) (Best, Along) = (tried, found.Along);
            else lowestBad = tried;
            versions = [.. versions.Where(x => isFine ? x > tried : x < tried)];
        }
    }
}
