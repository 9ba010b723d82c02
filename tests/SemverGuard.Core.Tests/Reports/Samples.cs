using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>A report with everything that a printer may meet.</summary>
internal static class Samples
{
    public static Bump Patch { get; } = new("OpenTelemetry", "1.20.0", "1.20.1", ["OpenTelemetry"]);

    public static Finding Missing { get; } = new()
    {
        Id = "SG3001",
        Title = "Missing field",
        Severity = Severity.Warning,
        Impact = Impact.Binary,
        Symbol = "F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts",
        Message = "OpenTelemetry 1.20.1 has no field 'HistogramBuckets.BucketCounts'; "
            + "fails with MissingFieldException. Safe: OpenTelemetry 1.20.0.",
        Package = Patch,
        Sites = [new("/repo/src/app/My Program.cs", 11, 1), new("/repo/src/app/Other.cs", 3, 7)],
        Trace = [
            "M:Program.Main(System.String[])", "M:OpenTelemetry.Flush``1(``0)", "F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts"],
        Exception = "MissingFieldException",
    };

    /// <summary>Without a place, with everything that has a meaning in one of the formats.</summary>
    public static Finding Nasty { get; } = new()
    {
        Id = "SG2099",
        Title = "Source compiles to different code",
        Severity = Severity.Info,
        Impact = Impact.Recompile,
        Symbol = "M:Lib.Type`1.op_Implicit(Lib.Type{`0})~System.Int32",
        Message = "100% of 'Type<T>.op_Implicit' | changed:\r\n\"a;b\", [c] *d* \\ @you \ud800 \u0001 ä\U0001F600",
        Package = Patch,
    };

    public static Report Report { get; } = Of(Missing, Nasty);

    public static Report Of(params Finding[] findings) =>
        Laid(Reports.Report.Of(new GuardReport(findings, [new NotChecked("Lib|2", "it is not <there>")], new Checked(1, 2, 3)), [Patch]));

    /// <summary>As a build of a project lays it out.</summary>
    public static Report Laid(Report report) => report with
    {
        Project = "app",
        Framework = "net10.0",
        Place = new Place("/repo/src/app/app.csproj"),
        Root = new SourceRoot("/repo"),
        Upgrades = [.. report.Upgrades.Select(x => x
            with { Place = new Place("/repo/src/app/app.csproj", 14, 5),
                Origin = x.Bump.Id == "Other" ? "transitive: Host 2.0.0 asks for Other [1.0.0, )" : "" })],
    };

    /// <summary>One finding is known, and something else of the upgrade that was not found.</summary>
    public static Report Known { get; } = Report with { Upgrades = [.. Report.Upgrades.Select(WithKnown)] };

    private static ReportedUpgrade WithKnown(ReportedUpgrade upgrade)
    {
        const string Incident = "incident: INC-123 claims stayed in the queue, 2020-12-04, runbook: https://wiki.example.org/INC-123";
        var line = Acceptance.Of(Missing, Incident);
        return new ReportedUpgrade(Patch, [.. upgrade.Findings.Select(x => x with { Known = x.Finding == Missing ? [line] : [] })])
        {
            Place = upgrade.Place,
            Known = [line with { Symbol = "F:Another", Reason = "fine; incident: INC-124 nothing came of it" }],
        };
    }

    public static Finding Number(int number, Severity severity = Severity.Warning) =>
        Missing with { Symbol = "F:Lib.Type.Field" + number, Severity = severity, Message = "Field " + number + " is gone." };

    /// <summary>Two upgrades; of the first, one finding is accepted.</summary>
    public static Report Accepted { get; } = Laid(Reports.Report.Of(
        new GuardReport([Missing, Nasty], [], new Checked(1, 2, 3)),
        [Patch, new Bump("Other", "1.0.0", "2.0.0", []) { Claim = Claim.None }],
        x => new ReportedFinding(x, x.Severity) { Reason = x == Missing ? "we export no histograms" : null }));
}
