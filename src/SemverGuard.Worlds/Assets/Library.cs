using SemverGuard.Packages;

namespace SemverGuard.Worlds.Assets;

/// <summary>A package or project in the graph that NuGet resolved for one target framework.</summary>
/// <param name="Dependencies">Ids and the version ranges asked for.</param>
internal sealed record Library(string Id, string Version, bool IsPackage, IReadOnlyDictionary<string, string> Dependencies)
{
    /// <summary>SHA-512 of the content in base 64; empty for a project.</summary>
    public string Hash { get; init; } = "";

    /// <summary>
    /// What the project gets of it besides assemblies. Analyzers and tools only lie in it: who takes them, NuGet does not note.
    /// </summary>
    public PackageParts Brings { get; init; }

    /// <summary>There is an assembly of it for this project, which may lose to the framework's.</summary>
    public bool HasAssemblies { get; init; }

    /// <summary>Nothing of it, and nothing that it asks for, comes into the application: analyzers, tools, what a build imports.</summary>
    public bool IsForBuilds =>
        !HasAssemblies && (Brings & (PackageParts.Native | PackageParts.Content)) == PackageParts.None && Dependencies.Count == 0;

    /// <summary>The project's build imports something of it.</summary>
    public bool GivesBuildFiles => (Brings & PackageParts.Build) != 0;

    /// <summary>Files of it become the project's own.</summary>
    public bool GivesContent => (Brings & PackageParts.Content) != 0;
}
