using SemverGuard.Reports.Html;

namespace SemverGuard.Reports;

/// <summary>The printers by name: pure functions from a report to text.</summary>
public static class ReportFormats
{
    private static readonly (string Name, string Extension, Func<Report, string> Print)[] All =
    [
        ("text", ".txt", TextReport.Print),
        // Its contract is one upgrade, and a build has as many as it has.
        ("json", "", JsonReport.Print),
        ("sarif", ".sarif", SarifReport.Print),
        ("markdown", ".md", MarkdownReport.Print),
        ("html", ".html", HtmlReport.Print),
        ("github", "", Annotations.GitHub),
        ("azure", "", Annotations.Azure),
    ];

    /// <summary>What <c>--format</c> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(x => x.Name)];

    /// <param name="format">One of <see cref="Names"/>.</param>
    public static string Print(string format, Report report) => All.Single(x => x.Name == format).Print(report);

    /// <returns>One of <see cref="Names"/>; null for a name with an extension that says nothing.</returns>
    public static string? OfFile(string path)
    {
        string name = path.EndsWith(".sarif.json", StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - ".json".Length) : path;
        return All.Where(x => x.Extension.Length > 0 && name.EndsWith(x.Extension, StringComparison.OrdinalIgnoreCase)).Select(x => x.Name).FirstOrDefault();
    }
}
