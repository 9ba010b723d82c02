using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Build servers, accepted upgrades, severities.</summary>
public sealed class TeamTests
{
    private const string Exporter = "OpenTelemetry.Exporter.OpenTelemetryProtocol";

    private static readonly string[] ModelWarnings =
    [
        "warning SG1000 at app.csproj: <PackageReference Include=\"OpenTelemetry\"",
        "warning SG3001 at Program.cs",
    ];

    [Fact]
    public void An_accepted_upgrade_is_no_longer_told()
    {
        using var app = Model();
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("OpenTelemetry", "1.20.1").Build().ShouldSucceed().ShouldWarn(ModelWarnings);

        string nothing = app.Accept(Exporter).ShouldFail().ShouldWarn("error SG9006 at app.csproj").Message("SG9006");
        Assert.StartsWith(
            Exporter + " did not change here, and nothing was accepted; there is to accept: OpenTelemetry 1.20.0 -> 1.20.1", nothing);
        Assert.Contains("package OpenTelemetry 1.20.0 direct", app.Read("SemverGuard.net10.0.baseline"));

        var accepted = app.Accept("OpenTelemetry").ShouldSucceed().ShouldNotWarn();
        Assert.Contains("SemverGuard accepted OpenTelemetry 1.20.0 -> 1.20.1", accepted.Output);
        Assert.Contains("package OpenTelemetry 1.20.1 direct", app.Read("SemverGuard.net10.0.baseline"));
        string baseline = app.Read("SemverGuard.net10.0.baseline");

        // What came along with it, and has no findings, is accepted with it: a baseline of both versions was never built.
        Assert.Contains("package OpenTelemetry.Api 1.20.1 ", app.Read("SemverGuard.net10.0.baseline"));
        app.Build("-p:SemverGuardLocked=true").ShouldSucceed().ShouldNotWarn();
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Accept().ShouldFail().ShouldWarn("error SG9006 at app.csproj"); // nothing is left
        Assert.Contains("M:OpenTelemetry.Sdk.CreateMeterProviderBuilder [call]", app.Read("SemverGuard.net10.0.baseline"));
        Assert.Equal(1, baseline.Split('\n').Count(x => x.StartsWith("package OpenTelemetry ")));
    }

    [Fact]
    public void A_build_server_warns_and_never_writes()
    {
        using var app = Model().WithPackagesOfItsOwn();
        app.BuildOnServer().ShouldSucceed().ShouldWarn("warning SG9001 at app.csproj");
        Assert.False(app.Has("SemverGuard.net10.0.baseline"));

        app.Build().ShouldSucceed().ShouldNotWarn();
        string baseline = app.Read("SemverGuard.net10.0.baseline");
        app.Bump("OpenTelemetry", "1.20.1").BuildOnServer().ShouldSucceed().ShouldWarn(ModelWarnings);
        Assert.Equal(baseline, app.Read("SemverGuard.net10.0.baseline"));

        // From a fresh clone, on a machine that has only the version after the upgrade: that before is restored, and the source compiled
        // against it.
        Directory.Delete(Path.Combine(app.Packages, "opentelemetry", "1.20.0"), recursive: true);
        Directory.Delete(Path.Combine(app.Folder, "obj"), recursive: true);
        Directory.Delete(Path.Combine(app.Folder, "bin"), recursive: true);
        app.BuildOnServer("-p:SemverGuardFailOn=patch").ShouldFail().ShouldWarn(
            "error SG1000 at app.csproj: <PackageReference Include=\"OpenTelemetry\"",
            "error SG3001 at Program.cs: p.ForceFlush()");

        // Both moved: everything links, so the baseline is stale, which breaks nothing. What the exporter's own patch does is another
        // story.
        var stale = app.Bump(Exporter, "1.20.1").BuildOnServer("-p:TreatWarningsAsErrors=true", "-p:SemverGuardBehavior=false")
            .ShouldSucceed().ShouldNotWarn();
        Assert.Contains("OpenTelemetry 1.20.0 -> 1.20.1", stale.Message("SG9002"));
        Assert.Equal(baseline, app.Read("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void Warnings_treated_as_errors_fail_the_build()
    {
        using var app = Model().WithProperty("TreatWarningsAsErrors", "true");
        app.Build().ShouldSucceed().ShouldNotWarn();
        string[] errors = [.. ModelWarnings.Select(x => x.Replace("warning", "error"))];
        app.Bump("OpenTelemetry", "1.20.1").Build().ShouldFail().ShouldWarn(errors);

        // One rule louder or quieter than the rest.
        app.Build("-p:WarningsNotAsErrors=SG1000%3BSG3001%3BSG3003").ShouldSucceed().ShouldWarn(ModelWarnings);
        app.Build("-p:NoWarn=SG3003").ShouldFail().ShouldWarn(errors[..2]);
    }

    [Fact]
    public void A_rule_has_the_severity_that_the_project_gives_it()
    {
        using var app = Model()
            .WithItem("<SemverGuardRule Include=\"SG3001\" Severity=\"error\" />")
            .WithItem("<SemverGuardRule Include=\"SG3003\" Severity=\"none\" />")
            .WithItem("<SemverGuardRule Include=\"SG3002\" Severity=\"loud\" />");
        app.Build().ShouldSucceed();
        app.Bump("OpenTelemetry", "1.20.1").Build().ShouldFail()
            .ShouldWarn("error SG1000 at app.csproj", "error SG3001 at Program.cs", "warning SG9006 at app.csproj");
    }

    private static ConsumerProject Model() =>
        ConsumerProject.Of("otlp-1.20.0-otel-1.20.1").Referencing(Exporter, "1.20.0").Referencing("OpenTelemetry", "1.20.0");
}
