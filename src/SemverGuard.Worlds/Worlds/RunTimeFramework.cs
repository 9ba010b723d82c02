using SemverGuard.Metadata;

namespace SemverGuard.Worlds;

/// <summary>
/// What the frameworks of a project have when it runs. That is more than the compiler sees: the reference assemblies lack what is no API of
/// the framework, and a package that brings such an assembly is left out of the application for the framework's own.
/// </summary>
/// <param name="folders">Of the frameworks' reference assemblies.</param>
/// <param name="host">Path of the dotnet command, beside which the shared frameworks lie.</param>
internal sealed class RunTimeFramework(IEnumerable<string> folders, string host)
{
    private readonly Lazy<Dictionary<string, PlatformFile>> files = new(() => Read(folders));

    /// <summary>Whether it is there, by its simple name.</summary>
    public bool Has(string assembly) => files.Value.ContainsKey(assembly);

    /// <summary>Whether a package's assembly is used, and not the framework's of that name.</summary>
    /// <param name="version">Of the assembly.</param>
    /// <param name="fileVersion">Of its file, which decides between two of the same version.</param>
    public bool Yields(string assembly, Version version, Version fileVersion) =>
        !files.Value.TryGetValue(assembly, out var own)
        || (version == own.Version ? fileVersion > own.FileVersion : version > own.Version);

    /// <returns>Null where the shared framework is not on this machine: the assembly is there, and nobody can look into it.</returns>
    /// <remarks>
    /// The private ones are what the reference assemblies stand for: whoever mixed the two would have each type twice.
    /// </remarks>
    public AssemblyImage? Open(string assembly, AssemblyFiles images)
    {
        if (assembly.StartsWith("System.Private.", StringComparison.OrdinalIgnoreCase)) return null;
        return files.Value.TryGetValue(assembly, out var own) && own.Find(host) is { } path ? images.Open(path, isFramework: true) : null;
    }

    private static Dictionary<string, PlatformFile> Read(IEnumerable<string> folders)
    {
        var all = new Dictionary<string, PlatformFile>(StringComparer.OrdinalIgnoreCase);
        // packs/Microsoft.AspNetCore.App.Ref/10.0.0/ref/net10.0
        foreach (string pack in folders.Select(x => Path.GetFullPath(Path.Combine(x, "..", ".."))).Distinct(StringComparer.Ordinal))
        {
            string manifest = Path.Combine(pack, "data", "PlatformManifest.txt");
            if (!File.Exists(manifest)) continue;
            foreach (string line in InputFile.Text(manifest).Split('\n'))
            {
                if (PlatformFile.Parse(line, pack) is { } file) all[file.Name] = file;
            }
        }
        return all;
    }

    /// <param name="Pack">Folder of the targeting pack that lists it.</param>
    private sealed record PlatformFile(string Name, Version Version, Version FileVersion, string Pack)
    {
        /// <param name="line"><c>System.Security.Cryptography.Pkcs.dll|Microsoft.AspNetCore.App.Ref|10.0.0.0|10.0.25.52411</c>.</param>
        /// <returns>Null for what is no managed assembly.</returns>
        public static PlatformFile? Parse(string line, string pack)
        {
            string[] parts = line.Trim().Split('|');
            return parts.Length == 4 && parts[0].EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
                && Version.TryParse(parts[2], out var version) && Version.TryParse(parts[3], out var fileVersion)
                ? new(Path.GetFileNameWithoutExtension(parts[0]), version, fileVersion, pack)
                : null;
        }

        private static Version? Release(string folder) =>
            System.Version.TryParse(Path.GetFileName(folder).Split('-')[0], out var version) ? version : null;

        /// <summary>Of the shared frameworks of the pack's release the newest, which is what runs.</summary>
        public string? Find(string host)
        {
            string id = Path.GetFileName(Path.GetDirectoryName(Pack)!);
            if (!id.EndsWith(".Ref", StringComparison.OrdinalIgnoreCase) || Path.GetDirectoryName(host) is not { Length: > 0 } root)
                return null;
            string shared = Path.Combine(root, "shared", id.Substring(0, id.Length - ".Ref".Length));
            if (!Directory.Exists(shared)) return null;
            var release = Release(Pack);
            return Directory.EnumerateDirectories(shared).Where(x => release is not null && Release(x) is { } its
                    && its.Major == release.Major && its.Minor == release.Minor)
                .OrderByDescending(Release).Select(x => Path.Combine(x, Name + ".dll")).FirstOrDefault(File.Exists);
        }
    }
}
