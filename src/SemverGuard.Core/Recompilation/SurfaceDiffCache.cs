using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// What two versions of an assembly declare otherwise, kept for the next project of the same build. Not for several threads at once.
/// </summary>
public sealed class SurfaceDiffCache
{
    private readonly Dictionary<SurfaceKey, SurfaceDiff> known = [];

    internal SurfaceDiff Get(SurfaceKey key, Func<SurfaceDiff> compare) =>
        known.TryGetValue(key, out var diff) ? diff : known[key] = compare();
}

/// <summary>An assembly, both versions of it, and what of them counts.</summary>
internal readonly record struct SurfaceKey(string Name, ImageIdentity Before, ImageIdentity After, bool ReadsWarnings, bool ReadsFields);
