using SemverGuard.Metadata;

namespace SemverGuard.Recompilation;

/// <summary>Compares versions of assemblies as the compiler of one project sees them.</summary>
/// <param name="consumer">Simple name of the assembly that is compiled: to a friend everything is visible.</param>
/// <param name="readsWarnings">A warning may be an error there: nullability and what analyzers go by count.</param>
/// <param name="cache">Those of this build.</param>
public sealed class SurfaceDiffs(string consumer, bool readsWarnings, SurfaceDiffCache cache)
{
    /// <returns>Null where the source has to be compiled in any case.</returns>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public SurfaceDiff? Between(AssemblyImage before, AssemblyImage after) =>
        after.IsSameAs(before) ? SurfaceDiff.Nothing
            : before.IsFriend(consumer) || after.IsFriend(consumer) || before.KeyToken != after.KeyToken ? null
            : cache.Get((after.Name, before.Identity, after.Identity, readsWarnings),
                () => SurfaceDiff.Between(before, after, readsWarnings));
}
