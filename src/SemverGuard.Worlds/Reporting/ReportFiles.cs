using SemverGuard.Findings;
using SemverGuard.Reports;

namespace SemverGuard.Worlds.Reporting;

/// <summary>The report files that a project asks for, those that it shares with the rest of its solution among them.</summary>
internal sealed class ReportFiles
{
    private readonly ProjectWorld project;

    private readonly SolutionReports? solution;

    private readonly ReportFile[] files;

    public ReportFiles(ProjectWorld project)
    {
        this.project = project;
        solution = SolutionReports.Of(project.Solution, project.ProjectFile, project.AssetsFile);
        var named = Lists.Split(project.Reports).Select(x => (Pattern: x, Format: ReportFormats.OfFile(x))).ToArray();
        files = [.. named.Where(x => x.Format is not null).Select(x => File(x.Pattern, x.Format!))];
        Problems = [.. named.Where(x => x.Format is null).Select(
            x => Diagnostic.About(SelfRules.BadSetting,
                $"SemverGuardReport has '{x.Pattern}', and a report is a {ReportFormats.Extensions} file. It is not written.",
                new Place(project.ProjectFile)))];
    }

    /// <summary>Names from which no format follows.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; }

    /// <summary>All of them were written before and are still there.</summary>
    public bool AreThere => files.All(x => System.IO.File.Exists(x.Path))
        && (!files.Any(x => x.IsShared) || solution!.Has(project.ProjectFile, project.Framework));

    /// <summary>Where those findings are that the build does not tell: in a report that fits no comment, where there is one.</summary>
    public string Rest => files.OrderBy(x => x.Format == "markdown").FirstOrDefault() is { } fullest
        ? "see " + Path.GetFileName(fullest.Path)
        : "-p:SemverGuardReport=findings.html writes them all";

    /// <summary>From which reports name files: the repository's folder, as a rule.</summary>
    public static SourceRoot RootOf(string folder) => SourceRoot.Of(folder, x => Directory.Exists(x) || System.IO.File.Exists(x));

    /// <returns>What could not be written; that breaks no build.</returns>
    public IEnumerable<Diagnostic> Write(Report report)
    {
        var problems = new List<Diagnostic>();
        foreach (var file in files.Where(x => !x.IsShared)) Try(file, () => Print(file, report));
        if (files.FirstOrDefault(x => x.IsShared) is { } first)
        {
            Try(first, () => solution!.Keep(
                report, project.ProjectFile, project.BaselineFile, x => PrintAll(MergedReport.Of(solution.Name, x))));
        }
        return problems;

        void PrintAll(Report all)
        {
            foreach (var file in files.Where(x => x.IsShared)) Try(file, () => Print(file, all));
        }

        void Try(ReportFile file, Action write)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(Diagnostic.About(SelfRules.FileNotWritten,
                    Path.GetFileName(file.Path) + " cannot be written: " + e.Message, new Place(file.Path)));
            }
        }
    }

    private static void Print(ReportFile file, Report report) =>
        OutputFile.Write(file.Path, ReportFormats.Print(file.Format, report with { Pages = RulePages.Of }));

    /// <summary>What every project of a solution would write to the same place is one report of them all.</summary>
    private ReportFile File(string pattern, string format)
    {
        bool isShared = solution is not null && Path.IsPathRooted(pattern) && !ReportPath.IsOfOne(pattern);
        return new ReportFile(isShared
            ? pattern
            : Path.Combine(project.ProjectFolder, ReportPath.Of(
                pattern, Path.GetFileNameWithoutExtension(project.ProjectFile), project.Framework, project.IsOneOfMany)), format, isShared);
    }

    /// <param name="IsShared">The projects of the solution write it together.</param>
    private sealed record ReportFile(string Path, string Format, bool IsShared);
}
