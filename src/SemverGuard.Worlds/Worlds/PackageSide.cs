using SemverGuard.Baselines;

namespace SemverGuard.Worlds;

/// <summary>
/// What the compiler, or the host, gets of packages. Several of them may bring an assembly of one name, and one wins; with another version
/// of it, or of another package, that may be another one. A baseline has each name at the package that won.
/// </summary>
/// <param name="today">The winners.</param>
/// <param name="assetOf">The path that a baseline has of an assembly on this side; empty for none.</param>
internal sealed class PackageSide(IEnumerable<Asset> today, Func<BaselineAssembly, string> assetOf)
{
    private readonly ILookup<string, Asset> byPackage =
        today.Where(x => x.IsFromPackage).ToLookup(x => x.Package, StringComparer.OrdinalIgnoreCase);

    private HashSet<string>? names;

    /// <summary>The files that the packages of a baseline gave.</summary>
    /// <param name="backOf">Those of a package that moved; null for one that did not, or is not here as it was.</param>
    /// <param name="lostOf">What of a package's another one has now.</param>
    public IEnumerable<string> Before(
        Baseline baseline, Func<BaselinePackage, string[]?> backOf, Func<BaselinePackage, IEnumerable<string>> lostOf)
    {
        var all = baseline.Packages.Select(x => (Package: x, Back: backOf(x))).ToArray();
        var back = Names(all.SelectMany(x => x.Back ?? []).Select(NameOf));
        var taken = Names(all.Where(x => x.Back is null).SelectMany(x => byPackage[x.Package.Id]).Select(x => x.Name).Concat(back));
        foreach (var (package, files) in all)
        {
            var own = files ?? byPackage[package.Id].Where(x => !back.Contains(x.Name)).Select(x => x.File)
                .Concat(lostOf(package).Where(x => !taken.Contains(NameOf(x))));
            foreach (string file in own) yield return file;
        }
    }

    /// <summary>Of a package that did not move, the assemblies in whose place there is another package's today.</summary>
    public IReadOnlyList<BaselineAssembly> Lost(BaselinePackage package)
    {
        names ??= Names(byPackage.SelectMany(x => x).Select(x => x.Name));
        return [.. package.Assemblies.Where(x => assetOf(x) is { Length: > 0 } asset && NameOf(asset) is var name
            && names.Contains(name) && byPackage[package.Id].All(y => !y.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))];
    }

    private static HashSet<string> Names(IEnumerable<string> names) => new(names, StringComparer.OrdinalIgnoreCase);

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
