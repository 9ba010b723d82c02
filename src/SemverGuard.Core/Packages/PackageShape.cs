using SemverGuard.Packages.Native;

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

    /// <summary>
    /// Props and targets that the project's build imports, or that lie beside those: path without the framework's folder, normalised text.
    /// </summary>
    public IReadOnlyDictionary<string, string> BuildFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Source that is compiled into the project: path without the folders for language and framework, normalised text.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();

    /// <summary>Analyzers and generators: name of the assembly, what is in it.</summary>
    public IReadOnlyDictionary<string, AnalyzerFile> Analyzers { get; init; } = new Dictionary<string, AnalyzerFile>();

    /// <summary>Native code that the project gets, by path below <c>runtimes/</c>.</summary>
    public IReadOnlyDictionary<string, NativeFile> Natives { get; init; } = new Dictionary<string, NativeFile>();

    /// <summary>The project says on which systems it runs. Else it runs somewhere, and where nobody knows.</summary>
    public bool IsForKnownSystems { get; init; }

    /// <summary>What the application's assemblies call of native code; null when they are not known.</summary>
    public IReadOnlyList<NativeImport>? Imports { get; init; }

    /// <summary>The project's framework; null for one that is not known here.</summary>
    public FrameworkName? Target { get; init; }

    /// <summary>What a shell or a build could run: path, normalised text.</summary>
    public IReadOnlyDictionary<string, string> Scripts { get; init; } = new Dictionary<string, string>();

    public Licence Licence { get; init; } = Licence.None;

    /// <summary>Who signed it as its author; null when nobody did, or when that cannot be read.</summary>
    public string? Signer { get; init; }

    /// <summary>The project's build and compiler take what the package brings for them; not so with <c>ExcludeAssets</c>.</summary>
    public bool GivesBuildFiles { get; init; } = true;

    public bool GivesAnalyzers { get; init; } = true;

    public bool GivesSources { get; init; } = true;

    /// <summary>The project keeps it to itself (<c>PrivateAssets="all"</c>), as one for development.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The application's assemblies that name one of the package's by a strong-name key; null when they are not known.</summary>
    public IReadOnlyList<KeyedReference>? References { get; init; }

    /// <summary>The application's packages beside this version, by id, letter case ignored; null when they are not known.</summary>
    public IReadOnlyDictionary<string, Neighbour>? Neighbours { get; init; }
}

/// <param name="Key">Public key token in hexadecimal digits; empty when it has no strong name.</param>
public sealed record PackageAssembly(string Name, Version Version, string Key);

/// <summary>A function of a native library, as an assembly asks for it.</summary>
public sealed record NativeImport(string Assembly, string Module, string Function);

/// <param name="From">The assembly that names another.</param>
/// <param name="Key">The key by which it does.</param>
public sealed record KeyedReference(string From, string To, string Key);

/// <param name="IsDirect">The project itself asks for it.</param>
public sealed record Neighbour(string Version, bool IsDirect);

/// <param name="LeftBehind">Packages released together with it that were at its version before, and are not at its version now.</param>
public sealed record ShapePair(PackageShape Before, PackageShape After, IReadOnlyList<string> LeftBehind);
