using System.Text;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>For the conversation of a pull request: what breaks first, and what is only of interest folded away.</summary>
internal static class MarkdownReport
{
    /// <summary>A comment on GitHub holds 65,536 characters; the rest is for who writes something around it.</summary>
    public const int Most = 60_000;

    /// <summary>Places named for one finding; the rest is counted.</summary>
    public const int Places = 5;

    /// <summary>What gives way first, and how that is said.</summary>
    private static readonly (MarkdownDetail Detail, string Without)[] Cuts =
    [
        (MarkdownDetail.All, ""),
        (MarkdownDetail.Infos | MarkdownDetail.Accept | MarkdownDetail.Ways, "what defaults and serialized types are"),
        (MarkdownDetail.Infos | MarkdownDetail.Accept, "what defaults and serialized types are, and how the program gets to each finding"),
        (MarkdownDetail.Accept, "all infos, sheets and ways"),
        (MarkdownDetail.None, "everything but errors and warnings"),
    ];

    public static string Print(Report report)
    {
        foreach (var (detail, without) in Cuts)
        {
            string note = without.Length == 0 ? "" : Note("left out are " + without);
            string text = Print(report, detail) + note;
            if (text.Length <= Most) return text;
        }
        // Each line is a row or a sentence; nothing that is open at this level needs to be closed.
        string end = Note("errors and warnings are cut here, and everything else is left out");
        string whole = Print(report, MarkdownDetail.None);
        return whole.Substring(0, whole.LastIndexOf('\n', Most - end.Length - 1) + 1) + end;
    }

    private static string Note(string what) =>
        $"\n**This report is longer than a comment may be: {what}.** An HTML or SARIF report has all of it.\n";

    private static string Print(Report report, MarkdownDetail detail)
    {
        var text = new StringBuilder("# SemverGuard");
        if (report.Project.Length > 0) text.Append(": ").Append(Plain(report.Name));
        text.Append('\n');
        if (report.Upgrades.Count + report.Problems.Count == 0) text.Append("\nNo package is at another version than the baseline says.\n");
        var told = report.Upgrades.Where(x => x.Findings.Count > 0 || x.Sheets.Count > 0);
        var moved = told.OrderByDescending(x => x.Breaks.Count > 0).ToArray();
        var clean = report.Upgrades.Except(moved).ToArray();
        if (moved.Length > 1) Overview(text, moved, report);
        foreach (var upgrade in moved) MarkdownUpgrade.Print(text, upgrade, report, detail);
        if (clean.Length > 0) Clean(text, clean, report);
        if (report.NotChecked.Count + report.Holes.Count > 0)
        {
            text.Append("\n## Not checked\n\n");
            foreach (var gap in report.NotChecked) text.Append($"- {Plain(gap.Subject)}: {Plain(gap.Reason)}\n");
            foreach (var holes in report.Holes.GroupBy(x => x.Kind)) Holes(text, holes.ToArray(), report);
        }
        if (report.Problems.Count > 0)
        {
            text.Append("\n## About this check\n\n");
            foreach (var problem in report.Problems) text.Append($"- {problem.Code}: {Plain(problem.Message)}\n");
        }
        return text.ToString();
    }

    private static void Overview(StringBuilder text, IEnumerable<ReportedUpgrade> upgrades, Report report)
    {
        text.Append('\n').Append(Plain(ReportVerdict.Of(report))).Append("\n\n");
        text.Append("| package | version | evidence | findings |\n|---|---|---|---|\n");
        foreach (var upgrade in upgrades)
        {
            bool breaks = upgrade.Breaks.Count > 0;
            text.Append($"| {Plain(UpgradeSummary.Name(upgrade))} | {ReportVerdict.Claim(upgrade.Bump)} | ");
            text.Append(breaks ? "**" : "").Append(ReportVerdict.Evidence(upgrade, report)).Append(breaks ? "**" : "");
            text.Append(" | ").Append(UpgradeSummary.Harms(upgrade.Told)).Append(" |\n");
        }
    }

    private static void Clean(StringBuilder text, IReadOnlyList<ReportedUpgrade> clean, Report report)
    {
        text.Append($"\n<details><summary>{clean.Count} upgrade{(clean.Count == 1 ? "" : "s")} without a finding</summary>\n\n");
        foreach (var upgrade in clean)
        {
            string origin = upgrade.Origin.Length > 0
                ? "; " + Plain(upgrade.Origin)
                : "", evidence = ReportVerdict.Evidence(upgrade, report);
            text.Append($"- {Plain(UpgradeSummary.Name(upgrade))}: {ReportVerdict.Claim(upgrade.Bump)}, {evidence}{origin}\n");
            foreach (var line in upgrade.Known) text.Append("  - known elsewhere, not found here: ").Append(Known(line)).Append('\n');
        }
        text.Append("\n</details>\n");
    }

    private static void Holes(StringBuilder text, Hole[] holes, Report report)
    {
        var places = holes.Take(Places).Select(x => x.Site is { } site
            ? Place(new Place(site.File, site.Line, site.Column), report.Root)
            : Code(DisplayName.Short(x.Method)));
        text.Append("- not followed: ").Append(holes[0].Kind.ToString().ToLowerInvariant()).Append(" at ")
            .Append(string.Join(", ", places));
        text.Append(holes.Length > Places ? " and " + (holes.Length - Places) + " more\n" : "\n");
    }

    internal static string Place(Place place, SourceRoot root) =>
        Code(root.NameOf(place.File) + (place.Line > 0 ? ":" + place.Line : ""));

    /// <summary>A code span; the bar would end a table's cell even there (GitHub Flavored Markdown, tables).</summary>
    internal static string Code(string value) =>
        "`" + SafeText.Lines(value).Replace('`', '\'').Replace("|", "\\|").Replace('\n', ' ').Replace('\r', ' ') + "`";

    /// <summary>With the address in brackets, where no character of it is escaped.</summary>
    internal static string Known(AcceptedFinding line)
    {
        if (line.Incident is not { Runbook.Length: > 0 } incident) return Plain(KnownText.Of(line));
        string text = KnownText.Of(line);
        return Plain(text.Substring(0, text.Length - incident.Runbook.Length)) + "<" + SafeText.OneLine(incident.Runbook) + ">";
    }

    internal static string Plain(string value)
    {
        var text = new StringBuilder();
        foreach (char c in SafeText.Lines(value))
        {
            if (c == '<') text.Append("&lt;");
            else if (c is '\n' or '\r') text.Append(' ');
            else if (@"\`*_[]|~".IndexOf(c) >= 0) text.Append('\\').Append(c);
            else if (c == '@') text.Append("&#64;"); // names nobody
            else text.Append(c);
        }
        return text.ToString();
    }
}
