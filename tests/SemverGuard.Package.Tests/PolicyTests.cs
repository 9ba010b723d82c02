using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What a project says about single packages and findings, and what kind of project it is.</summary>
public sealed class PolicyTests
{
    private const string Exporter = "OpenTelemetry.Exporter.OpenTelemetryProtocol";

    /// <summary>Two things are missing on one way, which is one line to read.</summary>
    private const string Finding = "SG3001 at Program.cs";

    [Fact]
    public void A_package_can_be_strict_or_off()
    {
        using var app = Model();
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("OpenTelemetry", "1.20.1", "SemverGuard=\"strict\"").Build().ShouldFail()
            .ShouldWarn("error SG1000 at app.csproj", "error SG5006 at app.csproj", "error " + Finding);
        app.Bump("OpenTelemetry", "1.20.1", "SemverGuard=\"loud\"").Build().ShouldSucceed()
            .ShouldWarn("warning SG1000 at app.csproj", "warning SG9006 at app.csproj", "warning " + Finding);
        app.Bump("OpenTelemetry", "1.20.1", "SemverGuard=\"off\"").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package OpenTelemetry 1.20.1 direct", app.Read("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void A_finding_is_accepted_for_a_reason_and_for_this_upgrade()
    {
        const string File = "SemverGuard.net10.0.accepted",
            Other = "SG3001 F:Lib.Gone OpenTelemetry 1.20.0 -> 1.20.9: it was another upgrade\n";
        using var app = Model();
        app.Build().ShouldSucceed().ShouldNotWarn();

        // About another upgrade, so it accepts nothing here, and is said to.
        app.Write(File, "semverguard-accepted 1\n# Ours.\n\n# No longer true.\n" + Other);
        app.Bump("OpenTelemetry", "1.20.1").Build().ShouldSucceed()
            .ShouldWarn("warning SG1000 at app.csproj", "warning SG9008 at " + File + ": SG3001 F:Lib.Gone", "warning " + Finding);

        Assert.Contains("SemverGuardReason is empty", Accept(app, "SG3001", "").ShouldFail().Message("SG9006"));
        Assert.Contains(
            "it had SG3001:HistogramBuckets.BucketCounts, SG3003:", Accept(app, "SG3001:Nothing", "fine").ShouldFail().Message("SG9006"));
        Accept(app, "SG3001:HistogramBuckets.BucketCounts", "no histograms here").ShouldSucceed().ShouldNotWarn();
        Assert.StartsWith("semverguard-accepted 1\n# Ours.\n\n# No longer true.\n" + Other
            + "SG3001 F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts OpenTelemetry 1.20.0 -> 1.20.1: no histograms here\n",
            app.Read(File));
        Assert.Contains("package OpenTelemetry 1.20.0 direct", app.Read("SemverGuard.net10.0.baseline"));

        string accepted = app.Read(File).Replace("# No longer true.\n" + Other, "");
        app.Write(File, accepted + "=======\n");
        app.Build().ShouldSucceed()
            .ShouldWarn("warning SG1000 at app.csproj", "warning SG9007 at " + File + ": =======", "warning " + Finding);
        Accept(app, "SG3003", "nor there").ShouldFail().ShouldWarn("error SG9007 at " + File + ": =======");

        app.Write(File, accepted);
        var build = app.Build("-p:SemverGuardReport=guard.md").ShouldSucceed()
            .ShouldWarn("warning SG1000 at app.csproj", "warning SG3003 at Program.cs");
        Assert.Contains("1 further finding is accepted.", build.Message("SG1000"));
        Assert.Contains(" `HistogramBuckets.BucketCounts`: no histograms here", app.Read("guard.md"));

        // The last one: nothing is left to tell, and the baseline moves on. The lines stay and say why.
        Accept(app, "SG3003", "nor there").ShouldSucceed().ShouldNotWarn();
        app.BuildOnServer().ShouldSucceed().ShouldNotWarn();
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package OpenTelemetry 1.20.1 direct", app.Read("SemverGuard.net10.0.baseline"));
        app.Build("-p:SemverGuardReport=guard.md").ShouldSucceed().ShouldNotWarn();
        Assert.Equal(4, app.Read(File).Split('\n').Count(x => x.Length > 0));
    }

    /// <summary>What others meet in its old builds matters to a library, and to nobody else.</summary>
    [Fact]
    public void A_library_that_is_packed_hears_what_a_rebuild_would_mend()
    {
        using var app = ConsumerProject.Of("humanizer-datetime").Referencing("Humanizer.Core", "2.8.26");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var library = app.WithProperty("IsPackable", "true").Bump("Humanizer.Core", "2.14.1").Build().ShouldSucceed();
        Assert.Contains(library.Diagnostics, x => x is { Severity: "warning", Code: "SG1102" });
    }

    private static BuildResult Accept(ConsumerProject app, string finding, string reason) =>
        app.Build("-t:SemverGuardAccept", "-p:SemverGuardFindings=" + finding, "-p:SemverGuardReason=" + reason);

    private static ConsumerProject Model() =>
        ConsumerProject.Of("otlp-1.20.0-otel-1.20.1").Referencing(Exporter, "1.20.0").Referencing("OpenTelemetry", "1.20.0");
}
