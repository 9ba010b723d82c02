using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Uses;

namespace SemverGuard.Baselines;

/// <summary>A package as NuGet resolved it for a project, without what the project uses of it.</summary>
/// <param name="Assemblies">Without symbols.</param>
public sealed record ResolvedPackage(
    string Id, string Version, string Hash, bool IsDirect, IReadOnlyList<string> Via, IReadOnlyList<BaselineAssembly> Assemblies)
{
    /// <summary>What it gives the project where it gives it no assembly.</summary>
    public PackageParts Brings { get; init; }
}

/// <summary>Makes a baseline of what a project references and what its compiled code uses of that.</summary>
public static class BaselineRecorder
{
    /// <param name="uses">As <see cref="UseReader"/> reads them from compiled code, and the constants that <see cref="NamedConstants"/>
    /// finds.</param>
    /// <param name="surface">The compile assets of <paramref name="packages"/>.</param>
    public static Baseline Record(string framework, IEnumerable<ResolvedPackage> packages, IEnumerable<SymbolUse> uses, ApiSurface surface)
    {
        var symbols = SymbolRecorder.Record(uses, surface);
        return new Baseline
        {
            Framework = framework,
            Packages =
            [
                .. packages.OrderBy(x => x.Id, StringComparer.OrdinalIgnoreCase).Select(x => new BaselinePackage
                {
                    Id = x.Id,
                    Version = x.Version,
                    Hash = x.Hash,
                    IsDirect = x.IsDirect,
                    Via = [.. x.Via.OrderBy(y => y, StringComparer.Ordinal)],
                    Brings = x.Brings,
                    Assemblies =
                    [
                        .. x.Assemblies.OrderBy(y => y.Name, StringComparer.Ordinal)
                            .Select(y => y with { Symbols = [.. symbols[y.Name].OrderBy(z => z.Id, StringComparer.Ordinal)] }),
                    ],
                }),
            ],
        };
    }

    /// <summary>Takes over what somebody accepts now, and of everything else only what is no upgrade.</summary>
    /// <param name="accepted">Package ids; null accepts all.</param>
    public static Baseline Accept(Baseline? before, Baseline now, IReadOnlyCollection<string>? accepted)
    {
        if (before is null || accepted is null) return now;
        var taken = WithNeighbours(before, now, accepted);
        var ids = before.Packages.Select(x => x.Id).Union(taken, StringComparer.OrdinalIgnoreCase);
        return now with { Packages = [
            .. ids.Select(Package).OfType<BaselinePackage>().OrderBy(x => x.Id, StringComparer.OrdinalIgnoreCase)] };

        BaselinePackage? Package(string id)
        {
            var (old, current) = (before.Package(id), now.Package(id));
            bool isTaken = taken.Contains(id)
                || (old is not null && current is not null && IsSame(old, current));
            return isTaken ? current : old;
        }
    }

    /// <summary>
    /// With them, the packages that came because one of them asks for them, and those that went because none does any more. What came or
    /// went with the upgrade of another package waits for that one.
    /// </summary>
    private static HashSet<string> WithNeighbours(Baseline before, Baseline now, IEnumerable<string> accepted)
    {
        var taken = new HashSet<string>(accepted, StringComparer.OrdinalIgnoreCase);
        BaselinePackage[] others =
        [
            .. now.Packages.Where(x => before.Package(x.Id) is null), .. before.Packages.Where(x => now.Package(x.Id) is null),
        ];
        while (Array.Find(others, x => !taken.Contains(x.Id) && x.Via.Any(taken.Contains)) is { } other) taken.Add(other.Id);
        return taken;
    }

    /// <summary>The same version with the same content. A version may be packed again.</summary>
    private static bool IsSame(BaselinePackage one, BaselinePackage other) =>
        one.Version.Equals(other.Version, StringComparison.OrdinalIgnoreCase)
        && (one.Hash.Length == 0 || other.Hash.Length == 0 || one.Hash == other.Hash);
}
