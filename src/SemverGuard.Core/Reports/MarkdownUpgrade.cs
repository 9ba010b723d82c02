using System.Text;
using SemverGuard.Findings;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Reports;

/// <summary>What of a report in Markdown is there besides errors and warnings.</summary>
[Flags]
internal enum MarkdownDetail
{
    None = 0,
    Infos = 1 << 0,
    Accept = 1 << 1,
    Ways = 1 << 2,
    Sheets = 1 << 3,
    All = Infos | Accept | Ways | Sheets,
}

/// <summary>The section of one upgrade: the table of what breaks in sight, everything else to unfold.</summary>
internal static class MarkdownUpgrade
{
    public static void Print(StringBuilder text, ReportedUpgrade upgrade, Report report, MarkdownDetail detail)
    {
        text.Append("\n## ").Append(MarkdownReport.Plain(UpgradeSummary.Name(upgrade))).Append("\n\n**");
        text.Append(ReportVerdict.Claim(upgrade.Bump)).Append(", evidence: ").Append(ReportVerdict.Evidence(upgrade, report)).Append("**");
        if (upgrade.Told.Count > 0) text.Append(" (").Append(UpgradeSummary.Harms(upgrade.Told)).Append(')');
        text.Append('\n');
        if (upgrade.Origin.Length > 0) text.Append('\n').Append(MarkdownReport.Plain(upgrade.Origin)).Append('\n');
        if (upgrade.Place.File is { Length: > 0 }) text.Append($"\nVersion: {MarkdownReport.Place(upgrade.Place, report.Root)}\n");
        if (upgrade.WayOutLines.Length > 0) text.Append("\nIt links with ").Append(MarkdownReport.Code(upgrade.WayOutLines)).Append('\n');
        foreach (var line in upgrade.Known)
            text.Append("\nKnown elsewhere, not found here: ").Append(MarkdownReport.Known(line)).Append('\n');
        if (upgrade.Breaks.Count > 0) Table(text, upgrade.Breaks, report);
        ReportedFinding[] infos = [.. upgrade.Told.Where(x => x.Severity == Severity.Info)];
        if (infos.Length > 0 && detail.HasFlag(MarkdownDetail.Infos))
            Folded(text, infos.Length + (infos.Length == 1 ? " info" : " infos"), () => Table(text, infos, report));
        if (detail.HasFlag(MarkdownDetail.Ways))
        {
            foreach (var told in upgrade.Told.Where(x => x.Finding.Trace.Count > 1)) Trace(text, told.Finding);
        }
        if (detail.HasFlag(MarkdownDetail.Accept) && report.Compiles) Accept(text, upgrade);
        if (detail.HasFlag(MarkdownDetail.Sheets))
        {
            foreach (var sheet in upgrade.Sheets) MarkdownSheets.Print(text, sheet);
        }
        if (!detail.HasFlag(MarkdownDetail.Infos)) return;
        foreach (var quiet in upgrade.Findings.Where(x => !x.IsTold))
        {
            string symbol = MarkdownReport.Code(DisplayName.Of(quiet.Finding.Symbol));
            if (quiet.IsAccepted) text.Append($"\nAccepted: {Id(quiet.Finding)} {symbol}: {MarkdownReport.Plain(quiet.Reason!)}\n");
            else text.Append($"\nMuted by {MarkdownReport.Plain(quiet.MutedBy!)}: {Id(quiet.Finding)} {symbol}\n");
        }
    }

    private static void Folded(StringBuilder text, string summary, Action content)
    {
        text.Append("\n<details><summary>").Append(summary).Append("</summary>\n");
        content();
        text.Append("\n</details>\n");
    }

    private static void Table(StringBuilder text, IEnumerable<ReportedFinding> findings, Report report)
    {
        text.Append("\n| | finding | where | what it means, and what is safe |\n|---|---|---|---|\n");
        foreach (var told in findings)
        {
            var finding = told.Finding;
            text.Append("| ").Append(told.Severity.ToString().ToLowerInvariant());
            text.Append(finding.Reach == Reach.Present ? ", not reached" : "");
            text.Append(" | ").Append(Id(finding)).Append(' ').Append(MarkdownReport.Plain(finding.Title));
            text.Append("<br>").Append(MarkdownReport.Code(DisplayName.Of(finding.Symbol)));
            int most = finding.IsRefused ? int.MaxValue : MarkdownReport.Places;
            var places = finding.Sites.Take(most).Select(x => MarkdownReport.Place(new Place(x.File, x.Line, x.Column), report.Root));
            text.Append(" | ").Append(string.Join("<br>", places));
            if (finding.Sites.Count > most) text.Append("<br>and ").Append(finding.Sites.Count - most).Append(" more");
            text.Append(" | ").Append(MarkdownReport.Plain(finding.Message));
            foreach (var line in told.Known) text.Append("<br>**Known:** ").Append(MarkdownReport.Known(line));
            text.Append(" |\n");
        }
    }

    private static void Trace(StringBuilder text, Finding finding) =>
        Folded(text, "How the program gets to " + MarkdownReport.Plain(DisplayName.Short(finding.Symbol)), () =>
        {
            text.Append('\n');
            int number = 0;
            foreach (string step in finding.Trace) text.Append($"{++number}. {MarkdownReport.Code(DisplayName.Of(step))}\n");
        });

    /// <summary>What somebody who has nothing but the page of the pull request writes into the file, by its editor.</summary>
    private static void Accept(StringBuilder text, ReportedUpgrade upgrade)
    {
        string[] lines = [.. upgrade.Breaks.Select(x => AcceptLine.Of(x.Finding)).OfType<string>()];
        if (lines.Length == 0) return;
        Folded(text, "Accept from this page", () =>
        {
            text.Append("\nAdd a line to the project's `.accepted` file, with the reason behind the colon");
            text.Append(" (a new file begins with the line `semverguard-accepted 1`):\n\n");
            text.Append("```text\n").Append(string.Join("\n", lines)).Append("\n```\n");
        });
    }

    private static string Id(Finding finding) =>
        Catalogue.Find(finding.Id)?.HelpLink is { } link ? "[" + finding.Id + "](" + link + ")" : finding.Id;
}
