using System.Text.RegularExpressions;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>
/// What all this is for: a patch of a message client, after which the worker compiles, its tests are green, and no claim is paid. See
/// Incident/README.md.
/// </summary>
public sealed class IncidentTests
{
    private const string Client = "SgTest.Courier";

    [Fact]
    public void The_default_that_changed_is_told_at_the_line_of_the_worker()
    {
        using var app = Worker();
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Equal("4 passed", app.Run("test"));
        Assert.Equal("paid 3, waiting 0", app.Run());

        var build = app.Bump(Client, "2.4.2").Build().ShouldSucceed().ShouldWarn(
            $"warning SG1000 at app.csproj: <PackageReference Include=\"{Client}\"",
            "warning SG4001 at Worker.cs: var options = new ConsumerOptions");
        Assert.Equal("4 passed", app.Run("test"));
        Assert.Equal("paid 0, waiting 3", app.Run());
        Assert.Contains(Line(build), Readme());

        // The finding names the value there was: written down, it is no finding any more.
        app.With("Worker.cs", Source("App/Worker.cs").Replace("{ Prefetch = 8 }", "{ Prefetch = 8, AutoStart = true }"));
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Equal("paid 3, waiting 0", app.Run());
    }

    [Fact]
    public void The_harmless_twin_moves_the_baseline_on_by_itself()
    {
        using var app = Worker();
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump(Client, "2.4.3").Build("-v:n").ShouldSucceed().ShouldNotWarn();
        Assert.Equal("4 passed", app.Run("test"));
        Assert.Equal("paid 3, waiting 0", app.Run());
        Assert.Contains($"package {Client} 2.4.3 ", app.Read("SemverGuard.net10.0.baseline"));

        // That other code runs now is told once, as an info that a usual build does not show.
        Assert.Contains(build.Diagnostics, x => x is { Severity: "message", Code: "SG4099" });
        Assert.DoesNotContain(app.Build("-v:n").ShouldSucceed().Diagnostics, x => x.Code == "SG4099");
    }

    [Fact]
    public void Switched_off_behavior_is_not_compared()
    {
        using var app = Worker().WithProperty("SemverGuardBehavior", "false");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump(Client, "2.4.2").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"package {Client} 2.4.2 ", app.Read("SemverGuard.net10.0.baseline"));
    }

    private static ConsumerProject Worker()
    {
        foreach (string version in new[] { "2.4.1", "2.4.2" })
            MadePackage.Pack(Client, version, ("Client.cs", Source("Courier/Client.cs")),
                ("ConsumerOptions.cs", Source($"Courier/ConsumerOptions.{version}.cs")));
        MadePackage.Pack(Client, "2.4.3", ("Client.cs", Source("Courier/Rewritten.2.4.3.cs")));
        var app = new ConsumerProject().Referencing(Client, "2.4.1");
        foreach (string file in new[] { "Worker.cs", "Tests.cs", "Program.cs" }) app.With(file, Source("App/" + file));
        return app;
    }

    private static string Source(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "SemverGuard.Package.Tests", "Incident", file));

    /// <summary>As the README has it: without the folder, and the sample's package under its plain name.</summary>
    private static string Line(BuildResult build)
    {
        var told = Assert.Single(build.Diagnostics, x => x.Code == "SG4001");
        return $"{Path.GetFileName(told.File)}({told.Line},{told.Column}): {told.Severity} {told.Code}: {told.Message}".Replace(
            Client, "Courier");
    }

    /// <summary>A line that is too long for the page is broken there.</summary>
    private static string Readme() => Regex.Replace(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), @"\s+", " ");
}
