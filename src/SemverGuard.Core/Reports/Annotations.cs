using System.Text;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.Reports;

/// <summary>Lines that a build server takes from a log and shows beside the code of a pull request.</summary>
internal static class Annotations
{
    /// <remarks>docs.github.com, "Workflow commands for GitHub Actions". It shows ten of a kind for a step.</remarks>
    public static string GitHub(Report report) => Print(report, (line, text) =>
    {
        text.Append("::").Append(line.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" });
        text.Append(" title=").Append(Property(line.Code));
        if (line.Place.File is { Length: > 0 } file) text.Append(",file=").Append(Property(report.Root.NameOf(file)));
        if (line.Place.Line > 0) text.Append(",line=").Append(line.Place.Line);
        if (line.Place.Column > 0) text.Append(",col=").Append(line.Place.Column);
        text.Append("::").Append(Data(line.Message)).Append('\n');

        static string Data(string value) => SafeText.Lines(value).Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
        static string Property(string value) => Data(value).Replace(":", "%3A").Replace(",", "%2C");
    });

    /// <remarks>learn.microsoft.com, "Logging commands" of Azure Pipelines, which knows errors and warnings only.</remarks>
    public static string Azure(Report report) => Print(report, (line, text) =>
    {
        if (line.Severity == Severity.Info) return;
        text.Append("##vso[task.logissue type=").Append(line.Severity == Severity.Error ? "error" : "warning");
        if (line.Place.File is { Length: > 0 } file) text.Append(";sourcepath=").Append(Property(report.Root.NameOf(file)));
        if (line.Place.Line > 0) text.Append(";linenumber=").Append(line.Place.Line);
        if (line.Place.Column > 0) text.Append(";columnnumber=").Append(line.Place.Column);
        text.Append(";code=").Append(Property(line.Code)).Append(";]").Append(Data(line.Message)).Append('\n');

        static string Data(string value) => SafeText.Lines(value).Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A");
        static string Property(string value) => Data(value).Replace(";", "%3B").Replace("]", "%5D");
    });

    private static string Print(Report report, Action<Diagnostic, StringBuilder> print)
    {
        var text = new StringBuilder();
        foreach (var line in ReportLines.Of(report)) print(line, text);
        return text.ToString();
    }
}
