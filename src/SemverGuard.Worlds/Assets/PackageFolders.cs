using SemverGuard.Packages;

namespace SemverGuard.Worlds.Assets;

/// <summary>Finds extracted packages: right after a bump the version before is nearly always still there.</summary>
internal sealed class PackageFolders(IReadOnlyList<string> roots)
{
    /// <summary>Versions of a package that have a folder, in no order.</summary>
    public IEnumerable<string> Versions(string id) => !PackageGrammar.IsId(id) ? [] :
        roots.Select(x => Path.Combine(x, id.ToLowerInvariant())).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
            .Select(x => Path.GetFileName(x)!).Where(x => Find(id, x) is not null)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The hash of an extracted package's content, as project.assets.json has it; null where NuGet did not note it.</summary>
    public static string? HashOf(string folder)
    {
        string file = Path.Combine(folder, ".nupkg.metadata");
        try
        {
            if (!File.Exists(file)) return null;
            var json = new JsonCursor(InputFile.Text(file));
            string? hash = null;
            foreach (string fact in json.Properties())
            {
                if (fact == "contentHash") hash = json.String();
            }
            return hash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <returns>The folder of the package; null when it is not on this machine.</returns>
    public string? Find(string id, string version)
    {
        if (!PackageGrammar.IsId(id) || !PackageGrammar.IsVersion(version)) return null;
        foreach (string root in roots)
        {
            string folder = Path.Combine(root, id.ToLowerInvariant(), version.ToLowerInvariant());
            // NuGet writes one of these last: without it the folder is half extracted.
            if (File.Exists(Path.Combine(folder, ".nupkg.metadata"))
                || Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.nupkg.sha512").Any())
                return folder;
        }
        return null;
    }
}
