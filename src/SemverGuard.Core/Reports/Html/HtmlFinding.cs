using SemverGuard.Findings;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Rules;

namespace SemverGuard.Reports.Html;

/// <summary>One finding: the sentence in sight, the evidence behind it to unfold.</summary>
internal static class HtmlFinding
{
    /// <summary>Places in sight; the others unfold.</summary>
    private const int Places = 3;

    public static HtmlText Of(ReportedFinding told, Report report, HtmlFilter keys)
    {
        var finding = told.Finding;
        string kind = HtmlFilter.Kind(told);
        return HtmlText.Of($"""
            <article class="finding {kind}" {keys.Attributes(told)}>
            <h3><span class="badge {kind}">{(told.IsTold ? HtmlFilter.Word(told.Severity) : told.IsAccepted ? "accepted" : "muted")}</span>
            <span class="title">{finding.Title}</span> {Id(finding)}</h3>
            <p class="symbol"><code>{DisplayName.Of(finding.Symbol)}</code></p>
            <p class="message">{finding.Message}</p>
            {HtmlText.If(!told.IsTold, () => HtmlText.Of($"<p class=\"reason\">{(told.IsAccepted ? "Accepted: " + told.Reason : "Muted by " + told.MutedBy)}</p>"))}
            <p class="facts">{HtmlText.All(finding.Impact.Words().Select(x => HtmlText.Of($"<span>{x}</span>")))}
            {HtmlText.If(finding.Reach == Reach.Present, () => HtmlText.Of($"<span>not reached</span>"))}
            {HtmlText.All(told.Projects.Select(x => HtmlText.Of($"<span class=\"project\">{x}</span>")))}</p>
            {Sites(finding, report)}
            {Differences(finding)}
            {HtmlText.If(finding.Trace.Count > 1, () => Trace(finding))}
            {HtmlText.If(finding.Methods.Count > 0, () => Methods(finding))}
            {HtmlText.If(told.IsTold && report.Compiles, () => Accept(finding))}
            </article>
            """);
    }

    private static HtmlText Id(Finding finding) => Catalogue.Find(finding.Id)?.HelpLink is { } link
        ? HtmlText.Of($"<a class=\"id\" href=\"{link}\" rel=\"noreferrer\">{finding.Id}<span class=\"unseen\">: page of this rule</span></a>")
        : HtmlText.Of($"<span class=\"id\">{finding.Id}</span>");

    private static HtmlText Sites(Finding finding, Report report)
    {
        if (finding.Sites.Count == 0) return HtmlText.None;
        HtmlText[] all = [.. finding.Sites.Select(x => HtmlText.Of($"<li>{HtmlReport.Place(new Place(x.File, x.Line, x.Column), report.Root)}</li>"))];
        return HtmlText.Of($"""
            <ul class="sites" aria-label="Used at">{HtmlText.All(all.Take(Places))}</ul>
            {HtmlText.If(all.Length > Places, () => HtmlText.Of($"<details><summary>{HtmlReport.Count(all.Length - Places, "more place")}</summary><ul class=\"sites\">{HtmlText.All(all.Skip(Places))}</ul></details>"))}
            """);
    }

    private static HtmlText Differences(Finding finding)
    {
        var all = Difference.Of(finding);
        if (all.Count == 0) return HtmlText.None;
        return HtmlText.Of($"""
            <details class="change"><summary>Before and after</summary>
            <div class="scroll" role="region" aria-label="Before and after" tabindex="0"><table>
            <thead><tr><th scope="col">{finding.Package.Before}</th><th scope="col">{finding.Package.After}</th></tr></thead>
            <tbody>{HtmlText.All(all.Select(x => HtmlText.Of($"<tr><td>{Side(x.Before, "not there", "del")}</td><td>{Side(x.After, "no longer", "ins")}</td></tr>")))}</tbody>
            </table></div></details>
            """);
    }

    private static HtmlText Side(string text, string none, string element) => text.Length == 0
        ? HtmlText.Of($"<em>{none}</em>")
        : element == "del" ? HtmlText.Of($"<del>{text}</del>") : HtmlText.Of($"<ins>{text}</ins>");

    private static HtmlText Trace(Finding finding) => HtmlText.Of($"""
        <details class="way"><summary>How the program gets there: {HtmlReport.Count(finding.Trace.Count, "step")}</summary>
        <ol>{HtmlText.All(finding.Trace.Select(x => HtmlText.Of($"<li><code>{DisplayName.Of(x)}</code></li>")))}</ol></details>
        """);

    private static HtmlText Methods(Finding finding) => HtmlText.Of($"""
        <details class="way"><summary>{HtmlReport.Count(finding.Methods.Count, "changed method")}</summary>
        <ul>{HtmlText.All(finding.Methods.Select(x => HtmlText.Of($"<li><code>{DisplayName.Of(x.Method.Symbol)}</code></li>")))}</ul></details>
        """);

    private static HtmlText Accept(Finding finding) => AcceptLine.Of(finding) is not { } line ? HtmlText.None : HtmlText.Of($"""
        <details class="accept"><summary>Accept this finding</summary>
        <p>Add this line to the project's <code>.accepted</code> file, with the reason behind the colon:</p>
        <pre tabindex="0"><code>{line}</code></pre></details>
        """);
}
