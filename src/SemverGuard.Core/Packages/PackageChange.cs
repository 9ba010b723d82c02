namespace SemverGuard.Packages;

public enum PackageChangeKind
{
    Asset,
    Framework,
    DependencyAdded,
    DependencyRemoved,
    DependencyMajor,
    Family,
    BuildAdded,
    BuildChanged,
    Analyzer,
    Native,
    Script,
    Key,
    Signer,
    Licence,
    AssemblyVersion,
}

/// <summary>What a change of a package's shape breaks.</summary>
public enum Surprise
{
    /// <summary>Nothing; good to know.</summary>
    None,

    /// <summary>New in a package whose version says that nothing is new.</summary>
    New,

    /// <summary>Something that this project relied on.</summary>
    Broken,

    /// <summary>Something that no version number tells, and no compiler.</summary>
    Untold,
}

/// <param name="Text">What happened, as the rest of a sentence that begins with the package and its version.</param>
/// <param name="Consequence">What that means here.</param>
public sealed record PackageChange(PackageChangeKind Kind, Surprise Surprise, string Text, string Consequence);
