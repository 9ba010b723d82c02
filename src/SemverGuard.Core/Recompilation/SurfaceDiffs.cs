using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>Compares versions of assemblies as the compiler of one project sees them.</summary>
/// <param name="consumer">Simple name of the assembly that is compiled: to a friend everything is visible.</param>
/// <param name="readsWarnings">A warning may be an error there: nullability and what analyzers go by count.</param>
/// <param name="cache">Those of this build.</param>
public sealed class SurfaceDiffs(string consumer, bool readsWarnings, SurfaceDiffCache cache)
{
    /// <param name="isOfOther">
    /// The one takes the place of a namesake that another package or the framework brings, and which may be a reference assembly.
    /// </param>
    /// <returns>Null where the source has to be compiled in any case.</returns>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public SurfaceDiff? Between(AssemblyImage before, AssemblyImage after, bool isOfOther = false)
    {
        if (after.IsSameAs(before)) return SurfaceDiff.Nothing;
        if (before.IsFriend(consumer) || after.IsFriend(consumer) || before.KeyToken != after.KeyToken) return null;
        bool readsFields = !isOfOther || before.IsReferenceAssembly == after.IsReferenceAssembly;
        return cache.Get(new SurfaceKey(after.Name, before.Identity, after.Identity, readsWarnings, readsFields),
            () => SurfaceDiff.Between(before, after, readsWarnings, readsFields));
    }
}
