using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds;

/// <summary>The project's packages now and as the baseline has them.</summary>
internal sealed record Situation(
    Baseline Baseline, ProjectAssets Graph, Inventory Inventory, WorldBuilder Worlds, IReadOnlyList<Bump> Bumps);
