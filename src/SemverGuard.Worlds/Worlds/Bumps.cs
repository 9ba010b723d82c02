using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds;

/// <summary>Which packages are at another version than the baseline says.</summary>
internal static class Bumps
{
    /// <summary>
    /// The same version with the same content, for the price of comparing text: what nearly every build finds for every package.
    /// </summary>
    public static bool IsSame(BaselinePackage before, Library after) =>
        string.Equals(before.Version, after.Version, StringComparison.OrdinalIgnoreCase)
        && (before.Hash.Length == 0 || after.Hash.Length == 0 || before.Hash == after.Hash);

    /// <summary>In the baseline's order. A package that came or went is no bump: the one that brought or dropped it is.</summary>
    /// <param name="isVulnerable">Whether an audit warned of a version.</param>
    public static IReadOnlyList<Bump> Between(
        Baseline baseline, ProjectAssets graph, Inventory inventory, AssemblyFiles files, Func<string, string, bool> isVulnerable)
    {
        var bumps = new List<Bump>();
        var requests = new Requests(graph, x => baseline.Package(x) is { } was && IsSame(was, graph.Libraries[x]));
        foreach (var package in baseline.Packages)
        {
            if (!graph.Libraries.TryGetValue(package.Id, out var now) || !now.IsPackage || IsSame(package, now)
                || IsRebuiltOnly(package, now, inventory, files))
                continue;
            string[] names = [.. package.Assemblies.Select(x => x.Name)
                .Union(inventory.CompileOf(package.Id).Concat(inventory.RuntimeOf(package.Id)).Select(x => x.Name),
                StringComparer.OrdinalIgnoreCase)];
            bool isDirect = graph.Direct.Contains(package.Id);
            bumps.Add(new Bump(now.Id, package.Version, now.Version, names, isDirect,
                isDirect ? null : requests.PathTo(package.Id)) { IsBeforeVulnerable = isVulnerable(package.Id, package.Version) });
        }
        return bumps;
    }

    /// <summary>The same version signed or packed again: another hash, yet every assembly is the one it was.</summary>
    /// <remarks>
    /// By their ids, which is all that a baseline has of them. That nobody puts other content in the place of a version is for the source
    /// of packages to promise, and for NuGet's lock file to check.
    /// </remarks>
    private static bool IsRebuiltOnly(BaselinePackage before, Library after, Inventory inventory, AssemblyFiles files)
    {
        // Of a package without assemblies nothing is left to tell the two apart.
        if (!string.Equals(before.Version, after.Version, StringComparison.OrdinalIgnoreCase) || before.Assemblies.Count == 0) return false;
        var now = inventory.CompileOf(before.Id).Concat(inventory.RuntimeOf(before.Id)).Select(x => files.Open(x.File)?.Mvid).ToArray();
        return before.Assemblies.All(x => now.Contains(x.Mvid));
    }
}
