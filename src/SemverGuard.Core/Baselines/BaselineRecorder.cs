using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Baselines;

/// <summary>A package as NuGet resolved it for a project, without what the project uses of it.</summary>
/// <param name="Assemblies">Without symbols.</param>
public sealed record ResolvedPackage(string Id, string Version, string Hash, bool IsDirect, IReadOnlyList<string> Via, IReadOnlyList<BaselineAssembly> Assemblies);

/// <summary>Makes a baseline of what a project references and what its compiled code uses of that.</summary>
public static class BaselineRecorder
{
    /// <param name="uses">As <see cref="UseReader"/> reads them from compiled code, and the constants that <see cref="NamedConstants"/> finds.</param>
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
                    Assemblies =
                    [
                        .. x.Assemblies.OrderBy(y => y.Name, StringComparer.Ordinal)
                            .Select(y => y with { Symbols = [.. symbols[y.Name].OrderBy(z => z.Id, StringComparer.Ordinal)] }),
                    ],
                }),
            ],
        };
    }

    /// <summary>Keeps the packages of an accepted baseline, except those that somebody accepts now.</summary>
    /// <param name="accepted">Package ids; null accepts all.</param>
    public static Baseline Accept(Baseline? before, Baseline now, IReadOnlyCollection<string>? accepted)
    {
        if (before is null || accepted is null) return now;
        return now with
        {
            Packages = [.. now.Packages.Select(x => before.Package(x.Id) is { } kept && kept.Version != x.Version && !accepted.Contains(x.Id, StringComparer.OrdinalIgnoreCase) ? kept : x)],
        };
    }
}
