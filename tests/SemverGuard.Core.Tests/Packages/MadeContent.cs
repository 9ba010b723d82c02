using System.Text;

namespace SemverGuard.Packages;

/// <summary>A version of a package, made up file by file, for a project on .NET 10 that asks for it.</summary>
internal sealed record MadeContent(string Version, params (string Path, string Text)[] Files)
{
    public bool IsDirect { get; init; } = true;

    /// <summary>Further elements of the package's own description.</summary>
    public string Metadata { get; init; } = "";

    public (string Path, byte[] Content)[] Binaries { get; init; } = [];

    public NativeImport[]? Imports { get; init; }

    /// <summary>Runtime identifiers for which the project is built; null for one that runs anywhere.</summary>
    public string[]? Systems { get; init; }

    public KeyedReference[]? References { get; init; }

    public string Framework { get; init; } = "net10.0";

    public byte[]? Signature { get; init; }

    public PackageAssembly[] Assemblies { get; init; } = [];

    public IReadOnlyDictionary<string, Neighbour>? Neighbours { get; init; }

    public bool IsPrivate { get; init; }

    /// <summary>
    /// Folder below <c>lib/</c>, where NuGet falls back on one that does not fit; empty for none, null for the best that fits.
    /// </summary>
    public string? Picked { get; init; }

    public PackageShape Shape()
    {
        var target = FrameworkName.Parse(Framework)!;
        var files = Files.ToDictionary(x => x.Path, x => Encoding.UTF8.GetBytes(x.Text));
        files["Lib.nuspec"] =
            Encoding.UTF8.GetBytes($"<package><metadata><id>Lib</id><version>{Version}</version>{Metadata}</metadata></package>");
        foreach (var (path, content) in Binaries) files[path] = content;
        if (Signature is not null) files[".signature.p7s"] = Signature;
        var libraries = files.Keys.Where(x => x.StartsWith("lib/", StringComparison.Ordinal)).ToLookup(x => x.Split('/')[1]);
        string? best = Picked ?? target.Best(libraries.Select(x => x.Key));
        return new PackageContent("Lib", Version, [.. files.Keys], x => new MemoryStream(files[x])) { Systems = Systems }.Shape(
            target, IsDirect, best is null ? [] : libraries[best], Assemblies)
            with { Neighbours = Neighbours, IsPrivate = IsPrivate, Imports = Imports, References = References };
    }
}
