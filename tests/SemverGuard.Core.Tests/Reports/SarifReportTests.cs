using System.Text.Json;
using NJsonSchema;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Pages;

namespace SemverGuard.Reports;

/// <summary>
/// The schema beside this file is the standard's own: OASIS, SARIF 2.1.0 errata 01, sarif-2.1/schema of its committee's repository.
/// </summary>
public sealed class SarifReportTests
{
    private static readonly Lazy<Task<JsonSchema>> Schema =
        new(() => JsonSchema.FromFileAsync(Repository.PathOf("tests", "SemverGuard.Core.Tests", "Reports", "sarif-schema-2.1.0.json")));

    private static readonly Diagnostic Unreadable =
        Diagnostic.About(SelfRules.BaselineUnreadable, "has a merge conflict here", new Place("/repo/a b.baseline", 3, 1));

    [Fact]
    public async Task It_is_what_the_standard_says()
    {
        foreach (var report in new[] { Samples.Report, Samples.Accepted, new Report { Upgrades = [] },
            Samples.Report with { Problems = [Unreadable], Root = new SourceRoot("") } })
        {
            var errors = (await Schema.Value).Validate(ReportFormats.Print("sarif", report));
            Assert.Empty(errors);
        }
    }

    /// <summary>The validator is worth nothing if it lets everything pass.</summary>
    [Theory]
    [InlineData("\"level\": \"note\"", "\"level\": \"info\"")]
    [InlineData("\"startLine\": 11", "\"startLine\": 0")]
    [InlineData("\"text\": \"used here too\"", "\"txt\": \"used here too\"")]
    [InlineData("\"version\": \"2.1.0\"", "\"version\": \"2.2\"")]
    public async Task What_the_standard_forbids_is_noticed(string good, string bad)
    {
        string text = ReportFormats.Print("sarif", Samples.Report);
        Assert.Contains(good, text, StringComparison.Ordinal);
        Assert.NotEmpty((await Schema.Value).Validate(text.Replace(good, bad, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_result_has_its_level_its_place_below_the_root_and_its_way()
    {
        var result = Results(Samples.Report)[0];
        Assert.Equal("SG3001", Text(result, "ruleId"));
        Assert.Equal("warning", Text(result, "level"));
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("src/app/My%20Program.cs", Text(place.GetProperty("artifactLocation"), "uri"));
        Assert.Equal("%SRCROOT%", Text(place.GetProperty("artifactLocation"), "uriBaseId"));
        Assert.Equal(11, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal(["used here too", "OpenTelemetry 1.20.0 -> 1.20.1"],
            result.GetProperty("relatedLocations").EnumerateArray().Select(x => Text(x.GetProperty("message"), "text")));
        var steps = result.GetProperty("codeFlows")[0].GetProperty("threadFlows")[0].GetProperty("locations").EnumerateArray().ToArray();
        Assert.Equal(Samples.Missing.Trace, steps.Select(
            x => Text(x.GetProperty("location").GetProperty("logicalLocations")[0], "fullyQualifiedName")));
        Assert.True(steps[0].GetProperty("location").TryGetProperty("physicalLocation", out _));
    }

    [Fact]
    public void What_has_no_place_is_told_where_the_version_stands()
    {
        var place = Results(Samples.Report)[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("src/app/app.csproj", Text(place.GetProperty("artifactLocation"), "uri"));
        Assert.Equal(14, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void A_fingerprint_is_of_the_facts_and_no_place()
    {
        string here = Fingerprint(Samples.Missing);
        Assert.Equal(here, Fingerprint(Samples.Missing with { Sites = [], Message = "said otherwise", Severity = Severity.Error }));
        Assert.NotEqual(here, Fingerprint(Samples.Missing with { Symbol = "F:Another" }));
        Assert.NotEqual(here, Fingerprint(Samples.Missing with { Id = "SG3002" }));
        Assert.NotEqual(here, Fingerprint(Samples.Missing with { Package = Samples.Patch with { Before = "1.19.0" } }));
        // For ever: alerts that people dismissed hang on it.
        Assert.Equal("a469d9f3be46a340", here);

        static string Fingerprint(Finding finding) =>
            Text(Results(Samples.Of(finding))[0].GetProperty("partialFingerprints"), "semverguard/v1");
    }

    [Fact]
    public void An_accepted_finding_is_there_and_suppressed()
    {
        var suppression = Results(Samples.Accepted)[0].GetProperty("suppressions")[0];
        Assert.Equal("we export no histograms", Text(suppression, "justification"));
    }

    [Fact]
    public void What_was_not_checked_is_a_notification()
    {
        var run = JsonDocument.Parse(ReportFormats.Print("sarif", Samples.Report)).RootElement.GetProperty("runs")[0];
        var notification = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0];
        Assert.Equal("Not checked: it is not <there>: Lib|2.", Text(notification.GetProperty("message"), "text"));
        Assert.Equal("SemverGuard/app/net10.0/", Text(run.GetProperty("automationDetails"), "id"));
        Assert.Equal(["SG2099", "SG3001", "SG9005"],
            run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(x => Text(x, "id")));
    }

    /// <summary>Every rule there is, with its page and without: what code scanning shows beside an alert.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_rule_says_what_it_is(bool hasPages)
    {
        var findings = Catalogue.All.Select(x => Samples.Missing with { Id = x.Id, Title = x.Title, Symbol = "T:" + x.Name });
        var report = Samples.Of([.. findings]) with { Pages = x => hasPages ? RulePage.All.Single(y => y.Rule.Id == x).Text : null };
        string text = ReportFormats.Print("sarif", report);
        Assert.Empty((await Schema.Value).Validate(text));
        var run = JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToArray();
        Assert.Equal(Catalogue.All.Select(x => x.Id), rules.Select(x => Text(x, "id")));
        Assert.All(rules, rule =>
        {
            Assert.Matches("^([A-Z][a-z]+)+$", Text(rule, "name"));
            Assert.EndsWith("/" + Text(rule, "name") + ".md", Text(rule, "helpUri"), StringComparison.Ordinal);
            Assert.Contains(Text(rule.GetProperty("defaultConfiguration"), "level"), (string[])["warning", "note"]);
            Assert.InRange(Text(rule.GetProperty("shortDescription"), "text").Length, 5, 1024);
            string description = Text(rule.GetProperty("fullDescription"), "text"), help = Text(rule.GetProperty("help"), "markdown");
            Assert.InRange(description.Length, 5, 1024);
            Assert.EndsWith(".", description.TrimEnd(':') + ".", StringComparison.Ordinal);
            Assert.NotEmpty(Text(rule.GetProperty("help"), "text"));
            Assert.DoesNotContain("```", help, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\]\((?!https://)", help);
            if (hasPages) Assert.StartsWith(description.Split(' ')[0], help, StringComparison.Ordinal);
        });
        var results = run.GetProperty("results").EnumerateArray().ToArray();
        Assert.All(results, x => Assert.Equal(Text(x, "ruleId"), Text(rules[x.GetProperty("ruleIndex").GetInt32()], "id")));
        var notes = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray()
            .Select(x => x.GetProperty("descriptor"));
        Assert.All(notes, x => Assert.Equal(Text(x, "id"), Text(rules[x.GetProperty("index").GetInt32()], "id")));
    }

    /// <summary>
    /// The rules that GitHub's ingestion keeps and sarif-multitool checks with <c>--rule-kind Ghas</c>, written down from its source:
    /// GH1001 (a place), GH1003 (with a line), GH1004 (at most 100 steps), GH1005 and GH1006 (below the checkout), GH1007 (a message).
    /// GH2012, what a rule says of itself, is the test before this one.
    /// </summary>
    [Fact]
    public void Code_scanning_takes_every_result()
    {
        var outside = Samples.Missing with { Symbol = "F:Outside", Sites = [new("/linked/Shared.cs", 2, 1)] };
        var mixed = outside with { Symbol = "F:Mixed", Sites = [.. outside.Sites, new("/repo/src/app/Own.cs", 7, 1)] };
        var far = Samples.Missing with { Symbol = "F:Far", Trace = [.. Enumerable.Range(0, 300).Select(x => "M:Lib.Type.Step" + x)] };
        var report = Samples.Of(Samples.Missing, Samples.Nasty, outside, mixed, far);
        var placeless = report with { Upgrades = [.. report.Upgrades.Select(x => x with { Place = default })] };
        foreach (var result in new[] { report, placeless, Samples.Accepted, Samples.Known }.SelectMany(Results))
        {
            Assert.NotEmpty(Text(result.GetProperty("message"), "text"));
            Assert.Single(result.GetProperty("locations").EnumerateArray());
            foreach (var place in Places(result))
            {
                var artifact = place.GetProperty("artifactLocation");
                Assert.False(Uri.IsWellFormedUriString(Text(artifact, "uri"), UriKind.Absolute), Text(artifact, "uri"));
                Assert.InRange(place.GetProperty("region").GetProperty("startLine").GetInt32(), 1, int.MaxValue);
            }
            if (result.TryGetProperty("codeFlows", out var flows))
                Assert.InRange(flows[0].GetProperty("threadFlows")[0].GetProperty("locations").GetArrayLength(), 1, 100);
        }
        Assert.Equal("src/app/Own.cs", FirstUri(Results(report).Single(x => Text(x.GetProperty("properties"), "symbol") == "F:Mixed")));
        Assert.InRange(Catalogue.All.Count, 1, 1000);

        static IEnumerable<JsonElement> Places(JsonElement result) => new[] { "locations", "relatedLocations" }
            .SelectMany(x => result.TryGetProperty(x, out var places) ? places.EnumerateArray() : [])
            .Select(x => x.GetProperty("physicalLocation"));

        static string FirstUri(JsonElement result) => Text(Places(result).First().GetProperty("artifactLocation"), "uri");
    }

    private static JsonElement[] Results(Report report) =>
        [.. JsonDocument.Parse(ReportFormats.Print("sarif", report)).RootElement.GetProperty("runs")[0].GetProperty("results")
            .EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
