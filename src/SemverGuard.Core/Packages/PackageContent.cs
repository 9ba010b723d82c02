using System.Security.Cryptography;

namespace SemverGuard.Packages;

/// <summary>The files of one version of a package, extracted or not; somebody else opens them.</summary>
/// <param name="Files">Paths with forward slashes.</param>
/// <param name="Open">One of them.</param>
public sealed record PackageContent(string Id, string Version, IReadOnlyList<string> Files, Func<string, Stream> Open)
{
    private static readonly string[] ScriptExtensions = [".ps1", ".psm1", ".cmd", ".bat", ".sh", ".py", ".js", ".vbs", ".exe"], ScriptFolders = ["tools", "build", "buildTransitive", "buildMultiTargeting"];

    /// <summary>NuGet runs these for packages.config, and for nobody else.</summary>
    private static readonly string[] Unused = ["tools/install.ps1", "tools/uninstall.ps1"];

    /// <param name="isDirect">The project asks for it itself: only then it gets <c>build/</c>.</param>
    /// <param name="picked">Paths of the assemblies that the project gets.</param>
    /// <exception cref="System.Xml.XmlException">What the package says of itself is not XML.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public PackageShape Shape(FrameworkName? framework, bool isDirect, IEnumerable<string> picked, IReadOnlyList<PackageAssembly> assemblies)
    {
        var nuspec = Nuspec(framework);
        string licence = nuspec.LicenceFile;
        return new PackageShape
        {
            Id = Id,
            Version = Version,
            Nuspec = nuspec,
            Frameworks = [.. Files.Where(x => IsBelow(x, "lib") || IsBelow(x, "ref")).Select(x => x.Split('/')).Where(x => x.Length > 2).Select(x => x[1]).Distinct(StringComparer.OrdinalIgnoreCase)],
            Picked = [.. picked.Select(FrameworkOf).Where(x => x.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            Assemblies = assemblies,
            BuildFiles = BuildFiles(framework, isDirect),
            Analyzers = [.. Files.Where(IsAnalyzer).Select(Name).Distinct(StringComparer.OrdinalIgnoreCase)],
            Natives = Files.Where(x => IsBelow(x, "runtimes") && x.Split('/') is { Length: > 3 } parts && parts[2] == "native").Distinct().ToDictionary(x => x.Substring("runtimes/".Length), Hash),
            Scripts = Files.Where(IsScript).Distinct().ToDictionary(x => x, x => Extension(x) == ".exe" ? Hash(x) : OwnText.Of(Text(x), Version)),
            Licence = Licence.Of(nuspec, licence.Length > 0 && Files.FirstOrDefault(x => x.Equals(licence, StringComparison.OrdinalIgnoreCase)) is { } file ? Text(file) : null),
            Signer = Files.Contains(".signature.p7s") ? AuthorSignature.Signer(Bytes(".signature.p7s")) : null,
        };
    }

    private Nuspec Nuspec(FrameworkName? framework)
    {
        string name = Files.FirstOrDefault(x => x.IndexOf('/') < 0 && Extension(x) == ".nuspec") ?? throw new FileNotFoundException($"{Id} {Version} has no .nuspec");
        using var stream = Open(name);
        return Packages.Nuspec.Read(stream, framework);
    }

    /// <summary>NuGet imports the two named for the package, from the folder that fits best; they may import what lies beside them.</summary>
    private Dictionary<string, string> BuildFiles(FrameworkName? framework, bool isDirect)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // Where both are, a direct reference takes the transitive one as well.
        foreach (string root in isDirect ? new[] { "build", "buildTransitive" } : ["buildTransitive"])
        {
            var below = Files.Where(x => IsBelow(x, root) && Extension(x) is ".props" or ".targets").ToArray();
            var frameworks = Files.Where(x => IsBelow(x, root)).Select(x => x.Split('/')).Where(x => x.Length > 2).Select(x => x[1]).Where(x => FrameworkName.Parse(x) is not null).Distinct();
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

    /// <summary>Named for the package, as NuGet wants it.</summary>
    internal bool IsImported(string path) => System.IO.Path.GetFileNameWithoutExtension(path).Equals(Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>Texts in other languages are no code.</summary>
    private static bool IsAnalyzer(string path) => IsBelow(path, "analyzers") && Extension(path) == ".dll" && !path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase);

    private static bool IsScript(string path) => ScriptExtensions.Contains(Extension(path)) && ScriptFolders.Any(x => IsBelow(path, x)) && !Unused.Contains(path.ToLowerInvariant());

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
        using var copy = new MemoryStream();
        BoundedStream.Copy(stream, copy);
        return copy.ToArray();
    }

    /// <summary>Two builds of a native library differ long before: its headers hold the time, or a hash, of the build.</summary>
    private const long MostHashed = 256L * 1024 * 1024;

    private string Hash(string path)
    {
        using var stream = Open(path);
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
