using SemverGuard.Baselines;
using SemverGuard.Reports;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds.Baselines;

/// <summary>The baseline on the disk.</summary>
internal static class BaselineFile
{
    /// <param name="framework">The target framework it must be about: two that shared a file would overwrite each other for ever.</param>
    /// <param name="projectFile">And the project, where it matters.</param>
    /// <returns>Neither when there is no file. An error in line 0 is about the file as a whole.</returns>
    /// <param name="settled">As <see cref="BaselineText.Parse"/> has it.</param>
    public static (Baseline? Baseline, BaselineError? Error) Read(
        string path, string framework, string? projectFile = null, Func<string, bool>? settled = null)
    {
        try
        {
            if (!File.Exists(path)) return (null, null);
            string text = InputFile.Text(path);
            if (text.Length == 0) return (null, new BaselineError(1, InputFile.Empty));
            var (baseline, error) = BaselineText.Parse(text, settled);
            if (baseline is null) return (null, error);
            if (!baseline.Framework.Equals(framework, StringComparison.OrdinalIgnoreCase))
                return (null, new BaselineError(1, "is about " + baseline.Framework + " and this build about " + framework
                    + ": give each target framework a file of its own, or delete it and build"));
            if (projectFile is null || !IsOfAnother(baseline.Project, projectFile, path)) return (baseline, null);
            return (null, new BaselineError(1, "is about " + baseline.Project + " and this build about " + NameOf(projectFile, path)
                + ": name a file of its own for this project, as <SemverGuardBaselineFile>"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new BaselineError(0, "cannot be read: " + e.Message));
        }
    }

    /// <summary>How a baseline names a project. That of a file-based app is only in memory, and stands for the file of its code.</summary>
    public static string NameOf(string projectFile, string baselineFile)
    {
        string file = Path.GetFullPath(File.Exists(projectFile) ? projectFile : CodeOf(projectFile));
        string[] from = Path.GetDirectoryName(Path.GetFullPath(baselineFile))!.Split('/', '\\'), to = file.Split('/', '\\');
        int common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common].Equals(to[common], StringComparison.OrdinalIgnoreCase))
            common++;
        return string.Join("/", Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));
    }

    /// <summary>SDKs call the project of <c>app.cs</c> by the one or the other name.</summary>
    private static string CodeOf(string projectFile)
    {
        string app = Path.ChangeExtension(projectFile, null), code = Path.ChangeExtension(projectFile, ".cs");
        return File.Exists(app) ? app : File.Exists(code) ? code : projectFile;
    }

    /// <summary>A project that is not there any more was renamed to this one.</summary>
    private static bool IsOfAnother(string project, string projectFile, string path) =>
        project.Length > 0 && !project.Equals(NameOf(projectFile, path), StringComparison.OrdinalIgnoreCase)
        && File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, project));

    /// <summary>
    /// By its folder, and by those above it as long as another project's ends like that: in a solution all have the same name.
    /// </summary>
    /// <param name="solution">Path of the solution; empty or anything else where none is built.</param>
    public static string Shown(string path, string solution)
    {
        string[] folders = Folders(path), others = [];
        try
        {
            others = [.. SolutionFile.Projects(solution).Select(x => string.Join("/", Folders(x)))
                .Where(x => !x.Equals(string.Join("/", folders), StringComparison.OrdinalIgnoreCase))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then nobody knows of others.
        }
        for (int count = 1; ; count++)
        {
            string shown = string.Join("/", folders.Skip(folders.Length - count));
            if (count >= folders.Length || !others.Any(x => ("/" + x).EndsWith("/" + shown, StringComparison.OrdinalIgnoreCase)))
                return shown + "/" + Path.GetFileName(path);
        }
    }

    private static string[] Folders(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!.Split('/', '\\');

    /// <summary>The line of the first of some packages that the file names, else its first.</summary>
    public static Place PlaceOf(string path, IEnumerable<string> packages)
    {
        try
        {
            var known = new HashSet<string>(packages, StringComparer.OrdinalIgnoreCase);
            int line = Array.FindIndex(InputFile.Lines(path), x => x.Split([' '], 3) is ["package", var id, ..] && known.Contains(id));
            return new Place(path, Math.Max(line, 0) + 1, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Place(path, 1, 1);
        }
    }

    /// <summary>Writes only what differs, and all of it or nothing.</summary>
    /// <returns>Whether the file changed.</returns>
    /// <exception cref="IOException">It could not be written; it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be written; it is as it was.</exception>
    public static bool Write(string path, Baseline baseline) => OutputFile.Write(path, BaselineText.Write(baseline));
}
