using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>What somebody has to write so that upgraded packages are back at the versions they had: known to restore.</summary>
/// <param name="Moves">References that a person can edit; of a package that another brings along, that other.</param>
/// <param name="Runtime">What the application loads then; null when that is not on this machine.</param>
public sealed record WayBack(IReadOnlyList<PackageMove> Moves, AssemblySet? Runtime)
{
    /// <summary>All upgrades are undone with it, so that the application links as it did.</summary>
    public bool IsWhole { get; init; }
}
