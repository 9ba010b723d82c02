using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Packages;

namespace SemverGuard.Analyzers;

/// <summary>A package of which the compilation sees other assemblies than the baseline recorded.</summary>
internal sealed class BumpedPackage(BaselinePackage recorded, Bump bump, IReadOnlyList<BaselineAssembly> assemblies)
{
    public BaselinePackage Recorded => recorded;

    public Bump Bump => bump;

    /// <summary>Those that differ, as they were.</summary>
    public IReadOnlyList<BaselineAssembly> Assemblies => assemblies;

    /// <summary>Nearly always empty, for the price of a GUID and of a look at the path for each recorded assembly.</summary>
    public static IReadOnlyList<BumpedPackage> Find(Baseline baseline, Dictionary<string, ReferencedAssembly> references)
    {
        var bumped = new List<BumpedPackage>();
        foreach (var package in baseline.Packages)
        {
            var assemblies = new List<BaselineAssembly>();
            foreach (var assembly in package.Assemblies)
            {
                // An assembly without a compile asset has no symbols a compiler could miss, and its MVID is the run-time asset's.
                if (assembly.Compile.Length > 0 && references.TryGetValue(assembly.Name, out var now)
                    && (now.Mvid != assembly.Mvid || IsOfAnotherVersion(now, package)))
                    assemblies.Add(assembly);
            }
            if (assemblies.Count > 0)
                bumped.Add(new BumpedPackage(package, Between(package, assemblies[0], references[assemblies[0].Name]), assemblies));
        }
        return bumped;
    }

    /// <summary>Whoever makes a version may give it the id of the one before.</summary>
    private static bool IsOfAnotherVersion(ReferencedAssembly now, BaselinePackage package) =>
        PackagePath.Of(now.Path, package.Id) is { } path && !path.Version.Equals(package.Version, StringComparison.OrdinalIgnoreCase);

    /// <summary>The package's versions, or where the path does not tell the one of now, the assembly's.</summary>
    private static Bump Between(BaselinePackage package, BaselineAssembly before, ReferencedAssembly after)
    {
        string[] names = [.. package.Assemblies.Select(x => x.Name)];
        if (PackagePath.Of(after.Path, package.Id) is { } path)
            return new Bump(package.Id, package.Version, path.Version, names, package.IsDirect);
        return new Bump(package.Id, package.Version, after.Version.ToString(), names, package.IsDirect)
        {
            Claim = VersionClaim.Of(before.Version.ToString(), after.Version.ToString()),
            IsDowngrade = VersionClaim.IsDowngrade(before.Version.ToString(), after.Version.ToString()),
        };
    }
}
