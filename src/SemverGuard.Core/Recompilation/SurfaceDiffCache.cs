namespace SemverGuard.Recompilation;

/// <summary>
/// What two versions of an assembly declare otherwise, kept for the next project of the same build. Not for several threads at once.
/// </summary>
public sealed class SurfaceDiffCache
{
    private readonly Dictionary<(Guid Before, Guid After, bool ReadsWarnings), SurfaceDiff> known = [];

    /// <param name="key">Module version ids, and whether warnings count.</param>
    internal SurfaceDiff Get((Guid Before, Guid After, bool ReadsWarnings) key, Func<SurfaceDiff> compare) =>
        known.TryGetValue(key, out var diff) ? diff : known[key] = compare();
}
