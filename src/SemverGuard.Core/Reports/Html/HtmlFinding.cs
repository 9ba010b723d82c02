using SemverGuard.Baselines;
using SemverGuard.Effects;
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
        var places = finding.Sites.Select(x => HtmlReport.Place(new Place(x.File, x.Line, x.Column), report.Root));
        HtmlText[] sites = [.. places.Select(x => HtmlText.Of($"<li>{x}</li>"))];
        var near = HtmlText.All(sites.Take(Places));
        string kind = HtmlFilter.Kind(told), word = told.IsTold ? HtmlFilter.Word(told.Severity) : told.IsAccepted ? "accepted" : "muted";
        return HtmlText.Of($"""
            <article class="finding {kind}" {keys.Attributes(told)}>
            <h3><span class="badge {kind}">{word}</span> <span class="title">{finding.Title}</span> {Id(finding)}</h3>
            {Symbol(finding.Symbol)}
            <p class="message">{finding.Message}</p>
            {HtmlText.If(told.IsAccepted, () => HtmlText.Of($"<p class=\"reason\">Accepted: {told.Reason}</p>"))}
            {HtmlText.All(told.Known.Select(x => HtmlText.Of($"<p class=\"known\">Known: {Known(x)}</p>")))}
            {HtmlText.If(!told.IsTold && !told.IsAccepted, () => HtmlText.Of($"<p class=\"reason\">Muted by {told.MutedBy}</p>"))}
            <p class="facts">{HtmlText.All(finding.Impact.Words().Select(x => HtmlText.Of($"<span>{x}</span>")))}
            {HtmlText.If(finding.Reach == Linkage.Reach.Present, () => HtmlText.Of($"<span>not reached</span>"))}
            {HtmlText.All(told.Projects.Select(x => HtmlText.Of($"<span class=\"project\">{x}</span>")))}</p>
            {HtmlText.If(sites.Length > 0, () => HtmlText.Of($"<ul class=\"sites\" aria-label=\"Used at\">{near}</ul>"))}
            <div class="more">
            {HtmlText.If(sites.Length > Places, () => MorePlaces([.. sites.Skip(Places)]))}
            {Differences(finding)}
            {Observed(finding)}
            {HtmlText.If(finding.Trace.Count > 1, () => Trace(finding))}
            {HtmlText.If(finding.Methods.Count > 0, () => Methods(finding))}
            {HtmlText.If(told.IsTold && report.Compiles, () => Accept(finding))}
            </div>
            </article>
            """);
    }

    /// <summary>The address of the runbook leads there: what is no http or https address never gets this far.</summary>
    public static HtmlText Known(AcceptedFinding line)
    {
        if (line.Incident is not { Runbook.Length: > 0 } incident) return HtmlText.Of($"{KnownText.Of(line)}");
        string text = KnownText.Of(line), before = text.Substring(0, text.Length - incident.Runbook.Length);
        return HtmlText.Of($"{before}<a href=\"{incident.Runbook}\">{incident.Runbook}</a>");
    }

    /// <summary>Of a fact about the package as a whole the heading says all.</summary>
    private static HtmlText Symbol(string id) => id.StartsWith("package:", StringComparison.Ordinal)
        ? HtmlText.None
        : HtmlText.Of($"<p class=\"symbol\"><code>{DisplayName.Of(id)}</code></p>");

    private static HtmlText Id(Finding finding) => Catalogue.Find(finding.Id)?.HelpLink is { } link
        ? HtmlText.Of($"<a class=\"id\" href=\"{link}\">{finding.Id}<span class=\"unseen\">: page of this rule</span></a>")
        : HtmlText.Of($"<span class=\"id\">{finding.Id}</span>");

    private static HtmlText MorePlaces(HtmlText[] sites) => HtmlText.Of($"""
        <details><summary>{HtmlReport.Count(sites.Length, "more place")}</summary><ul class="sites">{HtmlText.All(sites)}</ul></details>
        """);

    private static HtmlText Differences(Finding finding)
    {
        var all = Difference.Of(finding);
        if (all.Count == 0) return HtmlText.None;
        return HtmlText.Of($"""
            <details class="change"><summary>Before and after</summary>
            <div class="scroll" role="region" aria-label="Before and after" tabindex="0"><table>
            <thead><tr><th scope="col">{finding.Package.Before}</th><th scope="col">{finding.Package.After}</th></tr></thead>
            <tbody>{HtmlText.All(all.Select(x => HtmlText.Of($"<tr><td>{Before(x.Before)}</td><td>{After(x.After)}</td></tr>")))}</tbody>
            </table></div></details>
            """);
    }

    private static HtmlText Observed(Finding finding)
    {
        if (finding.Observed is not { } seen || seen.Tests.Count + seen.Explanations.Count + seen.Arguments.Length == 0)
            return HtmlText.None;
        return HtmlText.Of($"""
            <details class="way"><summary>Seen in {HtmlReport.Count(seen.Tests.Count, "test")}</summary>
            {HtmlText.If(seen.Arguments.Length > 0, () => HtmlText.Of($"<p>With the arguments <code>{seen.Arguments}</code></p>"))}
            <ul>{HtmlText.All(seen.Tests.Select(x => HtmlText.Of($"<li><code>{x}</code></li>")))}</ul>
            {HtmlText.All(seen.Explanations.Select(x => HtmlText.Of($"<p>{x.Id}: {x.Message}</p>")))}</details>
            """);
    }

    private static HtmlText Before(string text) =>
        text.Length > 0 ? HtmlText.Of($"<del>{text}</del>") : HtmlText.Of($"<em>not there</em>");

    private static HtmlText After(string text) =>
        text.Length > 0 ? HtmlText.Of($"<ins>{text}</ins>") : HtmlText.Of($"<em>no longer</em>");

    private static HtmlText Trace(Finding finding) => HtmlText.Of($"""
        <details class="way"><summary>How the program gets there: {HtmlReport.Count(finding.Trace.Count, "step")}</summary>
        <ol>{Steps(finding.Trace)}</ol></details>
        """);

    private static HtmlText Methods(Finding finding) => HtmlText.Of($"""
        <details class="way"><summary>{HtmlReport.Count(finding.Methods.Count, "changed method")}</summary>
        {HtmlText.All(finding.Methods.GroupBy(x => x.Way.Used).Select(x => Methods(x.Key, x)))}</details>
        """);

    /// <summary>Those to which a member of the package leads that the project uses.</summary>
    private static HtmlText Methods(string? used, IEnumerable<ReachedMethod> methods) => HtmlText.Of($"""
        <p>{(used is null ? HtmlText.Of($"Used by other packages") : HtmlText.Of($"Through <code>{DisplayName.Of(used)}</code>"))}:</p>
        <ul>{HtmlText.All(methods.Select(Method))}</ul>
        """);

    private static HtmlText Method(ReachedMethod reached) => HtmlText.Of(
        $"<li><code>{DisplayName.Of(reached.Method.Symbol)}</code>{reached.Method.Difference?.Insert(0, " ") ?? ""}</li>");

    private static HtmlText Steps(IEnumerable<string> symbols) =>
        HtmlText.All(symbols.Select(x => HtmlText.Of($"<li><code>{DisplayName.Of(x)}</code></li>")));

    private static HtmlText Accept(Finding finding)
    {
        if (AcceptLine.Of(finding) is not { } line) return HtmlText.None;
        return HtmlText.Of($"""
            <details class="accept"><summary>Accept this finding</summary>
            <p>Add this line to the project's <code>.accepted</code> file, with the reason behind the colon:</p>
            <pre tabindex="0"><code>{line}</code></pre></details>
            """);
    }
}
