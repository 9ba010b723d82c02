namespace SemverGuard.Packages;

/// <summary>What one version of a package is to one project, besides the code in its assemblies.</summary>
public sealed record PackageShape
{
    public required string Id { get; init; }

    public required string Version { get; init; }

    public required Nuspec Nuspec { get; init; }

    /// <summary>Folders below <c>lib/</c> and <c>ref/</c>: <c>net462</c>.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Those of them from which the project's assemblies come; as a rule one.</summary>
    public IReadOnlyList<string> Picked { get; init; } = [];

    /// <summary>The assemblies that the project gets.</summary>
    public IReadOnlyList<PackageAssembly> Assemblies { get; init; } = [];

    /// <summary>Props and targets that the project's build imports, or that lie beside those: path without the framework's folder, normalised text.</summary>
    public IReadOnlyDictionary<string, string> BuildFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Analyzers and generators: names of assemblies.</summary>
    public IReadOnlyList<string> Analyzers { get; init; } = [];

    /// <summary>Native code: path below <c>runtimes/</c>, hash of the content.</summary>
    public IReadOnlyDictionary<string, string> Natives { get; init; } = new Dictionary<string, string>();

    /// <summary>What a shell or a build could run: path, normalised text.</summary>
    public IReadOnlyDictionary<string, string> Scripts { get; init; } = new Dictionary<string, string>();

    public Licence Licence { get; init; } = Licence.None;

    /// <summary>Who signed it as its author; null when nobody did, or when that cannot be read.</summary>
    public string? Signer { get; init; }

    /// <summary>The project's build and compiler take what the package brings for them; not so with <c>ExcludeAssets</c>.</summary>
    public bool GivesBuildFiles { get; init; } = true;

    public bool GivesAnalyzers { get; init; } = true;

    /// <summary>The application's packages beside this version, by id, letter case ignored; null when they are not known.</summary>
    public IReadOnlyDictionary<string, Neighbour>? Neighbours { get; init; }
}

/// <param name="Key">Public key token in hexadecimal digits; empty when it has no strong name.</param>
public sealed record PackageAssembly(string Name, Version Version, string Key);

/// <param name="IsDirect">The project itself asks for it.</param>
public sealed record Neighbour(string Version, bool IsDirect);

/// <param name="LeftBehind">Packages released together with it that were at its version before, and are not at its version now.</param>
public sealed record ShapePair(PackageShape Before, PackageShape After, IReadOnlyList<string> LeftBehind);
