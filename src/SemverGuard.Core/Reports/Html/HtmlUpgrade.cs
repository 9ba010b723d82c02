using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.Reports.Html;

/// <summary>One upgrade: what it says of itself, what was found, and what of that somebody accepted.</summary>
internal static class HtmlUpgrade
{
    public static HtmlText Of(ReportedUpgrade upgrade, int number, Report report, HtmlFilter keys)
    {
        string ways = upgrade.WayOutLines;
        var quiet = upgrade.Findings.Where(x => !x.IsTold).ToArray();
        return HtmlText.Of($"""
            <section class="upgrade" id="u{number}" aria-labelledby="h{number}">
            <h2 id="h{number}">{upgrade.Bump.Id} {HtmlReport.Move(upgrade.Bump)}</h2>
            <p class="facts"><span class="badge {Kind(upgrade)}">{ReportVerdict.Evidence(upgrade, report)}</span>
            <span>{ReportVerdict.Claim(upgrade.Bump)}</span>
            {HtmlText.If(upgrade.Told.Count > 0, () => HtmlText.Of($"<span>{UpgradeSummary.Harms(upgrade.Told)}</span>"))}
            {HtmlText.If(upgrade.Place.File is { Length: > 0 }, () => Place(upgrade, report))}</p>
            {HtmlText.If(upgrade.Origin.Length > 0, () => HtmlText.Of($"<p class=\"origin\">{upgrade.Origin}</p>"))}
            {HtmlText.If(ways.Length > 0, () => HtmlText.Of($"<p class=\"wayout\">It links with <code>{ways}</code></p>"))}
            {Known(upgrade)}
            {HtmlText.All(upgrade.Told.Select(x => HtmlFinding.Of(x, report, keys)))}
            {HtmlText.All(upgrade.Sheets.Select(Sheet))}
            {HtmlText.If(quiet.Length > 0, () => HtmlText.Of($"""
                <details class="quiet"><summary>{HtmlReport.Count(quiet.Length, "finding")} accepted or muted</summary>
                {HtmlText.All(quiet.Select(x => HtmlFinding.Of(x, report, keys)))}
                </details>
                """))}
            </section>
            """);
    }

    /// <summary>What others found in it, and was not found here.</summary>
    public static HtmlText Known(ReportedUpgrade upgrade) => HtmlText.All(upgrade.Known.Select(x =>
        HtmlText.Of($"<p class=\"known\">Known elsewhere, not found here: {HtmlFinding.Known(x)}</p>")));

    /// <summary>The colour of an upgrade.</summary>
    public static string Kind(ReportedUpgrade upgrade) =>
        upgrade.Breaks.Count == 0 ? "info" : HtmlFilter.Word(upgrade.Breaks.Max(x => x.Severity));

    private static HtmlText Place(ReportedUpgrade upgrade, Report report) =>
        HtmlText.Of($"<span>version in {HtmlReport.Place(upgrade.Place, report.Root)}</span>");

    private static HtmlText Sheet(Sheet sheet)
    {
        int changed = sheet.Changed.Count();
        string type = DisplayName.Of(sheet.Type);
        bool isOptions = sheet.Kind == SheetKind.Options;
        string title = isOptions ? "Defaults of " + type : type + " as " + sheet.By + " has it", what = isOptions ? "Property" : "Member";
        return HtmlText.Of($"""
            <details class="sheet"><summary>{title}: {changed} changed, {sheet.Rows.Count - changed} as before</summary>
            <div class="scroll" role="region" aria-label="{title}" tabindex="0"><table>
            <thead><tr><th scope="col">{what}</th><th scope="col">Before</th><th scope="col">After</th>
            <th scope="col">State</th></tr></thead>
            <tbody>{HtmlText.All(sheet.Rows.OrderByDescending(x => x.IsChanged).Select(Row))}</tbody>
            </table></div></details>
            """);
    }

    private static HtmlText Row(SheetRow row)
    {
        string state = (row.IsChanged ? "changed" : row.Before is null ? "new" : "as before") + (row.IsSet ? ", set by the project" : "");
        return HtmlText.Of($"""
            <tr class="{(row.IsChanged ? "changed" : "same")}"><th scope="row"><code>{row.Member}</code></th>
            <td>{Cell(row.Before)}</td><td>{Cell(row.After)}</td><td>{state}</td></tr>
            """);
    }

    private static HtmlText Cell(string? value) => HtmlText.If(value is not null, () => HtmlText.Of($"<code>{value}</code>"));
}
