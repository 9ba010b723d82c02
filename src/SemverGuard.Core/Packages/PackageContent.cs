using System.Security.Cryptography;
using SemverGuard.Packages.Native;

namespace SemverGuard.Packages;

/// <summary>The files of one version of a package, extracted or not; somebody else opens them.</summary>
/// <param name="Files">Paths with forward slashes.</param>
/// <param name="Open">One of them.</param>
public sealed record PackageContent(string Id, string Version, IReadOnlyList<string> Files, Func<string, Stream> Open)
{
    private static readonly string[] ScriptExtensions = [".ps1", ".psm1", ".cmd", ".bat", ".sh", ".py", ".js", ".vbs", ".exe"],
        ScriptFolders = ["tools", "build", "buildTransitive", "buildMultiTargeting"];

    /// <summary>NuGet runs these for packages.config, and for nobody else.</summary>
    private static readonly string[] Unused = ["tools/install.ps1", "tools/uninstall.ps1"];

    /// <param name="isDirect">The project asks for it itself: only then it gets <c>build/</c>.</param>
    /// <param name="picked">Paths of the assemblies that the project gets.</param>
    /// <exception cref="System.Xml.XmlException">What the package says of itself is not XML.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public PackageShape Shape(
        FrameworkName? framework, bool isDirect, IEnumerable<string> picked, IReadOnlyList<PackageAssembly> assemblies)
    {
        var nuspec = Nuspec(framework);
        string licence = nuspec.LicenceFile;
        return new PackageShape
        {
            Id = Id,
            Version = Version,
            Nuspec = nuspec,
            Frameworks = [.. Files.Where(x => IsBelow(x, "lib") || IsBelow(x, "ref")).Select(x => x.Split('/')).Where(x => x.Length > 2)
                .Select(x => x[1]).Distinct(StringComparer.OrdinalIgnoreCase)],
            Picked = [.. picked.Select(FrameworkOf).Where(x => x.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            Assemblies = assemblies,
            BuildFiles = BuildFiles(framework, isDirect),
            Sources = Sources(framework, nuspec),
            Analyzers = Analyzers(),
            Natives = Files.Where(
                x => IsNative(x) && (Systems is null || Systems.Contains(x.Split('/')[1], StringComparer.OrdinalIgnoreCase))).Distinct()
                .ToDictionary(x => x.Substring("runtimes/".Length), Native),
            Target = framework,
            IsForKnownSystems = Systems is not null,
            Scripts = Scripts(),
            Licence = Licence.Of(nuspec, licence.Length > 0
                && Files.FirstOrDefault(x => x.Equals(licence, StringComparison.OrdinalIgnoreCase)) is { } file ? Text(file) : null),
            Signer = Files.Contains(".signature.p7s") ? AuthorSignature.Signer(Bytes(".signature.p7s")) : null,
        };
    }

    /// <summary>cs, vb or fs: the language of the source that the project takes.</summary>
    public string Language { get; init; } = "cs";

    /// <summary>
    /// Runtime identifiers for which the project takes native code; null for all, as an application does that runs anywhere.
    /// </summary>
    public IReadOnlyCollection<string>? Systems { get; init; }

    private Nuspec Nuspec(FrameworkName? framework)
    {
        string name = Files.FirstOrDefault(x => x.IndexOf('/') < 0 && Extension(x) == ".nuspec")
            ?? throw new FileNotFoundException($"{Id} {Version} has no .nuspec");
        using var stream = Open(name);
        return Packages.Nuspec.Read(stream, framework);
    }

    /// <summary>
    /// NuGet imports the two named for the package, from the folder that fits best; they may import what lies beside them.
    /// </summary>
    private Dictionary<string, string> BuildFiles(FrameworkName? framework, bool isDirect)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // Where both are, a direct reference takes the transitive one as well.
        foreach (string root in isDirect ? new[] { "build", "buildTransitive" } : ["buildTransitive"])
        {
            var below = Files.Where(x => IsBelow(x, root) && Extension(x) is ".props" or ".targets").ToArray();
            var frameworks = Files.Where(x => IsBelow(x, root)).Select(x => x.Split('/')).Where(x => x.Length > 2).Select(x => x[1])
                .Where(x => FrameworkName.Parse(x) is not null).Distinct();
            string best = framework?.Best(frameworks) ?? "";
            foreach (string path in below)
            {
                string[] parts = path.Split('/');
                bool hasFramework = parts.Length > 2 && FrameworkName.Parse(parts[1]) is not null;
                if (hasFramework && !parts[1].Equals(best, StringComparison.OrdinalIgnoreCase)) continue;
                // With a folder for the framework, what lies outside it is imported only from there.
                if (!hasFramework && best.Length > 0 && IsImported(path)) continue;
                found[string.Join("/", parts.Skip(hasFramework ? 2 : 1))] = OwnText.OfXml(Text(path), Version);
            }
        }
        return found;
    }

    /// <summary>From the folder of the language, or the one for any, and in it from the folder for the framework that fits best.</summary>
    private Dictionary<string, string> Sources(FrameworkName? framework, Nuspec nuspec)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var all = Files.Where(x => IsBelow(x, "contentFiles") && x.Split('/').Length > 3).Distinct()
            .ToLookup(x => x.Split('/')[1].ToLowerInvariant());
        var taken = all[Language].Any() ? all[Language].ToArray() : all["any"].ToArray();
        string best = framework?.Best(taken.Select(x => x.Split('/')[2])) ?? "any";
        foreach (string path in taken.Where(x => x.Split('/')[2].Equals(best, StringComparison.OrdinalIgnoreCase)))
        {
            // A .pp holds names that NuGet puts in: of the project's namespace.
            string plain = Extension(path) == ".pp" ? path.Substring(0, path.Length - 3) : path;
            if (Extension(plain) == "." + Language && nuspec.IsCompiled(path.Substring("contentFiles/".Length)))
                found[string.Join("/", plain.Split('/').Skip(3))] = OwnText.Of(Text(path), Version);
        }
        return found;
    }

    /// <summary>Of one name for several compilers, the newest.</summary>
    private Dictionary<string, AnalyzerFile> Analyzers() =>
        Files.Where(IsAnalyzer).Distinct().GroupBy(Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(x => x.Key, x => AnalyzerFile.Read(Bytes(x.OrderBy(
            y => y.IndexOf("/" + Language + "/", StringComparison.OrdinalIgnoreCase) >= 0).ThenBy(y => y, StringComparer.Ordinal).Last())),
            StringComparer.OrdinalIgnoreCase);

    private Dictionary<string, string> Scripts()
    {
        var found = new Dictionary<string, string>();
        foreach (string path in Files.Where(x => ScriptFolders.Any(y => IsBelow(x, y)) && !Unused.Contains(x.ToLowerInvariant()))
            .Distinct())
        {
            if (ScriptExtensions.Contains(Extension(path)))
                found[path] = Extension(path) == ".exe" ? Hash(path) : OwnText.Of(Text(path), Version);
            else if (IsProgram(path)) found[path] = Hash(path);
        }
        return found;
    }

    /// <summary>Only Windows goes by the name: elsewhere a program says by its first bytes that it is one.</summary>
    private bool IsProgram(string path)
    {
        if (path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase)) return false;
        if (Extension(path) is ".dll" or ".so" or ".dylib") return true;
        if (Name(path).Contains('.')) return false;
        using var stream = Open(path);
        byte[] start = new byte[4];
        int read = 0;
        for (int more = 1; read < start.Length && more > 0; read += more) more = stream.Read(start, read, start.Length - read);
        return start is [(byte)'#', (byte)'!', ..] or [0x7f, (byte)'E', (byte)'L', (byte)'F'] or [0xca, 0xfe, 0xba, 0xbe or 0xbf]
            or [0xce or 0xcf, 0xfa, 0xed, 0xfe];
    }

    private static bool IsNative(string path) =>
        IsBelow(path, "runtimes") && path.Split('/') is { Length: > 3 } parts
        && (parts[2] == "native" || (parts[2] == "nativeassets" && parts.Length > 4)) && Name(path) != "_._";

    private NativeFile Native(string path)
    {
        try
        {
            using var stream = Open(path);
            // A package brings tens of megabytes of them: memory that nobody used before costs more than to read into it.
            using var file = BoundedStream.Rented(stream);
            using var content = new MemoryStream(file.Bytes.Array!, file.Bytes.Offset, file.Bytes.Count);
            return new NativeFile(Hash(content), NativeLibrary.Read(file.Bytes));
        }
        catch (IOException)
        {
            return new NativeFile(Hash(path), null); // too large to be held
        }
    }

    /// <summary>Named for the package, as NuGet wants it.</summary>
    internal bool IsImported(string path) =>
        System.IO.Path.GetFileNameWithoutExtension(path).Equals(Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>Texts in other languages are no code.</summary>
    public static bool IsAnalyzer(string path) =>
        IsBelow(path, "analyzers") && Extension(path) == ".dll" && !path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase);

    /// <summary>A program or script that something may run: in the folder for such, and no text.</summary>
    public static bool IsTool(string path) =>
        IsBelow(path, "tools") && !Unused.Contains(path.ToLowerInvariant())
        && Extension(path) is not (".md" or ".txt" or ".xml" or ".json" or ".config" or ".pdb" or ".png" or ".proto")
        && Name(path) != "_._";

    /// <summary><c>net6.0</c> of <c>lib/net6.0/X.dll</c> and of <c>runtimes/unix/lib/net6.0/X.dll</c>; empty of anything else.</summary>
    private static string FrameworkOf(string path)
    {
        string[] parts = path.Split('/');
        return parts.Length >= 3 && parts[parts.Length - 3].ToLowerInvariant() is "lib" or "ref" ? parts[parts.Length - 2] : "";
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.OrdinalIgnoreCase);

    private static string Extension(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant();

    private static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);

    private string Text(string path)
    {
        using var copy = new MemoryStream(Bytes(path));
        using var reader = new StreamReader(copy);
        return reader.ReadToEnd();
    }

    private byte[] Bytes(string path)
    {
        using var stream = Open(path);
        return BoundedStream.Bytes(stream);
    }

    /// <summary>Two builds of a native library differ long before: its headers hold the time, or a hash, of the build.</summary>
    private const long MostHashed = 256L * 1024 * 1024;

    private string Hash(string path)
    {
        using var stream = Open(path);
        return Hash(stream);
    }

    private static string Hash(Stream stream)
    {
        using var hash = SHA256.Create();
        byte[] buffer = new byte[81920];
        long hashed = 0;
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0 && hashed < MostHashed)
        {
            hash.TransformBlock(buffer, 0, read, null, 0);
            hashed += read;
        }
        hash.TransformFinalBlock(buffer, 0, 0);
        return Convert.ToBase64String(hash.Hash!);
    }
}
