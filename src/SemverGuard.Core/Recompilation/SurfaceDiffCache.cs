using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>
/// What two versions of an assembly declare otherwise, kept for the next project of the same build. Not for several threads at once.
/// </summary>
public sealed class SurfaceDiffCache
{
    private readonly Dictionary<(string Name, ImageIdentity Before, ImageIdentity After, bool ReadsWarnings), SurfaceDiff> known = [];

    /// <param name="key">The assembly, both versions of it, and whether warnings count.</param>
    internal SurfaceDiff Get((string Name, ImageIdentity Before, ImageIdentity After, bool ReadsWarnings) key, Func<SurfaceDiff> compare) =>
        known.TryGetValue(key, out var diff) ? diff : known[key] = compare();
}
