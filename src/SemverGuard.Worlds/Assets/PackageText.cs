using NuGet.Versioning;

namespace SemverGuard.Worlds.Assets;

/// <summary>Ids and versions as NuGet compares them.</summary>
internal static class PackageText
{
    public static bool Same(string id, string other) => id.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null for what is no version.</summary>
    public static NuGetVersion? Parse(string version) => NuGetVersion.TryParse(version, out var parsed) ? parsed : null;
}
