using SemverGuard.Reports;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds.Reporting;

/// <summary>
/// The last reports of a solution's projects, in a folder that they share. A build checks its projects one by one, in processes of its own:
/// whichever comes last finds all.
/// </summary>
/// <param name="folder">Under obj; everything in it can be made again.</param>
internal sealed class SolutionReports(string folder, string solution)
{
    /// <summary>Goes up with the form: what another version wrote is not read.</summary>
    private const string Form = "SemverGuard report 1";

    private const string Extension = ".report";

    /// <param name="assetsFile">In the folder where NuGet and the SDK put the project's intermediate files.</param>
    /// <returns>Null where no solution is built.</returns>
    public static SolutionReports? Of(string solution, string projectFile, string assetsFile)
    {
        if (!SolutionFile.IsOne(solution)) return null;
        string shared = Path.GetDirectoryName(Path.GetDirectoryName(assetsFile)) ?? "";
        // Beside the projects' own, or where a repository keeps those of all.
        bool isShared = shared.Length > 0 && shared != Path.GetDirectoryName(projectFile);
        string obj = isShared ? shared : Path.Combine(Path.GetDirectoryName(solution)!, "obj");
        return new SolutionReports(Path.Combine(obj, "SemverGuard", Path.GetFileName(solution)), solution);
    }

    public string Name => Path.GetFileNameWithoutExtension(solution);

    public bool Has(string projectFile, string framework) => File.Exists(PathOf(projectFile, framework));

    /// <summary>Keeps the report of one project and hands those of all to who prints them, one project at a time.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be written.</exception>
    public void Keep(Report report, string projectFile, Action<IReadOnlyList<Report>> print)
    {
        using var alone = OutputFile.Alone(folder);
        OutputFile.Write(PathOf(projectFile, report.Framework), Saved(report, projectFile));
        var projects = new HashSet<string>(SolutionFile.Projects(solution), StringComparer.OrdinalIgnoreCase);
        // A filter names them from elsewhere.
        bool isKnown = projects.Contains(projectFile);
        var root = ReportFiles.RootOf(Path.GetDirectoryName(solution)!);
        print([.. Directory.GetFiles(folder, "*" + Extension).OrderBy(x => x, StringComparer.Ordinal).Select(Read)
            .Where(x => x.Report is not null && (isKnown ? projects.Contains(x.Project) : File.Exists(x.Project)))
            .Select(x => x.Report! with { Root = root })]);
    }

    private string PathOf(string projectFile, string framework) => Path.Combine(folder,
        $"{Path.GetFileNameWithoutExtension(projectFile)}.{framework}.{Fingerprint.Short(projectFile)}{Extension}");

    private static byte[] Saved(Report report, string projectFile)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var values = SavedValues.To(writer);
        values.Text(Form);
        values.Text(projectFile);
        new SavedReport(values).Of(report);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <returns>No report where the file has none that can be read.</returns>
    private static (string Project, Report? Report) Read(string path)
    {
        try
        {
            using var file = new BinaryReader(new MemoryStream(InputFile.Bytes(path)));
            var values = SavedValues.From(file);
            return values.Text(null) == Form ? (values.Text(null), new SavedReport(values).Of(null)) : ("", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return ("", null);
        }
    }
}
