using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>
/// A patch of OpenTelemetry takes away an internal field that the exporter reads; nothing else in the world says so at build time.
/// </summary>
public sealed class ModelCaseTests
{
    private const string Exporter = "OpenTelemetry.Exporter.OpenTelemetryProtocol";

    [Fact]
    public void The_patch_is_told_at_its_reference_until_somebody_acts()
    {
        ConsumerProject.Restore(Exporter, "1.20.1");
        using var app = ConsumerProject.Of("otlp-1.20.0-otel-1.20.1").Referencing(Exporter, "1.20.0").Referencing("OpenTelemetry", "1.20.0")
            .BuiltAlone();
        app.Build().ShouldSucceed().ShouldNotWarn();
        string recorded = app.Read("SemverGuard.net10.0.baseline");

        string[] warnings =
        [
            "warning SG1000 at app.csproj: <PackageReference Include=\"OpenTelemetry\"",
            "warning SG3001 at Program.cs: p.ForceFlush()",
        ];
        var bumped = app.Bump("OpenTelemetry", "1.20.1").Build().ShouldSucceed().ShouldWarn(warnings);
        string message = bumped.Message("SG1000");
        Assert.Contains(
            "OpenTelemetry 1.20.0 -> 1.20.1 calls itself a patch but breaks what this project uses: 2 binary, and 6 infos.", message);
        Assert.StartsWith(Repository.ShownInReadme("SG1000").Trim(), message);
        Assert.Equal(Repository.ShownInReadme("SG3001") + ".", bumped.Message("SG3001"));
        Assert.Contains($"It links with <PackageReference Include=\"{Exporter}\" Version=\"1.20.1\" />.", message);
        Assert.Contains($"Safe: OpenTelemetry 1.20.0, or OpenTelemetry 1.20.1 with {Exporter} 1.20.1. Fails here too: "
            + "'HistogramBucketValues' (SG3003).", bumped.Message("SG3001"));

        app.Build().ShouldSucceed().ShouldWarn(warnings);
        Assert.Equal(recorded, app.Read("SemverGuard.net10.0.baseline"));

        // Everything links. That the exporter's own patch follows no redirects any more is told, and is somebody's to read.
        var moved = app.Bump(Exporter, "1.20.1").Build().ShouldSucceed().ShouldWarn(
            $"warning SG1000 at app.csproj: <PackageReference Include=\"{Exporter}\"",
            "warning SG4006 at Program.cs: ");
        Assert.Contains("`OtlpExporterOptions..ctor` now sets HttpClientHandler.AllowAutoRedirect = false", moved.Message("SG4006"));
        app.Accept().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package OpenTelemetry 1.20.1 ", app.Read("SemverGuard.net10.0.baseline"));
    }
}
