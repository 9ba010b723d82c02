using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>
/// A solution of three projects as its report has it: all kinds of findings, long names, and names that a package chose to be read
/// otherwise.
/// </summary>
internal static class ShopReport
{
    public const string Hostile = "<img src=x onerror=alert(1)>\u202e\"'&</script><script>document.title='taken'</script>";

    private static readonly Bump Telemetry = new("OpenTelemetry", "1.20.0", "1.20.1", ["OpenTelemetry"]);

    private static readonly Bump Courier = new("Courier", "2.4.1", "2.4.2", ["Courier"]);

    private static readonly Bump Csv = new("CsvHelper", "30.0.1", "34.0.0", ["CsvHelper"]);

    private static readonly Bump Odd = new("Sg.Odd", "1.0.0", "1.1.0", ["Odd"]);

    private static readonly Bump[] Quiet =
        [new("Polly.Core", "8.9.0", "8.9.1", []), new("Dapper", "2.1.66", "2.1.86", []), new("Serilog", "4.3.0", "4.3.1", [])];

    public static Report Report { get; } = MergedReport.Of("Shop", [Web(), Worker(), Library()]);

    private static Report Web() => Of("Shop.Web", "net10.0",
        [
            Finding("SG3001", Telemetry, "F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts", Impact.Binary, Severity.Error,
                "OpenTelemetry 1.20.1 has no field 'HistogramBuckets.BucketCounts'. OpenTelemetry.Exporter.OpenTelemetryProtocol 1.20.0 "
                    + "depends on it: "
                + "Program.Main calls OpenTelemetryBuilder.Build, which sets up what eventually calls ProtobufSerializer.WriteHistogram. "
                + "That fails with "
                + "MissingFieldException. Safe: OpenTelemetry 1.20.0.") with
            {
                Exception = "MissingFieldException",
                Sites = [At("src/Shop.Web/Program.cs", 11)],
                Trace =
                [
                    "M:Program.Main(System.String[])", "M:OpenTelemetry.OpenTelemetryBuilder.Build",
                    "M:OpenTelemetry.Metrics.PeriodicExportingMetricReader.ExportProcedure",
                    "M:OpenTelemetry.Exporter.OtlpMetricExporter.Export(OpenTelemetry.Batch{OpenTelemetry.Metrics.Metric}@)",
                    "M:OpenTelemetry.Exporter.OpenTelemetryProtocol.Implementation.Serializer.ProtobufOtlpMetricSerializer.WriteHistogram(System.Byte[],System.Int32,OpenTelemetry.Metrics.MetricPoint@)",
                    "F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts",
                ],
            },
            Finding("SG2003", Telemetry, "M:OpenTelemetry.Metrics.View.Add(System.String,System.Int32)", Impact.Recompile, Severity.Warning,
                "OpenTelemetry 1.20.1: 'View.Add(string, int)' now has 1000 as default of limit (was 2000) (5 places). It compiles and "
                    + "means something else.") with
            {
                Facts = ["now has 1000 as default of limit (was 2000)"],
                Sites = [.. Enumerable.Range(20, 5).Select(x => At("src/Shop.Web/Telemetry/Views.cs", x))],
            },
            Finding("SG1101", Csv, "M:CsvHelper.Configuration.CsvConfiguration.RegisterClassMap``1", Impact.Source | Impact.Binary,
                Severity.Warning,
                "CsvHelper 34.0.0: 'CsvConfiguration.RegisterClassMap<T>()' is gone. The project no longer compiles; "
                    + "the old build fails with MissingMethodException.") with
            {
                IsRefused = true,
                Exception = "MissingMethodException",
                Sites = [At("src/Shop.Web/Import/Orders.cs", 42)],
            },
            Finding("SG1108", Odd, "M:Odd." + new string('W', 150)
                + ".Do(System.Collections.Generic.Dictionary{System.String,System.Collections.Generic.List{System.Int32}})",
                Impact.Source, Severity.Info, "Sg.Odd 1.1.0: 'Do' renamed a parameter to \u05e9\u05dc\u05d5\u05dd. " + Hostile),
            Finding("SG2001", Odd, "F:Odd." + Hostile, Impact.Recompile, Severity.Warning,
                "Sg.Odd 1.1.0: '" + Hostile + "' is now 5 (was 3). It compiles and means something else.")
                with { Facts = ["is now 5 (was 3)"], Sites = [At("src/Shop.Web/" + Hostile + ".cs", 3)] },
        ]);

    private static Report Worker() => Of("Shop.Worker", "net10.0",
        [
            Finding("SG4001", Courier, "M:Courier.ConsumerOptions.#ctor", Impact.Behavior, Severity.Warning,
                "Courier 2.4.2: `ConsumerOptions..ctor` now sets AutoStart = false (was true). Reached by `ClaimQueue.Start` "
                    + "(Worker.cs(31,9)). Safe: Courier 2.4.1.") with
            {
                Facts = ["now sets AutoStart = false (was true)", "no longer throws ArgumentException"],
                Sites = [At("src/Shop.Worker/Worker.cs", 31)],
                Trace = ["M:Shop.ClaimQueue.Start", "M:Courier.Consumer.#ctor(Courier.ConsumerOptions)", "M:Courier.ConsumerOptions.#ctor"],
            },
            Finding("SG6003", Courier, "M:Shop.ClaimHandler.Handle(System.String)", Impact.Behavior, Severity.Warning,
                "Courier 2.4.2: `ClaimHandler.Handle` was not called back any more (was 3 times), in `WorkerTests.A_claim_is_paid`.") with
            {
                Observed = new Observation("\"4711:12\"", "3 times", "never", ["WorkerTests.A_claim_is_paid"],
                    [("SG4001", "now sets AutoStart = false (was true)")]),
                Sites = [At("src/Shop.Worker/Worker.cs", 15)],
            },
            Finding("SG4006", Courier, "M:Courier.Client.Open", Impact.Behavior, Severity.Info,
                "Courier 2.4.2: `Client.Open` now sets HttpClientHandler.AllowAutoRedirect = false. Reached by `ClaimQueue.Start` "
                    + "(Worker.cs(31,9)).")
                with { Facts = ["now sets HttpClientHandler.AllowAutoRedirect = false"], Sites = [At("src/Shop.Worker/Worker.cs", 31)] },
            Finding("SG3001", Telemetry, "F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts", Impact.Binary, Severity.Warning,
                "Told by the other project.")
                with { Exception = "MissingFieldException", Sites = [At("src/Shop.Worker/Program.cs", 7)] },
        ],
        x => x.Id == "SG4006"
            ? new ReportedFinding(x, x.Severity) { Reason = "our gateway never redirects" }
            : new ReportedFinding(x, x.Severity),
        [
            new Sheet(SheetKind.Options, "T:Courier.ConsumerOptions", "Courier",
                [new("AutoStart", "true", "false", true), new("Prefetch", "16", "8", true) { IsSet = true },
                    new("Queue", "null", "null", false), new("Retry", null, "3", false)]),
        ]);

    private static Report Library() => Of("Shop.Orders", "netstandard2.0",
        [
            Finding("SG5003", Courier, "package:Courier", Impact.Package, Severity.Info,
                "Courier 2.4.2 depends on Courier.Native 2.4.2, which it did not before: native code comes with it."),
        ],
        x => new ReportedFinding(x, x.Severity) { MutedBy = "NoWarn" }) with
        {
            NotChecked = [NotChecked.About(Quiet[1], "the package as it was is not in the packages folder and could not be restored")],
            Holes = [new Hole(HoleKind.Reflection, "M:Shop.Plugins.Load", new SourceSite("/repo/src/Shop.Orders/Plugins.cs", 12, 5)),
                new Hole(HoleKind.Reflection, "M:Shop.Plugins.Find", null)],
        };

    private static Report Of(
        string project, string framework, Finding[] findings, Func<Finding, ReportedFinding>? wanted = null,
        IReadOnlyList<Sheet>? sheets = null)
    {
        var bumps = findings.Select(x => x.Package).Distinct().Concat(Quiet);
        var report = Reports.Report.Of(
            new GuardReport(findings, [], new Checked(148, 12_345, 87)) { Sheets = sheets ?? [] }, bumps, wanted);
        string file = $"/repo/src/{project}/{project}.csproj";
        return report with
        {
            Project = project,
            Framework = framework,
            Place = new Place(file),
            Root = new SourceRoot("/repo"),
            Upgrades =
            [
                .. report.Upgrades.Select(x => x with
                {
                    Place = new Place("/repo/Directory.Packages.props", 14, 5),
                    WayOutLines = x.Bump == Telemetry
                        ? "<PackageVersion Include=\"OpenTelemetry.Exporter.OpenTelemetryProtocol\" Version=\"1.20.1\" />"
                        : "",
                    Origin = x.Bump == Courier ? "transitive: Shop.Messaging 2.0.0 asks for Courier [2.4.0, )" : "",
                }),
            ],
        };
    }

    private static SourceSite At(string file, int line) => new("/repo/" + file, line, 9);

    private static Finding Finding(string id, Bump bump, string symbol, Impact impact, Severity severity, string message) => new()
    {
        Id = id, Title = Catalogue.Find(id)!.Title, Severity = severity, Impact = impact, Symbol = symbol, Message = message,
        Package = bump,
    };
}
