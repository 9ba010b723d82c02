using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Worlds;

/// <summary>Opens assemblies to be read, each once, and closes them all together. Nothing is ever loaded.</summary>
internal sealed class AssemblyFiles : IDisposable
{
    private readonly Dictionary<string, PEReader?> opened = new(StringComparer.Ordinal);

    /// <summary>Whether an assembly is the framework's depends on who asks: the first to open it must not decide for the others.</summary>
    private readonly Dictionary<(string Path, bool IsFramework), AssemblyImage?> images = [];
    private readonly List<(AdmittedFiles.Key File, AssemblyImage Image)> packages = [];
    private readonly List<MetadataReaderProvider> symbols = [];
    private readonly List<NotChecked> damaged = [];

    /// <summary>As the compiler was told: what stands in a PDB for a path.</summary>
    public string PathMap { get; init; } = "";

    /// <summary>Files that could not be read, each once.</summary>
    public IReadOnlyList<NotChecked> Damaged => damaged;

    /// <param name="mayBeNative">A file that holds no assembly is then nothing that could be damaged.</param>
    /// <returns>Null when the file cannot be read, which <see cref="Damaged"/> then says.</returns>
    public AssemblyImage? Open(string path, bool isFramework = false, bool mayBeNative = false) =>
        Open(path, path, () => InputFile.Open(path), isFramework, mayBeNative, isFile: true);

    /// <summary>
    /// As <see cref="Open(string, bool, bool)"/>, for what is in no file of its own: two of one name may be two versions.
    /// </summary>
    public AssemblyImage? Open(string name, byte[] content, bool mayBeNative = false) =>
        Open(name, name + "\0" + opened.Count, () => new MemoryStream(content, writable: false), isFramework: false, mayBeNative);

    /// <param name="path">By which it is known.</param>
    /// <param name="isFile">Whether that is a file's.</param>
    private AssemblyImage? Open(
        string name, string path, Func<Stream> content, bool isFramework, bool mayBeNative, bool isFile = false)
    {
        if (images.TryGetValue((path, isFramework), out var known)) return known;
        if (opened.TryGetValue(path, out var file) && file is null) return null;
        AssemblyImage? image = null;
        try
        {
            file ??= new PEReader(content());
            var key = isFile && !isFramework ? AdmittedFiles.KeyOf(path) : default;
            image = AssemblyImage.Open(file, isFramework, AdmittedFiles.Has(key));
            if (image is not null && key != default) packages.Add((key, image));
            if (image is null && !mayBeNative) throw new BadImageFormatException("it is not a .NET assembly");
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            damaged.Add(new NotChecked(name, e.Message.TrimEnd('.')));
            file?.Dispose();
            file = null;
        }
        catch (Exception e) when (MistakeException.IsOne(e))
        {
            file?.Dispose();
            throw new MistakeException(Path.GetFileName(name), e);
        }
        opened[path] = file;
        return images[(path, isFramework)] = image;
    }

    /// <summary>Takes an assembly that turned out to be beyond a limit for one that could not be opened.</summary>
    /// <param name="assembly">Simple name.</param>
    /// <returns>False where none of that name is open.</returns>
    public bool Refuse(string assembly, string reason)
    {
        var refused = images.Where(x => x.Value?.Name == assembly).Select(x => x.Key).ToArray();
        foreach (var key in refused)
        {
            images[key] = null;
            damaged.Add(new NotChecked(key.Path, reason));
        }
        return refused.Length > 0;
    }

    public IEnumerable<AssemblyImage> Open(IEnumerable<string> paths) => paths.Select(x => Open(x)).OfType<AssemblyImage>();

    /// <summary>The simple name of an assembly that is open; null for any other.</summary>
    public string? NameOf(string path) =>
        (images.TryGetValue((path, false), out var image) || images.TryGetValue((path, true), out image)) ? image?.Name : null;

    /// <summary>Where the metadata of an opened assembly begins in its file.</summary>
    public int MetadataStart(string path) => opened[path]!.PEHeaders.MetadataStartOffset;

    /// <summary>The line numbers of an opened assembly, embedded or beside it; null when there are none to be read.</summary>
    public SourceMap? Sources(string path)
    {
        if (!opened.TryGetValue(path, out var file) || file is null) return null;
        try
        {
            bool hasSymbols = file.TryOpenAssociatedPortablePdb(
                path, x => File.Exists(x) ? new MemoryStream(InputFile.Bytes(x)) : null, out var provider, out _);
            if (!hasSymbols || provider is null) return null;
            symbols.Add(provider);
            return new SourceMap(provider.GetMetadataReader(), new PathMap(PathMap).Restore);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return null; // places are a courtesy: the finding stands without them
        }
    }

    public void Dispose()
    {
        foreach (var (file, image) in packages)
        {
            if (image.IsAdmitted) AdmittedFiles.Add(file);
        }
        foreach (var provider in symbols) provider.Dispose();
        foreach (var file in opened.Values) file?.Dispose();
    }

    /// <summary>What a missing, locked, truncated or otherwise damaged file throws.</summary>
    public static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or BadImageFormatException;
}
