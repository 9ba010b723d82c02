namespace SemverGuard.Linkage;

/// <summary>What an upgrade can have broken, seen from one assembly: everything else links as it did.</summary>
/// <param name="concerned">Simple names of the assemblies that changed, and of those that lean on them.</param>
/// <param name="changed">Those that changed themselves.</param>
/// <param name="changedKinds">Full names of the types that were values and are references by now, or the other way round.</param>
/// <param name="changedConstraints">Full names of the generic types whose type parameters have other constraints.</param>
/// <param name="application">All of the application's, if the assembly itself changed: it may ask unchanged ones for what they never had,
/// for its package need not say that it wants a later one. Else null.</param>
internal sealed class Extent(HashSet<string> concerned, HashSet<string> changed, HashSet<string> changedKinds,
    HashSet<string> changedConstraints, HashSet<string>? application)
{
    public HashSet<string> ChangedKinds => changedKinds;

    /// <summary>Full names of the types for whose sake signatures are looked into that nothing else would ask.</summary>
    public HashSet<string> ChangedLayouts { get; } = [.. changedKinds, .. changedConstraints];

    /// <summary>Whether a reference to that assembly may lead somewhere else than before.</summary>
    public bool IsConcerned(string assembly) => concerned.Contains(assembly) || application?.Contains(assembly) == true;

    /// <summary>Whether a member that is found in that assembly may be another one than before.</summary>
    public bool IsChanged(string assembly) => application is not null || changed.Contains(assembly);
}
