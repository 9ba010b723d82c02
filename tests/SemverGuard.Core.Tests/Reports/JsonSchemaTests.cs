using System.Text.Json;
using Json.Schema;
using SemverGuard.Compiling;
using SemverGuard.Effects;
using SemverGuard.Findings;

namespace SemverGuard.Reports;

/// <summary>The published schema is what the JSON report keeps to.</summary>
public sealed class JsonSchemaTests
{
    private static readonly JsonSchema Schema =
        JsonSchema.FromText(File.ReadAllText(Repository.PathOf("src", "SemverGuard", "docs", "report.schema.json")));

    public static TheoryData<string> Kinds => ["one", "accepted", "nothing", "problems", "solution", "known"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_report_of_every_kind_keeps_to_it(string kind)
    {
        var result = Validate(ReportFormats.Print("json", Of(kind)));
        Assert.True(result.IsValid, JsonSerializer.Serialize(result));
    }

    /// <summary>A schema that lets everything pass says nothing.</summary>
    [Theory]
    [InlineData("\"severity\": \"warning\"", "\"severity\": \"bad\"")]
    [InlineData("\"symbol\"", "\"symbl\"")]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"line\": 11", "\"line\": \"11\"")]
    public void What_it_forbids_is_noticed(string good, string bad)
    {
        string text = ReportFormats.Print("json", Samples.Report);
        Assert.Contains(good, text, StringComparison.Ordinal);
        Assert.False(Validate(text.Replace(good, bad, StringComparison.Ordinal)).IsValid);
    }

    [Fact]
    public void A_report_of_a_solution_has_its_projects_reasons_and_differences()
    {
        var upgrades = JsonDocument.Parse(ReportFormats.Print("json", ShopReport.Report)).RootElement.GetProperty("upgrades")
            .EnumerateArray();
        var findings = upgrades.SelectMany(x => x.GetProperty("findings").EnumerateArray()).ToLookup(x => x.GetProperty("id").GetString());
        Assert.Equal(["Shop.Web (net10.0)", "Shop.Worker (net10.0)"],
            findings["SG3001"].Single().GetProperty("projects").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal("our gateway never redirects", findings["SG4006"].Single().GetProperty("accepted").GetString());
        Assert.Equal("NoWarn", findings["SG5003"].Single().GetProperty("mutedBy").GetString());
        var differences = findings["SG4001"].Single().GetProperty("differences");
        Assert.Equal("""[{"before":"true","after":"sets AutoStart = false"},{"before":"throws ArgumentException"}]""",
            JsonSerializer.Serialize(differences));
    }

    [Fact]
    public void What_replay_saw_stands_in_the_report_with_both_sides()
    {
        var seen = Finding("SG6003").GetProperty("observed");
        Assert.Equal(
            """{"arguments":"\u00224711:12\u0022","tests":["WorkerTests.A_claim_is_paid"],"explanations":[{"id":"SG4001","message":"now sets AutoStart = false (was true)"}]}""",
            JsonSerializer.Serialize(seen));
        Assert.Equal("""[{"before":"3 times","after":"never"}]""", JsonSerializer.Serialize(Finding("SG6003").GetProperty("differences")));
        string page = ReportFormats.Print("html", ShopReport.Report);
        Assert.Contains("<td><del>3 times</del></td><td><ins>never</ins></td>", page, StringComparison.Ordinal);
        Assert.Contains("<summary>Seen in 1 test</summary>\n<p>With the arguments <code>&quot;4711:12&quot;</code></p>\n<ul><li>"
            + "<code>WorkerTests.A_claim_is_paid</code></li></ul>\n<p>SG4001: now sets AutoStart = false (was true)</p>", page,
            StringComparison.Ordinal);

        static JsonElement Finding(string id) => JsonDocument.Parse(ReportFormats.Print("json", ShopReport.Report)).RootElement
            .GetProperty("upgrades").EnumerateArray().SelectMany(x => x.GetProperty("findings").EnumerateArray())
            .Single(x => x.GetProperty("id").GetString() == id);
    }

    [Fact]
    public void Every_changed_method_stands_in_the_report_with_what_differs()
    {
        var checkedPair = Upgraded.Check(
            "public class A { public int Go(int x) => Part(x) + 1; internal int Part(int x) => x > 3 ? 1 : 2; }",
            "public class A { public int Go(int x) => Part(x) + 1; internal int Part(int x) => x > 4 ? 1 : 2; }",
            "class Program { static void Main() => System.Console.WriteLine(new A().Go(1)); }");
        var report = Report.Of(checkedPair, [.. checkedPair.Findings.Select(x => x.Package).Distinct()]);
        string json = ReportFormats.Print("json", report);
        Assert.True(Validate(json).IsValid);
        var method = JsonDocument.Parse(json).RootElement.GetProperty("upgrades")[0].GetProperty("findings").EnumerateArray()
            .Single(x => x.GetProperty("id").GetString() == "SG4099").GetProperty("methods").EnumerateArray().Single();
        Assert.Equal("M:A.Part(System.Int32)", method.GetProperty("symbol").GetString());
        Assert.Equal("M:A.Go(System.Int32)", method.GetProperty("used").GetString());
        Assert.Equal(1, method.GetProperty("distance").GetInt32());
        string difference = method.GetProperty("difference").GetString()!;
        Assert.Contains("now returns", difference, StringComparison.Ordinal);
        Assert.Contains(
            $"<p>Through <code>A.Go(int)</code>:</p>\n<ul><li><code>A.Part(int)</code> {difference}</li></ul>",
            ReportFormats.Print("html", report), StringComparison.Ordinal);
    }

    private static EvaluationResults Validate(string text) => Schema.Evaluate(JsonDocument.Parse(text).RootElement);

    private static Report Of(string kind) => kind switch
    {
        "one" => Samples.Report,
        "accepted" => Samples.Accepted,
        "nothing" => new Report { Upgrades = [] },
        "problems" =>
            Samples.Report with { Problems = [
                Diagnostic.About(SelfRules.BaselineUnreadable, "has a merge conflict here", new Place("/repo/a"))], Compiles = false },
        "known" => Samples.Known,
        _ => ShopReport.Report,
    };
}
