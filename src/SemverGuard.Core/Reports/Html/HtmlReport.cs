using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Reports.Html;

/// <summary>For a person who looks into it: one file that asks no other for anything.</summary>
/// <remarks>It is whole without its script, which only filters.</remarks>
internal static class HtmlReport
{
    public static string Print(Report report)
    {
        var moved = report.Upgrades.Where(x => x.Findings.Count > 0 || x.Sheets.Count > 0).OrderByDescending(x => x.Breaks.Count).ToArray();
        var clean = report.Upgrades.Except(moved).ToArray();
        var keys = new HtmlFilter(report, moved);
        string name = report.Project.Length > 0 ? report.Name : "SemverGuard";
        var body = HtmlText.Of($"""
            <a class="skip" href="#findings">Skip to the findings</a>
            <header>
            <p class="brand">SemverGuard <span>{name}</span></p>
            <h1 class="{Tone(report)}">{ReportVerdict.Of(report)}</h1>
            {Counts(report)}
            <p class="looked">Looked at {Count(report.Checked.Assemblies, "assembly", "assemblies")},
            {Count(report.Checked.References, "reference")} and {Count(report.Checked.Members, "used symbol")}.</p>
            </header>
            {HtmlText.If(moved.Length > 1, () => Overview(moved, report))}
            {HtmlText.If(moved.Length > 0, keys.Form)}
            <main id="findings" tabindex="-1">
            {HtmlText.All(moved.Select((x, i) => HtmlUpgrade.Of(x, i, report, keys)))}
            {HtmlText.If(clean.Length > 0, () => Clean(clean, report))}
            {NotChecked(report)}
            {HtmlText.If(report.Problems.Count > 0, () => Problems(report))}
            </main>
            <footer>
            <dl>
            <div><dt>source</dt><dd>the project no longer compiles</dd></div>
            <div><dt>binary</dt><dd>what is not rebuilt fails to link</dd></div>
            <div><dt>recompile</dt><dd>it compiles and means something else</dd></div>
            <div><dt>behavior</dt><dd>the same API does something else</dd></div>
            <div><dt>package</dt><dd>the package itself is another thing</dd></div>
            </dl>
            </footer>
            """);
        return PageFrame.Of(HtmlText.Of($"{ReportVerdict.Of(report)} {name}"), body);
    }

    public static string Count(int number, string one, string? many = null) => number + " " + (number == 1 ? one : many ?? one + "s");

    public static HtmlText Place(Place place, SourceRoot root) =>
        HtmlText.Of($"<code>{root.NameOf(place.File)}{(place.Line > 0 ? ":" + place.Line : "")}</code>");

    public static HtmlText Move(Bump bump) => bump.IsAsItIs ? HtmlText.Of($"""<span class="move">{bump.After}</span>""") : HtmlText.Of($"""
        <span class="move">{Was(bump)} <span aria-hidden="true">→</span><span class="unseen">to</span> {bump.After}</span>
        """);

    private static string Was(Bump bump) => bump.IdBefore is { } other ? other + " " + bump.Before : bump.Before;

    private static string Tone(Report report) =>
        !report.Compiles || report.Upgrades.Any(x => x.Breaks.Count > 0) ? "bad"
        : report.NotChecked.Count + report.Problems.Count > 0 ? "unsure" : "good";

    private static HtmlText Counts(Report report)
    {
        var findings = report.Upgrades.SelectMany(x => x.Findings).ToArray();
        int Told(Severity severity) => findings.Count(x => x.IsTold && x.Severity == severity);
        (string Kind, int Number, string Word)[] counts =
        [
            ("error", Told(Severity.Error), "errors"), ("warning", Told(Severity.Warning), "warnings"),
            ("info", Told(Severity.Info), "infos"),
            ("quiet", findings.Count(x => !x.IsTold), "accepted or muted"), ("unsure", report.NotChecked.Count, "not checked"),
        ];
        var shown = counts.Where(x => x.Number > 0).Select(x => (x.Kind, x.Number, Word: x.Number == 1 ? x.Word.TrimEnd('s') : x.Word));
        var items = shown.Select(x => HtmlText.Of($"<li class=\"{x.Kind}\"><b>{x.Number}</b> {x.Word}</li>"));
        return HtmlText.Of($"<ul class=\"counts\">{HtmlText.All(items)}</ul>");
    }

    private static HtmlText Overview(IReadOnlyList<ReportedUpgrade> moved, Report report) => HtmlText.Of($"""
        <nav aria-label="Upgrades">
        <ol class="upgrades">
        {HtmlText.All(moved.Select((x, i) => HtmlText.Of($"""
            <li><a href="#u{i}"><b>{x.Bump.Id}</b> {Move(x.Bump)}
            <span class="badge {HtmlUpgrade.Kind(x)}">{ReportVerdict.Evidence(x, report)}</span>
            <span class="harms">{UpgradeSummary.Harms(x.Told)}</span></a></li>
            """)))}
        </ol>
        </nav>
        """);

    private static HtmlText Clean(IReadOnlyList<ReportedUpgrade> clean, Report report) => HtmlText.Of($"""
        <details class="card clean"><summary>{Count(clean.Count, "upgrade")} without a finding</summary>
        <ul>{HtmlText.All(clean.Select(x => HtmlText.Of($"""
            <li><b>{x.Bump.Id}</b> {Move(x.Bump)} {ReportVerdict.Claim(x.Bump)}, {ReportVerdict.Evidence(x, report)}
            {HtmlUpgrade.Known(x)}</li>
            """)))}</ul>
        </details>
        """);

    private static HtmlText NotChecked(Report report)
    {
        if (report.NotChecked.Count + report.Holes.Count == 0) return HtmlText.None;
        var holes = report.Holes.GroupBy(x => x.Kind).Select(x => HtmlText.Of($"""
            <details><summary>not followed: {x.Key.ToString().ToLowerInvariant()} at {Count(x.Count(), "place")}</summary>
            <ul>{HtmlText.All(x.Select(y => HtmlText.Of($"<li>{Hole(y, report)}</li>")))}</ul></details>
            """));
        return HtmlText.Of($"""
            <section class="card unsure"><h2>Not checked</h2>
            <ul>{HtmlText.All(report.NotChecked.Select(x => HtmlText.Of($"<li><b>{x.Subject}</b>: {x.Reason}</li>")))}</ul>
            {HtmlText.All(holes)}
            </section>
            """);
    }

    private static HtmlText Hole(Hole hole, Report report) => hole.Site is { } site
        ? Place(new Place(site.File, site.Line, site.Column), report.Root)
        : HtmlText.Of($"<code>{DisplayName.Short(hole.Method)}</code>");

    private static HtmlText Problems(Report report) => HtmlText.Of($"""
        <section class="card unsure"><h2>About this check</h2>
        <ul>{HtmlText.All(report.Problems.Select(x => HtmlText.Of($"<li><b>{x.Code}</b> {x.Message}</li>")))}</ul>
        </section>
        """);
}
