namespace SemverGuard.Tasks.Assets;

/// <summary>Finds extracted packages: right after a bump the version before is nearly always still there.</summary>
internal sealed class PackageFolders(IReadOnlyList<string> roots)
{
    /// <summary>Versions of a package that have a folder, in no order.</summary>
    public IEnumerable<string> Versions(string id) =>
        roots.Select(x => Path.Combine(x, id.ToLowerInvariant())).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Select(x => Path.GetFileName(x)!).Where(x => Find(id, x) is not null)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <returns>The folder of the package; null when it is not on this machine.</returns>
    public string? Find(string id, string version)
    {
        foreach (string root in roots)
        {
            string folder = Path.Combine(root, id.ToLowerInvariant(), version.ToLowerInvariant());
            // NuGet writes one of these last: without it the folder is half extracted.
            if (File.Exists(Path.Combine(folder, ".nupkg.metadata")) || Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.nupkg.sha512").Any()) return folder;
        }
        return null;
    }
}
