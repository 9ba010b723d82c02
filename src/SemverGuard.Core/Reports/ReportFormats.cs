using SemverGuard.Reports.Html;

namespace SemverGuard.Reports;

/// <summary>The printers by name: pure functions from a report to text.</summary>
public static class ReportFormats
{
    private static readonly (string Name, string Extension, Func<Report, string> Print)[] All =
    [
        ("text", ".txt", TextReport.Print),
        // Before JSON: "a.sarif.json" is SARIF.
        ("sarif", ".sarif", SarifReport.Print),
        ("json", ".json", JsonReport.Print),
        ("markdown", ".md", MarkdownReport.Print),
        ("html", ".html", HtmlReport.Print),
        ("github", "", Annotations.GitHub),
        ("azure", "", Annotations.Azure),
    ];

    /// <summary>What <c>--format</c> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(x => x.Name)];

    /// <summary>What names a report's file, as people write it: <c>.txt, .sarif or .md</c>.</summary>
    public static string Extensions
    {
        get
        {
            string[] all = [.. All.Select(x => x.Extension).Where(x => x.Length > 0)];
            return string.Join(", ", all.Take(all.Length - 1)) + " or " + all[all.Length - 1];
        }
    }

    /// <param name="format">One of <see cref="Names"/>.</param>
    public static string Print(string format, Report report) => All.Single(x => x.Name == format).Print(report);

    /// <returns>One of <see cref="Names"/>; null for a name with an extension that says nothing.</returns>
    public static string? OfFile(string path)
    {
        string name = path.EndsWith(".sarif.json", StringComparison.OrdinalIgnoreCase)
            ? path.Substring(0, path.Length - ".json".Length)
            : path;
        return All.Where(x => x.Extension.Length > 0 && name.EndsWith(x.Extension, StringComparison.OrdinalIgnoreCase)).Select(x => x.Name)
            .FirstOrDefault();
    }
}
