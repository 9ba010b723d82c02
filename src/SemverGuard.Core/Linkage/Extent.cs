namespace SemverGuard.Linkage;

/// <summary>What an upgrade can have broken, seen from one assembly: everything else links as it did.</summary>
/// <param name="concerned">Simple names of the assemblies that changed, and of those that lean on them.</param>
/// <param name="changed">Those that changed themselves.</param>
/// <param name="changedKinds">Full names of the types that were values and are references by now, or the other way round.</param>
/// <param name="isChanged">
/// The assembly itself changed: it may ask unchanged ones for what they never had, for its package need not say that it wants a later one.
/// </param>
internal sealed class Extent(HashSet<string> concerned, HashSet<string> changed, HashSet<string> changedKinds, bool isChanged)
{
    public HashSet<string> ChangedKinds => changedKinds;

    /// <summary>Whether a reference to that assembly may lead somewhere else than before.</summary>
    public bool IsConcerned(string assembly) => isChanged || concerned.Contains(assembly);

    /// <summary>Whether a member that is found in that assembly may be another one than before.</summary>
    public bool IsChanged(string assembly) => isChanged || changed.Contains(assembly);
}
