using System.Text.RegularExpressions;

namespace SemverGuard.Worlds.Assets;

/// <summary>Solutions of both formats, as far as they name projects.</summary>
internal static class SolutionFile
{
    private static readonly Regex Project =
        new(@"""(?<path>[^""]+\.(?:cs|vb|fs)proj)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Whether a build's <c>SolutionPath</c> names one: where none is built, MSBuild has a word of its own there.</summary>
    public static bool IsOne(string path) => path.Length > 0 && Path.IsPathRooted(path) && File.Exists(path);

    /// <summary>Full paths of its projects; none where there is no solution.</summary>
    public static IEnumerable<string> Projects(string path)
    {
        if (!IsOne(path)) return [];
        string folder = Path.GetDirectoryName(path)!;
        return Project.Matches(InputFile.Text(path)).Cast<Match>()
            .Select(x => Path.GetFullPath(Path.Combine(folder, x.Groups["path"].Value.Replace('\\', '/'))));
    }
}
