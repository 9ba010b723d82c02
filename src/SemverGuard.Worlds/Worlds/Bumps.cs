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

    /// <summary>
    /// In the baseline's order. A package that came or went is no bump: the one that brought or dropped it is. Unless the one that came
    /// has the assemblies of the one that went: those went from its version to the other's.
    /// </summary>
    /// <param name="isVulnerable">Whether an audit warned of a version.</param>
    public static IReadOnlyList<Bump> Between(
        Baseline baseline, ProjectAssets graph, Inventory inventory, AssemblyFiles files, Func<string, string, bool> isVulnerable)
    {
        var bumps = new List<Bump>();
        var requests = new Requests(graph, x => baseline.Package(x) is { } was && IsSame(was, graph.Libraries[x]));
        foreach (var package in baseline.Packages)
        {
            if ((graph.Libraries.TryGetValue(package.Id, out var now) ? now : Successor(package)) is not { IsPackage: true } library
                || IsSame(package, library) || IsRebuiltOnly(package, library, inventory, files))
                continue;
            string[] names = [.. package.Assemblies.Select(x => x.Name).Union(Names(library), StringComparer.OrdinalIgnoreCase)];
            bool isDirect = graph.Direct.Contains(library.Id);
            var path = isDirect ? null : requests.PathTo(library.Id);
            var bump = new Bump(library.Id, package.Version, library.Version, names, isDirect, path)
            {
                IsBeforeVulnerable = isVulnerable(package.Id, package.Version),
            };
            // The versions of two packages are neither higher nor lower.
            bool isOther = !library.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase);
            bumps.Add(isOther ? bump with { IdBefore = package.Id, IsDowngrade = false } : bump);
        }
        return bumps;

        Library? Successor(BaselinePackage gone) => gone.Assemblies.Count == 0 ? null : graph.Libraries.Values.FirstOrDefault(
            x => x.IsPackage && baseline.Package(x.Id) is null
                && gone.Assemblies.Any(y => Names(x).Contains(y.Name, StringComparer.OrdinalIgnoreCase)));

        IEnumerable<string> Names(Library library) =>
            inventory.CompileOf(library.Id).Concat(inventory.RuntimeOf(library.Id)).Select(x => x.Name);
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
        var now = inventory.CompileOf(after.Id).Concat(inventory.RuntimeOf(after.Id)).Select(x => files.Open(x.File)?.Mvid).ToArray();
        return before.Assemblies.All(x => now.Contains(x.Mvid));
    }
}
