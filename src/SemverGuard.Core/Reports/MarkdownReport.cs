using System.Text;
using SemverGuard.Findings;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>For the conversation of a pull request: one section for each upgrade.</summary>
internal static class MarkdownReport
{
    /// <summary>Places named for one finding; the rest is counted.</summary>
    private const int Places = 5;

    public static string Print(Report report)
    {
        var text = new StringBuilder("# SemverGuard");
        if (report.Project.Length > 0) text.Append(": ").Append(Plain(report.Project)).Append(report.Framework.Length > 0 ? " (" + Plain(report.Framework) + ")" : "");
        text.Append('\n');
        if (report.Upgrades.Count == 0 && report.Problems.Count == 0) text.Append("\nNo package is at another version than the baseline says.\n");
        foreach (var upgrade in report.Upgrades) Upgrade(text, upgrade, report);
        if (report.NotChecked.Count + report.Holes.Count > 0)
        {
            text.Append("\n## Not checked\n\n");
            foreach (var gap in report.NotChecked) text.Append("- ").Append(Plain(gap.Subject)).Append(": ").Append(Plain(gap.Reason)).Append('\n');
            foreach (var holes in report.Holes.GroupBy(x => x.Kind)) Holes(text, holes.ToArray(), report);
        }
        if (report.Problems.Count > 0)
        {
            text.Append("\n## About this check\n\n");
            foreach (var problem in report.Problems) text.Append("- ").Append(problem.Code).Append(": ").Append(Plain(problem.Message)).Append('\n');
        }
        return text.ToString();
    }

    private static void Holes(StringBuilder text, Hole[] holes, Report report)
    {
        var places = holes.Take(Places).Select(x => x.Site is { } site ? Place(new Place(site.File, site.Line, site.Column), report.Root) : Code(DisplayName.Short(x.Method)));
        text.Append("- not followed: ").Append(holes[0].Kind.ToString().ToLowerInvariant()).Append(" at ").Append(string.Join(", ", places));
        text.Append(holes.Length > Places ? " and " + (holes.Length - Places) + " more\n" : "\n");
    }

    private static void Upgrade(StringBuilder text, ReportedUpgrade upgrade, Report report)
    {
        text.Append("\n## ").Append(Plain(UpgradeSummary.Name(upgrade))).Append("\n\n");
        text.Append("**").Append(ReportVerdict.Claim(upgrade.Bump)).Append(", evidence: ").Append(ReportVerdict.Evidence(upgrade, report)).Append("**");
        if (upgrade.Told.Count > 0) text.Append(" (").Append(UpgradeSummary.Harms(upgrade.Told)).Append(')');
        text.Append('\n');
        if (upgrade.Origin.Length > 0) text.Append('\n').Append(Plain(upgrade.Origin)).Append('\n');
        if (upgrade.Place.File is { Length: > 0 }) text.Append("\nVersion: ").Append(Place(upgrade.Place, report.Root)).Append('\n');
        Table(text, upgrade, report);
        foreach (var told in upgrade.Told.Where(x => x.Finding.Trace.Count > 1)) Trace(text, told.Finding);
        foreach (var sheet in upgrade.Sheets) MarkdownSheets.Print(text, sheet);
        foreach (var accepted in upgrade.Findings.Where(x => x.IsAccepted))
            text.Append("\nAccepted: ").Append(Id(accepted.Finding)).Append(' ').Append(Code(DisplayName.Of(accepted.Finding.Symbol))).Append(": ").Append(Plain(accepted.Reason!)).Append('\n');
        foreach (var muted in upgrade.Findings.Where(x => x is { IsAccepted: false, MutedBy: not null }))
            text.Append("\nMuted by ").Append(Plain(muted.MutedBy!)).Append(": ").Append(Id(muted.Finding)).Append(' ').Append(Code(DisplayName.Of(muted.Finding.Symbol))).Append('\n');
    }

    private static void Table(StringBuilder text, ReportedUpgrade upgrade, Report report)
    {
        if (upgrade.Told.Count == 0) return;
        text.Append("\n| | finding | where | what it means, and what is safe |\n|---|---|---|---|\n");
        foreach (var told in upgrade.Told)
        {
            var finding = told.Finding;
            text.Append("| ").Append(told.Severity.ToString().ToLowerInvariant()).Append(finding.Reach == Reach.Present ? ", not reached" : "");
            text.Append(" | ").Append(Id(finding)).Append(' ').Append(Plain(finding.Title)).Append("<br>").Append(Code(DisplayName.Of(finding.Symbol)));
            int most = finding.IsRefused ? int.MaxValue : Places;
            text.Append(" | ").Append(string.Join("<br>", finding.Sites.Take(most).Select(x => Place(new Place(x.File, x.Line, x.Column), report.Root))));
            if (finding.Sites.Count > most) text.Append("<br>and ").Append(finding.Sites.Count - most).Append(" more");
            text.Append(" | ").Append(Plain(finding.Message)).Append(" |\n");
        }
    }

    private static void Trace(StringBuilder text, Finding finding)
    {
        text.Append("\n<details><summary>How the program gets to ").Append(Plain(DisplayName.Short(finding.Symbol))).Append("</summary>\n\n");
        for (int i = 0; i < finding.Trace.Count; i++) text.Append(i + 1).Append(". ").Append(Code(DisplayName.Of(finding.Trace[i]))).Append('\n');
        text.Append("\n</details>\n");
    }

    private static string Id(Finding finding) => Catalogue.Find(finding.Id)?.HelpLink is { } link ? "[" + finding.Id + "](" + link + ")" : finding.Id;

    private static string Place(Place place, SourceRoot root) => Code(root.NameOf(place.File) + (place.Line > 0 ? ":" + place.Line : ""));

    /// <summary>A code span; the bar would end a table's cell even there (GitHub Flavored Markdown, tables).</summary>
    internal static string Code(string value) => "`" + SafeText.Lines(value).Replace('`', '\'').Replace("|", "\\|").Replace('\n', ' ').Replace('\r', ' ') + "`";

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
