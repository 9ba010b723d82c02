using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using SemverGuard.Metadata;
using SemverGuard.Packages;

namespace SemverGuard.Tool;

/// <summary>One side of a comparison: what <c>--before</c> or <c>--after</c> names.</summary>
/// <param name="Version">Empty when nothing tells it.</param>
/// <param name="Compile">What the compiler sees.</param>
/// <param name="Runtime">What the runtime loads.</param>
internal sealed record PackageSource(string Id, string Version, IReadOnlyList<AssemblyImage> Compile, IReadOnlyList<AssemblyImage> Runtime)
{
    /// <summary>The package itself; null where there are only its assemblies.</summary>
    public PackageShape? Shape { get; init; }

    public bool Has(string assembly) =>
        Compile.Concat(Runtime).Any(x => string.Equals(x.Name, assembly, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">There is no assembly in it.</exception>
    public static PackageSource Open(string path, string? version, Files files)
    {
        var source = Directory.Exists(path) ? (IsExtracted(path) ? Extracted(path, files) : Folder(path, files))
            : !File.Exists(path) ? throw new FileNotFoundException($"'{path}' is neither a file nor a folder")
            : path.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) ? Archive(path, files)
            : Assemblies([files.Open(path)]);
        if (source.Runtime.Count == 0 && source.Compile.Count == 0) throw new InvalidDataException($"'{path}' holds no .NET assembly");
        return version is null ? source : source with { Version = version };
    }

    /// <exception cref="InvalidDataException">It is no package, or one beyond the limits.</exception>
    private static PackageSource Archive(string path, Files files)
    {
        try
        {
            // Of any size: what may come out of it goes by that.
            using var archive = InputFile.Open(path, long.MaxValue);
            var budget = new ArchiveBudget(archive);
            budget.Check();
            using var package = new PackageArchiveReader(archive, leaveStreamOpen: true);
            return Package(package, x => budget.Bounded(package.GetStream(x)), files);
        }
        catch (Exception e) when (CompareCommand.IsUnreadable(e) && e is not LimitException)
        {
            throw new InvalidDataException(Path.GetFileName(path) + ": " + e.Message, e);
        }
    }

    private static PackageSource Extracted(string path, Files files)
    {
        using var package = new PackageFolderReader(path);
        return Package(package, package.GetStream, files);
    }

    /// <summary>As it lies in a packages folder.</summary>
    private static bool IsExtracted(string path) => Directory.EnumerateFiles(path, "*.nuspec").Any();

    private static PackageSource Folder(string path, Files files) =>
        Assemblies([.. Directory.EnumerateFiles(path, "*.dll").Order(StringComparer.Ordinal).Select(x => files.TryOpen(x))
            .OfType<AssemblyImage>()]);

    private static PackageSource Assemblies(IReadOnlyList<AssemblyImage> images) =>
        new(images.FirstOrDefault()?.Name ?? "", images.FirstOrDefault()?.Version.ToString() ?? "", images, images);

    /// <summary>The assets that NuGet would pick for an application on this tool's own framework.</summary>
    private static PackageSource Package(PackageReaderBase package, Func<string, Stream> open, Files files)
    {
        // NuGet's own reader takes what stands in the archive as it is.
        using (var nuspec = package.GetNuspec()) BoundedXml.Load(nuspec);
        var identity = Identity(package);
        var lib = Nearest(package.GetLibItems());
        var compile = Nearest(package.GetItems(PackagingConstants.Folders.Ref)) is { Length: > 0 } reference ? reference : lib;
        string version = identity.Version.ToNormalizedString();
        AssemblyImage[] compiled = Read(compile), loaded = compile.SequenceEqual(lib) ? compiled : Read(lib);
        var (picked, images) = lib.Length > 0 ? (lib, loaded) : (compile, compiled);
        return new PackageSource(identity.Id, version, compiled, loaded)
        {
            Shape = new PackageContent(identity.Id, version,
                [.. package.GetFiles().Select(x => x.Replace('\\', '/')).Where(PackageGrammar.IsPath)], open)
                .Shape(FrameworkName.Parse(Target), isDirect: true, picked,
                [.. images.Where(x => !x.Name.EndsWith(".resources", StringComparison.Ordinal))
                    .Select(x => new PackageAssembly(x.Name, x.Version, x.KeyToken))]),
        };

        AssemblyImage[] Read(string[] items) =>
            [.. items.Where(x => x.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Select(Image)
                .OfType<AssemblyImage>()];

        AssemblyImage? Image(string item)
        {
            using var content = new MemoryStream();
            using var stream = open(item);
            BoundedStream.Copy(stream, content);
            return files.TryOpen(item, content.ToArray());
        }
    }

    /// <exception cref="InvalidDataException">The package says of itself what none can be called.</exception>
    private static PackageIdentity Identity(PackageReaderBase package)
    {
        const string Problem = "the package's .nuspec has no id or no version that a package can have";
        try
        {
            return package.GetIdentity() is { HasVersion: true } identity && PackageGrammar.IsId(identity.Id)
                ? identity
                : throw new InvalidDataException(Problem);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException(Problem);
        }
    }

    private static string Target => $"net{Environment.Version.Major}.0";

    private static string[] Nearest(IEnumerable<FrameworkSpecificGroup> groups)
    {
        var all = groups.ToArray();
        var framework = NuGetFramework.Parse(Target);
        var nearest = new FrameworkReducer().GetNearest(framework, all.Select(x => x.TargetFramework));
        return nearest is null ? [] : [.. all.First(x => x.TargetFramework == nearest).Items];
    }
}
