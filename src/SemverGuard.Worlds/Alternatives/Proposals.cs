using NuGet.Versioning;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Worlds.Assets;
using static SemverGuard.Worlds.Assets.PackageText;

namespace SemverGuard.Worlds.Alternatives;

/// <summary>Which packages could move where, among the versions on this machine; nothing says yet that they would work together.</summary>
/// <param name="friends">Whether an assembly of the first package opens its internals to one of the second.</param>
internal sealed class Proposals(ProjectAssets graph, PackageFolders folders, FrameworkName framework, Func<string, string, bool> friends)
{
    /// <summary>Of the next versions, and of those that were built for the upgrade.</summary>
    private const int MostVersions = 2;

    /// <summary>Of which the first version is tried: what was built for the upgrade may say so only through a package below it.</summary>
    private const int MostMajors = 4;

    /// <summary>First the packages that fail go forward, then with them their families, last the upgrade is taken back in part.</summary>
    public IEnumerable<IReadOnlyCollection<PackageMove>> For(Bump bump, IReadOnlyCollection<string> failing)
    {
        var later = failing.Where(x => !Same(x, bump.Id)).Select(x => Later(x, bump)).Where(x => x.Count > 0).ToArray();
        for (int i = 0; later.Length > 0 && i < later.Max(x => x.Count); i++)
        {
            PackageMove[] moves = [.. later.Select(x => x[Math.Min(i, x.Count - 1)])];
            yield return moves;
            PackageMove[] family = [.. moves.SelectMany(Family).Where(x => !Same(x.Id, bump.Id) && !moves.Any(y => Same(x.Id, y.Id)))
                .GroupBy(x => x.Id).Select(x => x.First())];
            if (family.Length > 0) yield return [.. moves, .. family];
        }
        // Which of the versions between has the hole that was closed nobody here knows.
        if (bump.IsBeforeVulnerable) yield break;
        foreach (string version in Between(bump).Take(MostVersions)) yield return [new PackageMove(bump.Id, version)];
    }

    /// <summary>
    /// The upgraded package's own version is the best guess; else the nearest counts, and the ones that were built for the upgrade must not
    /// be missed.
    /// </summary>
    private List<PackageMove> Later(string id, Bump bump)
    {
        if (!graph.Libraries.TryGetValue(id, out var now) || Parse(now.Version) is not { } current || Parse(bump.Before) is not { } before)
            return [];
        bool mayBePrerelease = current.IsPrerelease || Parse(bump.After) is { IsPrerelease: true };
        var next = Versions(id).Where(x => x > current && (mayBePrerelease || !x.IsPrerelease)).OrderBy(x => x).ToArray();
        var majors = next.GroupBy(x => x.Major).Select(x => x.First());
        return [.. next.Where(IsUpgrade)
            .Concat(next.Take(MostVersions).Union(next.Where(IsBuiltFor).Take(MostVersions)).Union(majors.Take(MostMajors)).OrderBy(x => x))
            .Distinct()
            .Select(x => new PackageMove(now.Id, x.ToNormalizedString()))];

        bool IsUpgrade(NuGetVersion version) => Same(version.ToNormalizedString(), bump.After);

        // Built for something between 1.2 and 2.12 may mean for 1.6: after a major upgrade only its own major counts.
        bool IsBuiltFor(NuGetVersion version) =>
            Read(id, version.ToNormalizedString())?.Dependencies.TryGetValue(bump.Id, out string? range) == true
            && VersionRange.TryParse(range, out var asked)
            && asked.MinVersion is { } lowest && lowest > before && Parse(bump.After) is { } after
            && VersionClaim.Between(lowest, after) < Claim.Major;
    }

    private IEnumerable<string> Between(Bump bump) =>
        Parse(bump.Before) is { } before && Parse(bump.After) is { } after
            ? Versions(bump.Id).Where(x => x > before && x < after && (!x.IsPrerelease || after.IsPrerelease)).OrderByDescending(x => x)
                .Select(x => x.ToNormalizedString())
            : [];

    /// <summary>
    /// Packages that are released together: of one version, and from one repository, of one name or with access to each other's internals.
    /// </summary>
    private IEnumerable<PackageMove> Family(PackageMove move)
    {
        string now = graph.Libraries[move.Id].Version;
        string repository = Read(move.Id, now)?.Repository ?? "";
        return graph.Libraries.Values.Where(
            x => x.IsPackage && x.Version == now && !Same(x.Id, move.Id) && folders.Find(x.Id, move.Version) is not null)
            .Where(x => (repository.Length > 0 && Same(Read(x.Id, now)?.Repository ?? "", repository))
                || Same(FirstName(x.Id), FirstName(move.Id)) || friends(x.Id, move.Id) || friends(move.Id, x.Id))
            .Select(x => move with { Id = x.Id });
    }

    private IEnumerable<NuGetVersion> Versions(string id) => folders.Versions(id).Select(Parse).OfType<NuGetVersion>();

    private Nuspec? Read(string id, string version) =>
        folders.Find(id, version) is { } folder ? NuspecFile.Read(folder, id, framework) : null;

    private static string FirstName(string id) => id.Split('.')[0];
}
