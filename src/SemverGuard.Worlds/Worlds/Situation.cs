using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds;

/// <summary>The project's packages now and as the baseline has them.</summary>
internal sealed record Situation(
    Baseline Baseline, ProjectAssets Graph, Inventory Inventory, WorldBuilder Worlds, IReadOnlyList<Bump> Bumps)
{
    /// <summary>The package as it was: the same one, or the one that had its assemblies and is gone. Null for one that had none.</summary>
    /// <param name="id">Of a package as it is.</param>
    public BaselinePackage? Before(string id) => Baseline.Package(id)
        ?? (Bumps.FirstOrDefault(x => x.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is not { } bump ? null
            : Baseline.Package(bump.IdBefore ?? id));
}
