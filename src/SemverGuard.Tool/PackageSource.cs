using NuGet.Frameworks;
using NuGet.Packaging;
using SemverGuard.Metadata;

namespace SemverGuard.Tool;

/// <summary>One side of a comparison: what <c>--before</c> or <c>--after</c> names.</summary>
/// <param name="Version">Empty when nothing tells it.</param>
/// <param name="Compile">What the compiler sees.</param>
/// <param name="Runtime">What the runtime loads.</param>
internal sealed record PackageSource(string Id, string Version, IReadOnlyList<AssemblyImage> Compile, IReadOnlyList<AssemblyImage> Runtime)
{
    public bool Has(string assembly) => Compile.Concat(Runtime).Any(x => string.Equals(x.Name, assembly, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">There is no assembly in it.</exception>
    public static PackageSource Open(string path, string? version, Files files)
    {
        var source = Directory.Exists(path) ? Folder(path, files)
            : !File.Exists(path) ? throw new FileNotFoundException($"'{path}' is neither a file nor a folder")
            : path.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) ? Package(path, files)
            : Assemblies([files.Open(path)]);
        if (source.Runtime.Count == 0 && source.Compile.Count == 0) throw new InvalidDataException($"'{path}' holds no .NET assembly");
        return version is null ? source : source with { Version = version };
    }

    private static PackageSource Folder(string path, Files files) =>
        Assemblies([.. Directory.EnumerateFiles(path, "*.dll").Order(StringComparer.Ordinal).Select(x => files.TryOpen(x)).OfType<AssemblyImage>()]);

    private static PackageSource Assemblies(IReadOnlyList<AssemblyImage> images) =>
        new(images.FirstOrDefault()?.Name ?? "", images.FirstOrDefault()?.Version.ToString() ?? "", images, images);

    /// <summary>The assets that NuGet would pick for an application on this tool's own framework.</summary>
    private static PackageSource Package(string path, Files files)
    {
        using var package = new PackageArchiveReader(path);
        var lib = Nearest(package.GetLibItems());
        var compile = Nearest(package.GetItems(PackagingConstants.Folders.Ref)) is { Length: > 0 } reference ? reference : lib;
        var identity = package.GetIdentity();
        return new PackageSource(identity.Id, identity.Version.ToNormalizedString(), Read(compile), Read(lib));

        AssemblyImage[] Read(string[] items) =>
            [.. items.Where(x => x.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Select(Image).OfType<AssemblyImage>()];

        AssemblyImage? Image(string item)
        {
            using var content = new MemoryStream();
            using var stream = package.GetStream(item);
            stream.CopyTo(content);
            return files.TryOpen(item, content.ToArray());
        }
    }

    private static string[] Nearest(IEnumerable<FrameworkSpecificGroup> groups)
    {
        var all = groups.ToArray();
        var framework = NuGetFramework.Parse($"net{Environment.Version.Major}.0");
        var nearest = new FrameworkReducer().GetNearest(framework, all.Select(x => x.TargetFramework));
        return nearest is null ? [] : [.. all.First(x => x.TargetFramework == nearest).Items];
    }
}
