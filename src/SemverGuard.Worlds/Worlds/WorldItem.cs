namespace SemverGuard.Worlds;

/// <summary>An item of a build.</summary>
/// <param name="Spec">As the build includes it: a path, an id.</param>
/// <param name="FullPath">The same as a full path.</param>
internal sealed record WorldItem(string Spec, string FullPath, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>
    /// The kinds of items, and what is known of each besides its <see cref="Spec"/>: MSBuild's metadata of that name.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> Known { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [nameof(ProjectWorld.ReferencePath)] =
            ["NuGetPackageId", "PathInPackage", "FrameworkReferenceName", "FrameworkFile", "ReferenceAssembly"],
        [nameof(ProjectWorld.RuntimeAssets)] = ["NuGetPackageId", "PathInPackage", "AssetType"],
        [nameof(ProjectWorld.RuntimeTargetAssets)] = ["NuGetPackageId", "PathInPackage", "AssetType", "RuntimeIdentifier"],
        [nameof(ProjectWorld.LostAssets)] = ["ConflictItemType"],
        [nameof(ProjectWorld.PackageReferences)] = ["Version", "SemverGuard", "SemverGuardClaim", "DefiningProjectFullPath"],
        [nameof(ProjectWorld.PackageVersions)] = ["Version", "SemverGuard", "SemverGuardClaim", "DefiningProjectFullPath"],
        [nameof(ProjectWorld.FrameworkOverrides)] = ["OverriddenPackages"],
        [nameof(ProjectWorld.Rules)] = ["Severity"],
        [nameof(ProjectWorld.Knowledge)] = [],
        [nameof(ProjectWorld.References)] = ["NuGetPackageId", "Aliases", "EmbedInteropTypes"],
        [nameof(ProjectWorld.Generators)] = ["NuGetPackageId"],
        [nameof(ProjectWorld.Sources)] = [],
        [nameof(ProjectWorld.AdditionalFiles)] = [],
        [nameof(ProjectWorld.ConfigFiles)] = [],
    };

    public string this[string name] => Metadata.TryGetValue(name, out string? value) ? value : "";
}
