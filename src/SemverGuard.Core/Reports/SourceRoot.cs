namespace SemverGuard.Reports;

/// <summary>The folder from which a report names files, so that it says the same on every machine: the repository's, as a rule.</summary>
/// <param name="folder">Full path; empty when every file keeps its name.</param>
public sealed class SourceRoot(string folder)
{
    /// <summary>What a deterministic build writes for the repository's folder.</summary>
    private const string Deterministic = "/_/";

    private readonly string root = folder.Length == 0 ? "" : Slashes(folder).TrimEnd('/') + "/";

    /// <summary>The repository that a folder is in, or the folder itself where there is none.</summary>
    /// <param name="exists">Asks the disk for a file or a folder.</param>
    public static SourceRoot Of(string folder, Func<string, bool> exists)
    {
        // In a worktree .git is a file.
        for (string? above = folder; !string.IsNullOrEmpty(above); above = Path.GetDirectoryName(above))
        {
            if (exists(Path.Combine(above, ".git"))) return new SourceRoot(above);
        }
        return new SourceRoot(folder);
    }

    /// <summary>With forward slashes, relative where it lies below the root.</summary>
    public string NameOf(string file)
    {
        string path = Slashes(file);
        if (path.StartsWith(Deterministic, StringComparison.Ordinal)) return path.Substring(Deterministic.Length);
        // A drive letter tells a system that ignores the case of names.
        var comparison = root.Length > 1 && root[1] == ':' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return root.Length > 0 && path.StartsWith(root, comparison) ? path.Substring(root.Length) : path;
    }

    /// <summary>A URI reference (RFC 3986): relative for a file below the root, <c>file:</c> for any other.</summary>
    public string UriOf(string file, out bool isBelow)
    {
        string name = NameOf(file);
        isBelow = !(name.StartsWith("/", StringComparison.Ordinal) || (name.Length > 1 && name[1] == ':'));
        string escaped = string.Join("/", name.Split('/').Select(Uri.EscapeDataString));
        return isBelow ? escaped : "file:///" + escaped.TrimStart('/').Replace("%3A/", ":/");
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
