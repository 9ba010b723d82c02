namespace SemverGuard.Worlds;

/// <summary>An assembly file that the build picked for the project.</summary>
/// <param name="File">Full path.</param>
/// <param name="Package">Id of the package it comes from; empty for a project's output and a plain reference.</param>
/// <param name="InPackage">Path inside the package, with forward slashes.</param>
internal sealed record Asset(string File, string Package = "", string InPackage = "")
{
    public bool IsFramework { get; init; }

    /// <summary>Of an asset for one system: <c>unix</c>, <c>win-x64</c>.</summary>
    public string RuntimeIdentifier { get; init; } = "";

    /// <summary>Of a referenced project whose own build checks upgrades.</summary>
    public bool IsChecked { get; init; }

    public bool IsFromPackage => Package.Length > 0;

    /// <summary>As good as always the assembly's simple name, for no IO.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);
}
