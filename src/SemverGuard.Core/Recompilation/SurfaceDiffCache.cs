namespace SemverGuard.Recompilation;

/// <summary>
/// What two versions of an assembly declare otherwise, kept for the next project of the same build. Not for several threads at once.
/// </summary>
public sealed class SurfaceDiffCache
{
    private readonly Dictionary<(string Name, Guid Before, Guid After, bool ReadsWarnings), SurfaceDiff> known = [];

    /// <param name="key">
    /// The assembly, module version ids, and whether warnings count. Whoever makes an assembly chooses its id, and may take another's.
    /// </param>
    internal SurfaceDiff Get((string Name, Guid Before, Guid After, bool ReadsWarnings) key, Func<SurfaceDiff> compare) =>
        known.TryGetValue(key, out var diff) ? diff : known[key] = compare();
}
