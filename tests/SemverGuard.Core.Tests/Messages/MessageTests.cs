using System.Text.RegularExpressions;
using SemverGuard.Effects;
using SemverGuard.Findings;
using SemverGuard.FindingsTests;
using SemverGuard.LinkageTests;
using SemverGuard.Pages;
using SemverGuard.Reports;
using SemverGuard.Witness;

namespace SemverGuard.Messages;

/// <summary>What holds for every message, whatever it is about: over all pages and all cases.</summary>
public sealed class MessageTests
{
    private static readonly Lazy<IReadOnlyList<(string Case, IReadOnlyList<Finding> Findings)>> All = new(() =>
    [
        .. PageRun.All.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => (x.Key, x.Value.Findings)),
        .. WitnessCase.All.Concat(WitnessCase.Peers).AsParallel().AsOrdered()
            .Select(x => (x.Name, WitnessJudge.JudgeAll(x.Build).Findings)),
        .. WitnessCase.All.Concat(WitnessCase.Peers).AsParallel().AsOrdered()
            .Select(x => (x.Name + " (binary)", WitnessJudge.Judge(x.Build).Findings)),
        .. UpgradeCase.All.AsParallel().AsOrdered().Select(x => (x.Name, WitnessJudge.JudgeAll(x.Build()).Findings)),
        .. TripleTests.All.AsParallel().AsOrdered().Select(x => (x.Name, x.Judge().Findings)),
    ]);

    private static IEnumerable<(string Case, Finding Finding)> Findings => All.Value.SelectMany(x => x.Findings, (x, y) => (x.Case, y));

    [Fact]
    public void There_are_many() => Assert.InRange(Findings.Select(x => x.Finding.Id).Distinct().Count(), 60, 200);

    [Fact]
    public void None_is_longer_than_a_line_of_the_log() =>
    Assert.Empty(Findings.Where(x => LogLine.Of(x.Finding.Message).Length > LogLine.Most).Select(Text));

    /// <summary>Only lists are cut: the templates themselves are short.</summary>
    [Fact]
    public void What_is_no_list_is_told_whole() =>
        Assert.Empty(
            Findings.Where(x => x.Finding.Message.Length > LogLine.Most && x.Finding.Id != EffectRules.Implementation.Id).Select(Text));

    [Theory]
    [InlineData("<>")]
    [InlineData("b__")]
    [InlineData("g__")]
    [InlineData("MoveNext")]
    [InlineData("__BackingField")]
    [InlineData(".get_")]
    [InlineData(".set_")]
    [InlineData("op_")]
    [InlineData("``")]
    [InlineData("`0")]
    [InlineData("`1")]
    [InlineData("!0")]
    [InlineData(".<")]
    [InlineData("&)")]
    [InlineData("..")]
    public void None_shows_what_the_compiler_made(string text) =>
        Assert.Empty(Findings.Where(
            x => x.Finding.Message.Replace("..ctor", "").Replace("..cctor", "").Contains(text, StringComparison.Ordinal)).Select(Text));

    /// <summary>Subject, what changed, consequence: whole sentences that begin with the package.</summary>
    [Fact]
    public void Each_begins_with_the_package_and_ends_with_a_full_stop() =>
        Assert.Empty(Findings.Where(x => !x.Finding.Message.StartsWith(x.Finding.Package.Id + " ", StringComparison.Ordinal)
            || !x.Finding.Message.EndsWith('.') || x.Finding.Message.Contains("  ", StringComparison.Ordinal)).Select(Text));

    [Fact]
    public void No_fact_is_told_twice()
    {
        var twice =
            from one in All.Value
            from same in one.Findings.Where(x => x.Id != EffectRules.Implementation.Id && x.Sites.Count > 0)
                .GroupBy(x => (x.Symbol, x.Sites[0].File, x.Sites[0].Line))
            where same.Any(x => same.Any(y => x.Id != y.Id && (x.Impact & y.Impact) != 0)) // what breaks and what then runs are two facts
            select $"{one.Case}\n{string.Join("\n", same)}";
        Assert.Empty(twice);
    }

    [Theory]
    [InlineData("public static class Names { private const int Most = «50 ⇒ 20»; "
        + "public static string Cut(string s, int most = Most) => s.Length > Most ? s.Substring(0, most) : s; }",
        "Names.Cut(\"a\" + Environment.MachineName)", "SG2003")]
    [InlineData("public static class Names { public const int Most = «50 ⇒ 20»; "
        + "public static int Cut(string s, int most) => s.Length > Most ? most : 0; }",
        "Names.Cut(\"a\" + Environment.MachineName, Names.Most)", "SG2001")]
    public void A_value_of_the_interface_is_not_told_again_of_the_code(string library, string expression, string id)
    {
        var check = new Bumped { ComparesBehavior = true }.Package("Lib", Side(library, "$1"), Side(library, "$2"))
            .Check($"public static class Program {{ public static void Run() => System.Console.WriteLine({expression}); }}");
        Assert.Equal([id], check.Report.Findings.Where(x => x.Id != EffectRules.Implementation.Id).Select(x => x.Id));
    }

    private static string Side(string library, string side) => Regex.Replace(library, "«(.*?) ?⇒ ?(.*?)»", side);

    [Fact]
    public void What_stays_of_a_long_message_is_what_changed_and_what_to_do()
    {
        string reached = string.Join(" ", Enumerable.Repeat("The project reads it there and \"here. Or. There\", as it seems.", 6));
        string cut = LogLine.Of($"Lib 1.0.1: `Client..ctor` now sets Retries = 5 (was 3). {reached} Safe: Lib 1.0.0.");
        Assert.StartsWith("Lib 1.0.1: `Client..ctor` now sets Retries = 5 (was 3).", cut, StringComparison.Ordinal);
        Assert.EndsWith(
            " The project reads it there and \"here. Or. There\", as it seems. Safe: Lib 1.0.0.", cut, StringComparison.Ordinal);
        Assert.Contains(" … ", cut, StringComparison.Ordinal);
        Assert.InRange(cut.Length, 200, LogLine.Most);
    }

    [Fact]
    public void Evidence_is_left_out_before_the_consequence()
    {
        const string Exporter = "OpenTelemetry.Exporter.OpenTelemetryProtocol";
        const string Whole = $"OpenTelemetry 1.20.1 has no field 'HistogramBuckets.BucketCounts'. {Exporter} 1.20.0 depends on it: "
            + "Program.Main calls MeterProviderExtensions.ForceFlush, which eventually calls "
            + "ProtobufOtlpMetricSerializer.WriteHistogramBuckets. That fails with MissingFieldException. Safe: OpenTelemetry 1.20.0, "
            + $"or OpenTelemetry 1.20.1 with {Exporter} 1.20.1.";
        Assert.Equal(
            $"OpenTelemetry 1.20.1 has no field 'HistogramBuckets.BucketCounts'. {Exporter} 1.20.0 depends on it … That fails with "
                + "MissingFieldException. "
            + $"Safe: OpenTelemetry 1.20.0, or OpenTelemetry 1.20.1 with {Exporter} 1.20.1.", LogLine.Of(Whole));
        string others = string.Join(", ", Enumerable.Range(1, 3).Select(x => $"'OpenApiModelOfSomeLength{x}' (SG1001)")) + " and 7 more.";
        Assert.Equal(
            "Open 2.12.1 has no type 'OpenApiInfo'. … That fails with TypeLoadException. Safe: Microsoft.OpenApi 1.2.3, "
                + "or Microsoft.OpenApi 2.12.1 with Swashbuckle.AspNetCore.SwaggerGen 10.3.1. "
            + "Fails here too: 'OpenApiModelOfSomeLength1' (SG1001), 'OpenApiModelOfSomeLength2' (SG1001) …",
            LogLine.Of("Open 2.12.1 has no type 'OpenApiInfo'. Swashbuckle.AspNetCore.SwaggerGen 6.2.3 depends on it: Program.Main calls "
                + "SwaggerGen.Add. That fails with TypeLoadException. "
                + "Safe: Microsoft.OpenApi 1.2.3, or Microsoft.OpenApi 2.12.1 with Swashbuckle.AspNetCore.SwaggerGen 10.3.1. "
                + "Fails here too: " + others));
        Assert.Contains("'. … That fails with MissingFieldException. Safe: OpenTelemetry 1.20.0, or ",
            LogLine.Of(Whole + " Fails here too: 'HistogramBucketValues' (SG3003)."), StringComparison.Ordinal);
    }

    [Fact]
    public void What_something_is_now_gives_way_to_what_happens() => Assert.Equal(
        "Swashbuckle.AspNetCore.SwaggerGen 8.1.4 has no method 'ISchemaGenerator.GenerateSchema(Type, SchemaRepository, MemberInfo, "
            + "ParameterInfo)'. "
        + "Contoso.Swagger 1.0.0 depends on it: Program.Main calls … That fails with MissingMethodException. Safe: "
        + "Swashbuckle.AspNetCore.SwaggerGen 6.2.3.",
        LogLine.Of("Swashbuckle.AspNetCore.SwaggerGen 8.1.4 has no method 'ISchemaGenerator.GenerateSchema(Type, SchemaRepository, "
            + "MemberInfo, ParameterInfo)' "
            + "(it is now 'ISchemaGenerator.GenerateSchema(Type, SchemaRepository, MemberInfo, ParameterInfo, ApiParameterRouteInfo)'). "
            + "Contoso.Swagger 1.0.0 depends on it: Program.Main calls SwaggerGenerator.GetSwagger, "
            + "which sets up what eventually calls DefaultErrorResponse.Apply. "
            + "That fails with MissingMethodException. Safe: Swashbuckle.AspNetCore.SwaggerGen 6.2.3."));

    [Theory]
    [InlineData(40)]
    [InlineData(4000)]
    public void A_long_list_ends_between_two_of_its_members(int members)
    {
        string list = string.Join(", ", Enumerable.Range(0, members).Select(x => $"`Type{x}.Member`"));
        string cut = LogLine.Of($"Lib 1.0.1: the implementation of {members} methods in use changed: {list}.");
        Assert.EndsWith("` …", cut, StringComparison.Ordinal);
        Assert.InRange(cut.Length, 200, LogLine.Most);
    }

    [Fact]
    public void One_long_word_is_cut_too() => Assert.Equal(LogLine.Most, LogLine.Of(new string('x', 1000)).Length);

    private static string Text((string Case, Finding Finding) one) => $"{one.Case}: {one.Finding.Message.Length} {one.Finding}";
}
