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
    private readonly Previews previews = new(worlds, folder, cancellation, isVerdict: true) { MovesAlong = true };

    /// <param name="progress">Is told how many families are looked at to the end, one by one.</param>
    /// <exception cref="IOException">A project was not built.</exception>
    public async Task<IReadOnlyList<OutdatedPackage>> Run(IReadOnlyList<PackageFamily> families, Action<int> progress)
    {
        int done = 0;
        return await Task.WhenAll(families.Select(async family =>
        {
            var found = await Of(family);
            progress(Interlocked.Increment(ref done));
            return found;
        }));
    }

    /// <summary>What is begun is ended first, for each of its steps waits for the one before.</summary>
    private async Task<OutdatedPackage> Of(PackageFamily family)
    {
        int turn = 0;
        var newest = await previews.Of(family.At(family.Newest));
        // What is for a later framework nobody can take as things are.
        while (newest.IsForOtherFramework && turn < MostFrameworks && family.ForEarlierFramework() is { } earlier)
        {
            family = earlier;
            newest = await previews.Of(family.At(family.Newest), turn: ++turn);
        }
        if (IsFine(newest)) return new OutdatedPackage(family, newest, family.Newest, newest.Along);
        var search = new Search(family);
        while (!search.IsOver) search.Note(await previews.Of(family.At(search.Next), Extent.UntilFound, ++turn));
        return new OutdatedPackage(family, newest, search.Best, search.Along);
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
