using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Worlds.Reporting;

/// <summary>
/// The last reports of a solution's projects, in a folder that they share. A build checks its projects one by one, in processes of its own:
/// whichever comes last finds all.
/// </summary>
/// <param name="folder">Under obj; everything in it can be made again.</param>
/// <param name="assetsFile">Of the project whose report is kept.</param>
internal sealed class SolutionReports(string folder, string solution, string assetsFile)
{
    /// <summary>Goes up with the form: what another version wrote is not read.</summary>
    private const string Form = "SemverGuard report 2";

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
        return new SolutionReports(Path.Combine(obj, "SemverGuard", Path.GetFileName(solution)), solution, assetsFile);
    }

    public string Name => Path.GetFileNameWithoutExtension(solution);

    public bool Has(string projectFile, string framework) => File.Exists(PathOf(projectFile, framework));

    /// <summary>Keeps the report of one project and hands those of all to who prints them, one project at a time.</summary>
    /// <param name="baselineFile">The project's, which tells those that come later what was accepted.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be written.</exception>
    public void Keep(Report report, string projectFile, string baselineFile, Action<IReadOnlyList<Report>> print)
    {
        using var alone = OutputFile.Alone(folder);
        string own = PathOf(projectFile, report.Framework);
        OutputFile.Write(own, Saved(report, projectFile, baselineFile));
        var projects = new HashSet<string>(SolutionFile.Projects(solution), StringComparer.OrdinalIgnoreCase);
        // A filter names them from elsewhere.
        bool isKnown = projects.Contains(projectFile);
        var root = ReportFiles.RootOf(Path.GetDirectoryName(solution)!);
        print([.. Directory.GetFiles(folder, "*" + Extension).OrderBy(x => x, StringComparer.Ordinal).Select(Read).OfType<Kept>()
            .Where(x => isKnown ? projects.Contains(x.Project) : File.Exists(x.Project))
            .Select(x => (x.File == own ? x : x.StillOpen()).Report with { Root = root })]);
    }

    private string PathOf(string projectFile, string framework) => Path.Combine(folder,
        $"{Path.GetFileNameWithoutExtension(projectFile)}.{framework}.{Fingerprint.Short(projectFile)}{Extension}");

    private byte[] Saved(Report report, string projectFile, string baselineFile)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var values = SavedValues.To(writer);
        values.Text(Form);
        values.Text(projectFile);
        values.Text(baselineFile);
        values.Text(assetsFile);
        new SavedReport(values).Of(report);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <returns>Null where the file has no report that can be read.</returns>
    private static Kept? Read(string path)
    {
        try
        {
            using var file = new BinaryReader(new MemoryStream(InputFile.Bytes(path)));
            var values = SavedValues.From(file);
            return values.Text(null) == Form
                ? new Kept(path, values.Text(null), values.Text(null), values.Text(null), new SavedReport(values).Of(null))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>What a project said when it was last built, which may be a while ago.</summary>
    private sealed record Kept(string File, string Project, string Baseline, string Assets, Report Report)
    {
        /// <summary>
        /// Without the upgrades that its baseline has by now: somebody accepted them, or the build took them over that told of them, and
        /// the packages were restored anew since.
        /// </summary>
        public Kept StillOpen()
        {
            if (BaselineFile.Read(Baseline, Report.Framework).Baseline is not { } now) return this;
            // A build takes over by itself what nobody has to look at; until it is over, that is in its report.
            bool isPast = System.IO.File.GetLastWriteTimeUtc(Assets) > System.IO.File.GetLastWriteTimeUtc(File);
            ReportedUpgrade[] open = [.. Report.Upgrades.Where(x => !IsTaken(x) || x.Breaks.Count == 0 && !isPast)];
            if (open.Length == Report.Upgrades.Count) return this;
            return this with
            {
                Report = open.Length > 0
                    ? Report with { Upgrades = open, NotChecked = [.. Report.NotChecked.Where(IsAboutOpen)] }
                    : Report with { Upgrades = [], NotChecked = [], Holes = [], Problems = [], Compiles = true },
            };

            bool IsTaken(ReportedUpgrade upgrade) => upgrade.Bump.Before != upgrade.Bump.After
                && string.Equals(now.Package(upgrade.Bump.Id)?.Version, upgrade.Bump.After, StringComparison.OrdinalIgnoreCase);

            bool IsAboutOpen(NotChecked about) => about.Packages.Count == 0
                || about.Packages.Any(x => open.Any(y => y.Bump.Id.Equals(x, StringComparison.OrdinalIgnoreCase)));
        }
    }
}
