using SemverGuard.Baselines;
using SemverGuard.Reports;

namespace SemverGuard.Findings;

/// <summary>What others know, met by what is found here.</summary>
public sealed class KnownFindingTests
{
    private const string Runbook = "https://wiki.example.org/INC-123", Story = "INC-123 claims stayed in the queue, 2020-12-04; runbook: ";

    private const string Incident = "incident: INC-123 claims stayed in the queue, 2020-12-04, runbook: https://wiki.example.org/INC-123";

    [Theory]
    [InlineData("1.20.0", "1.20.1", true)]
    [InlineData("1.19.0", "1.21.0", true)] // goes further, and begins earlier
    [InlineData("1.20.1", "1.21.0", false)] // begins behind it
    [InlineData("1.19.0", "1.20.0", false)] // does not get there
    [InlineData("1.20.1", "1.20.0", false)]
    public void An_upgrade_is_known_that_reaches_the_version(string before, string after, bool isKnown)
    {
        var knowledge = new Knowledge([Line("SG3001", Samples.Missing.Symbol, "1.20.0", "1.20.1", Incident)]);
        var bump = Samples.Patch with { Before = before, After = after };
        Assert.Equal(isKnown ? 1 : 0, knowledge.Of(Samples.Missing with { Package = bump }).Count);
        Assert.Equal(isKnown ? 1 : 0, knowledge.Of(bump).Count);
    }

    [Fact]
    public void Another_rule_symbol_or_package_is_not()
    {
        var knowledge = new Knowledge([Line("SG3001", Samples.Missing.Symbol, "1.20.0", "1.20.1", Incident)]);
        Assert.Empty(knowledge.Of(Samples.Missing with { Id = "SG3002" }));
        Assert.Empty(knowledge.Of(Samples.Missing with { Symbol = "F:A.B" }));
        Assert.Empty(knowledge.Of(Samples.Patch with { Id = "OpenTelemetry.Api" }));
        Assert.Single(knowledge.Of(Samples.Patch with { Id = "opentelemetry" }));
    }

    [Fact]
    public void The_very_same_upgrade_comes_first_then_what_happened_last()
    {
        var same = Line("SG3001", "F:A", "1.20.0", "1.20.1", "fine");
        var early = Line("SG3001", "F:A", "1.19.0", "1.20.1", Incident);
        var late = early with { Reason = Incident.Replace("2020", "2021") };
        Assert.Equal([same, late, early], new Knowledge([early, same, late, same]).Of(Samples.Patch));
    }

    [Theory]
    [InlineData(Incident, " Known: INC-123 claims stayed in the queue, 2020-12-04; runbook: https://wiki.example.org/INC-123.")]
    [InlineData("no histograms here. We looked.", " Known: no histograms here; We looked.")]
    public void A_log_says_it_in_a_sentence(string reason, string sentence) =>
        Assert.Equal(sentence, KnownText.Sentence([Line("SG3001", "F:A", "1.20.0", "1.20.1", reason)]));

    [Fact]
    public void A_message_with_it_is_no_longer_than_any_and_keeps_the_address()
    {
        string address = "https://wiki.example.org/" + new string('r', 80);
        string what = string.Concat(Enumerable.Repeat("all the claims. Stayed ", 20));
        var line = Line("SG3001", Samples.Missing.Symbol, "1.20.0", "1.20.1", $"incident: INC-123 {what}, 2020-12-04, runbook: {address}");
        var told = new ReportedFinding(Samples.Missing, Severity.Warning) { Known = [line] };
        var report = new Report { Upgrades = [new ReportedUpgrade(Samples.Patch, [told])] };
        string log = LogLine.Of(ReportLines.Of(report).Single(x => x.Code == "SG3001").Message);
        Assert.True(log.Length <= LogLine.Most, log);
        Assert.EndsWith("; runbook: " + address + ".", log, StringComparison.Ordinal);
        Assert.StartsWith("OpenTelemetry 1.20.1 has no field", log, StringComparison.Ordinal);
        Assert.Contains(what.Trim(), ReportFormats.Print("text", report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_message_with_a_way_out_keeps_the_address_too()
    {
        var line = Line("SG3001", Samples.Missing.Symbol, "1.20.0", "1.20.1", Incident);
        string message = "OpenTelemetry 1.20.1 has no field 'BucketCounts'. The exporter 1.20.1 depends on it: Program.Main calls AddReader, "
            + string.Concat(Enumerable.Repeat("which calls another, ", 10))
            + "and that reads it. It fails at run time. Safe: OpenTelemetry 1.20.0.";
        var told = new ReportedFinding(Samples.Missing with { Message = message }, Severity.Warning) { Known = [line] };
        var report = new Report { Upgrades = [new ReportedUpgrade(Samples.Patch, [told])] };
        string log = LogLine.Of(ReportLines.Of(report).Single(x => x.Code == "SG3001").Message);
        Assert.True(log.Length <= LogLine.Most, log);
        Assert.EndsWith("; runbook: https://wiki.example.org/INC-123.", log, StringComparison.Ordinal);
        Assert.Contains("Safe: OpenTelemetry 1.20.0.", log, StringComparison.Ordinal);
    }

    /// <summary>Each format has all of it; what was found elsewhere only stands with the upgrade.</summary>
    [Theory]
    [InlineData("text", "Known: " + Story + Runbook + ".", "not found here: INC-124")]
    [InlineData("markdown", "<br>**Known:** " + Story + "<" + Runbook + ">", "not found here: INC-124")]
    [InlineData("html", "<p class=\"known\">Known: " + Story + "<a href=\"" + Runbook + "\">", "not found here: INC-124")]
    [InlineData("json", "\"runbook\": \"" + Runbook + "\"", "\"id\": \"INC-124\"")]
    [InlineData("sarif", "\"" + Story + Runbook + "\"", "")]
    public void Every_report_has_it(string format, string found, string elsewhere)
    {
        string text = ReportFormats.Print(format, Samples.Known);
        Assert.Contains(found, text, StringComparison.Ordinal);
        Assert.Contains(elsewhere, text, StringComparison.Ordinal);
    }

    private static AcceptedFinding Line(string rule, string symbol, string before, string after, string reason) =>
        new(rule, symbol, "OpenTelemetry", before, after, reason);
}
