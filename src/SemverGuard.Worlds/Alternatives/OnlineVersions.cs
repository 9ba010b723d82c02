using System.Diagnostics;
using NuGet.Versioning;
using SemverGuard.Findings;
using SemverGuard.Worlds.Assets;
using static SemverGuard.Worlds.Assets.PackageText;

namespace SemverGuard.Worlds.Alternatives;

/// <summary>Brings versions from the user's own sources into the packages folder, when he allows it.</summary>
/// <param name="host">Path of the dotnet command.</param>
/// <param name="projectFolder">Where the user's nuget.config holds.</param>
internal sealed class OnlineVersions(string host, string projectFolder, PackageRestore restore, CancellationToken cancellation)
{
    /// <summary>Packages whose versions are asked for.</summary>
    private const int MostPackages = 4;

    /// <summary>Versions of one package that are brought.</summary>
    private const int MostVersions = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Stopwatch spent = new();

    /// <summary>Versions around the upgrade and after those that fail.</summary>
    /// <param name="failing">At their versions now.</param>
    public void Bring(Bump bump, IReadOnlyCollection<PackageMove> failing)
    {
        var wanted = new List<PackageMove>();
        foreach (var package in failing.Take(MostPackages).Where(x => !Same(x.Id, bump.Id)))
            wanted.AddRange(Worthwhile(Versions(package.Id), package.Version, bump.After)
                .Select(x => package with { Version = x.ToNormalizedString() }));
        if (!bump.IsBeforeVulnerable && NuGetVersion.TryParse(bump.Before, out var before)
            && NuGetVersion.TryParse(bump.After, out var after))
            wanted.AddRange(Versions(bump.Id).Where(x => x > before && x < after && !x.IsPrerelease).OrderByDescending(x => x).Take(2)
                .Select(x => new PackageMove(bump.Id, x.ToNormalizedString())));
        Bring(wanted);
    }

    /// <returns>False when there was nothing to do or no time left for it.</returns>
    public bool Bring(IReadOnlyCollection<PackageMove> packages)
    {
        if (packages.Count == 0 || spent.Elapsed > Patience) return false;
        spent.Start();
        restore.Run(packages.Select(x => (x.Id, x.Version)));
        spent.Stop();
        return true;
    }

    /// <summary>
    /// Of many versions the same as the upgrade's, the last before the next major, and the first of each major after it, and the very last.
    /// </summary>
    private static IEnumerable<NuGetVersion> Worthwhile(IReadOnlyList<NuGetVersion> versions, string now, string upgrade)
    {
        if (!NuGetVersion.TryParse(now, out var current)) return [];
        var later = versions.Where(x => x > current && (!x.IsPrerelease || current.IsPrerelease)).OrderBy(x => x).ToArray();
        if (later.Length == 0) return [];
        var same = later.Where(x => Same(x.ToNormalizedString(), upgrade));
        var majors = later.Where(x => x.Major > current.Major).GroupBy(x => x.Major).Select(x => x.First());
        return same.Concat([later[later.Length - 1]]).Concat(later.Where(x => x.Major == current.Major).Reverse().Take(1)).Concat(majors)
            .Distinct().Take(MostVersions);
    }

    private IReadOnlyList<NuGetVersion> Versions(string id)
    {
        if (spent.Elapsed > Patience) return [];
        spent.Start();
        var versions = PackageSearch.Versions(host, id, projectFolder, cancellation, Patience);
        spent.Stop();
        return versions ?? [];
    }
}
