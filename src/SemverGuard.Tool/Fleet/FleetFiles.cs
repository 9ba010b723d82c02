namespace SemverGuard.Tool.Fleet;

/// <param name="Path">Of the baseline.</param>
/// <param name="Service">The folder it lies in, relative to the one that was asked about, with forward slashes.</param>
internal sealed record FleetFile(string Path, string Service);

/// <summary>Finds the committed baselines below folders, one after the other and in the same order on every machine.</summary>
internal sealed class FleetFiles(FleetProblems problems)
{
    public const string Extension = ".baseline";

    /// <summary>What builds and tools leave behind may hold copies of what is committed.</summary>
    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    /// <exception cref="InvalidDataException">One of them is no folder.</exception>
    public IEnumerable<FleetFile> Below(IReadOnlyList<string> folders)
    {
        foreach (string folder in folders)
        {
            if (!Directory.Exists(folder)) throw new InvalidDataException($"'{folder}' is no folder");
        }
        // Of several folders each goes first in its services' names, which are then different where two folders hold the same names.
        return folders.SelectMany(x => In(x, folders.Count == 1 ? "" : Path.GetFileName(Path.GetFullPath(x).TrimEnd('/', '\\'))));
    }

    private IEnumerable<FleetFile> In(string root, string prefix)
    {
        var open = new Stack<(string Path, string Service)>([(root, prefix)]);
        while (open.TryPop(out var folder))
        {
            var entries = Entries(folder.Path, folder.Service);
            string service = folder.Service.Length == 0 ? "." : folder.Service;
            foreach (var file in entries.OfType<FileInfo>()) yield return new FleetFile(file.FullName, service);
            // The first comes off the stack first.
            foreach (var inner in entries.OfType<DirectoryInfo>().Reverse())
                open.Push((inner.FullName, folder.Service.Length == 0 ? inner.Name : folder.Service + "/" + inner.Name));
        }
    }

    /// <summary>Baselines and folders. A folder that is a link is seen where it lies, or leads in a circle that has no end.</summary>
    private FileSystemInfo[] Entries(string folder, string service)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                    .Where(x => x is DirectoryInfo ? IsWanted(x) : x.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(x => x.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(service, e.Message);
            return [];
        }
    }

    private static bool IsWanted(FileSystemInfo folder) =>
        (folder.Attributes & FileAttributes.ReparsePoint) == 0 && folder.Name[0] != '.'
        && !Skipped.Contains(folder.Name, StringComparer.OrdinalIgnoreCase);
}
