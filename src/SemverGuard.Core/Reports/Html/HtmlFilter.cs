using SemverGuard.Findings;

namespace SemverGuard.Reports.Html;

/// <summary>What the page's filter offers, and the attributes by which it finds its findings.</summary>
/// <remarks>Numbers stand there for names, which may be anything.</remarks>
internal sealed class HtmlFilter
{
    private static readonly (string Id, string Word)[] Words =
        [("error", "Errors"), ("warning", "Warnings"), ("info", "Infos"), ("quiet", "Accepted or muted")];

    private readonly string[] packages, projects, rules;
    private readonly ReportedFinding[] findings;

    public HtmlFilter(Report report, IReadOnlyList<ReportedUpgrade> upgrades)
    {
        findings = [.. upgrades.SelectMany(x => x.Findings)];
        packages = [.. upgrades.Where(x => x.Findings.Count > 0).Select(x => x.Bump.Id).Distinct(StringComparer.OrdinalIgnoreCase)];
        projects = [.. findings.SelectMany(x => x.Projects).Distinct().OrderBy(x => x, StringComparer.Ordinal)];
        rules = [.. findings.Select(x => x.Finding.Id).Distinct().OrderBy(x => x, StringComparer.Ordinal)];
    }

    public static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>As the page sorts a finding.</summary>
    public static string Kind(ReportedFinding told) => told.IsTold ? Word(told.Severity) : "quiet";

    public HtmlText Attributes(ReportedFinding told)
    {
        string project = string.Join(" ", told.Projects.Select(x => Number(projects, x)));
        return HtmlText.Of($"""
            data-kind="{Kind(told)}" data-package="{Number(packages, told.Finding.Package.Id)}"
            data-project="{project}" data-rule="{Number(rules, told.Finding.Id)}"
            """);
    }

    /// <summary>Shown by the script, which it needs.</summary>
    public HtmlText Form() => HtmlText.Of($"""
        <form class="filter" id="filter" role="search" aria-label="Findings" hidden>
        <label class="search"><span class="unseen">Search</span>
        <input type="search" id="search" placeholder="Search names, messages, files" autocomplete="off" spellcheck="false"></label>
        <fieldset><legend class="unseen">Severity</legend>
        {HtmlText.All(Kinds())}
        </fieldset>
        {Choice("package", "Package", "All packages", packages)}
        {Choice("project", "Project", "All projects", projects)}
        {Choice("rule", "Rule", "All rules", rules)}
        <p class="state"><output id="shown" aria-live="polite">{HtmlReport.Count(findings.Length, "finding")}</output>
        <button type="button" id="unfold" aria-pressed="false">Unfold all</button>
        <button type="reset">Clear</button></p>
        </form>
        """);

    private IEnumerable<HtmlText> Kinds() =>
        from kind in Words
        let count = findings.Count(x => Kind(x) == kind.Id)
        where count > 0
        select HtmlText.Of($"""
            <label class="chip {kind.Id}"><input type="checkbox" name="kind" value="{kind.Id}" checked> {kind.Word} <b>{count}</b></label>
            """);

    /// <summary>Between one thing there is nothing to choose.</summary>
    private static HtmlText Choice(string id, string label, string all, string[] values)
    {
        if (values.Length < 2) return HtmlText.None;
        return HtmlText.Of($"""
            <label class="choice"><span class="unseen">{label}</span><select id="{id}"><option value="">{all}</option>
            {HtmlText.All(values.Select((x, i) => HtmlText.Of($"<option value=\"{i}\">{x}</option>")))}
            </select></label>
            """);
    }

    private static int Number(string[] values, string value) =>
        Array.FindIndex(values, x => x.Equals(value, StringComparison.OrdinalIgnoreCase));
}
