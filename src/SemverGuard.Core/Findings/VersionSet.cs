using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>A package and the version to write for it.</summary>
public sealed record PackageMove(string Id, string Version)
{
    /// <summary>To be copied into the project, or into Directory.Packages.props as a <c>PackageVersion</c>.</summary>
    public string Line(string element = "PackageReference") => $"<{element} Include=\"{Id}\" Version=\"{Version}\" />";
}

/// <summary>Packages that move together, and what the application loads once they have.</summary>
/// <param name="Moves">What somebody has to write; packages that NuGet moves along by itself are left out.</param>
public sealed record VersionSet(IReadOnlyList<PackageMove> Moves, AssemblySet Runtime);
