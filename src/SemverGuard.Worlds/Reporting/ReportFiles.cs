using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Worlds.Reporting;

/// <summary>The report files that a project asks for.</summary>
internal sealed class ReportFiles
{
    private readonly (string Path, string Format)[] files;

    /// <param name="patterns">Paths relative to the project, as <see cref="ReportPath"/> reads them.</param>
    /// <param name="isOneOfMany">The project has several target frameworks.</param>
    public ReportFiles(IEnumerable<string> patterns, string projectFile, string framework, bool isOneOfMany)
    {
        var named = patterns.Select(x => (Pattern: x, Format: ReportFormats.OfFile(x))).ToArray();
        string folder = Path.GetDirectoryName(projectFile)!, project = Path.GetFileNameWithoutExtension(projectFile);
        files = [.. named.Where(x => x.Format is not null)
            .Select(x => (Path.Combine(folder, ReportPath.Of(x.Pattern, project, framework, isOneOfMany)), x.Format!))];
        Problems = [.. named.Where(x => x.Format is null).Select(
            x => Diagnostic.About(SelfRules.BadSetting,
                $"SemverGuardReport has '{x.Pattern}', and a report is a {ReportFormats.Extensions} file. It is not written.",
                new Place(projectFile)))];
    }

    /// <summary>Names from which no format follows.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; }

    /// <summary>All of them were written before and are still there.</summary>
    public bool AreThere => files.All(x => File.Exists(x.Path));

    /// <summary>Where those findings are that the build does not tell.</summary>
    public string Rest => files.Length > 0 ? "see " + Path.GetFileName(files[0].Path) : "SemverGuardReport=findings.md writes them all";

    /// <returns>What could not be written; that breaks no build.</returns>
    public IEnumerable<Diagnostic> Write(Report report)
    {
        foreach (var (path, format) in files)
        {
            if (Problem(path, ReportFormats.Print(format, report with { Pages = RulePages.Of })) is { } problem) yield return problem;
        }
    }

    private static Diagnostic? Problem(string path, string text)
    {
        try
        {
            OutputFile.Write(path, text);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Diagnostic.About(SelfRules.FileNotWritten, Path.GetFileName(path) + " cannot be written: " + e.Message, new Place(path));
        }
    }
}
