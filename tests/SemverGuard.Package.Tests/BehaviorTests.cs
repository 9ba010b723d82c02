using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>
/// Real upgrades behind whose unchanged API something else happens, each met by a small program as its user would write it.
/// </summary>
public sealed class BehaviorTests
{
    [Theory]
    [InlineData("newtonsoft-maxdepth", "Newtonsoft.Json", "12.0.3", "13.0.1", "SG4001",
        "`JsonReader..ctor` now sets MaxDepth = 64 (was null).")]
    [InlineData("quartz-sql", "Quartz", "3.20.0", "3.20.1", "SG4005", "AND {5} <= @nextFireTime ORDER BY")]
    [InlineData("jwt-exception", "System.IdentityModel.Tokens.Jwt", "7.7.2", "7.7.3", "SG4003",
        "no longer throws SecurityTokenKeyWrapException")]
    [InlineData("azurecore-redirect", "Azure.Core", "1.16.0", "1.36.0", "SG4006", "now sets SocketsHttpHandler.AllowAutoRedirect = false")]
    public void A_real_upgrade_is_a_warning(string consumer, string package, string before, string after, string code, string fact)
    {
        using var app = ConsumerProject.Of(consumer).Referencing(package, before);
        app.Build().ShouldSucceed().ShouldNotWarn();
        var told = app.Bump(package, after).Build().ShouldSucceed().Diagnostics;
        Assert.Contains(
            told, x => x.Severity == "warning" && x.Code == code && x.Message.Contains(fact) && Path.GetFileName(x.File) == "Program.cs");
        Assert.Contains(told, x => x is { Severity: "warning", Code: "SG1000" });
    }

    /// <summary>A field begins with a minute in place of ten seconds, and every constructor sets it to what it is given.</summary>
    [Fact]
    public void An_initialiser_that_nobody_sees_is_no_warning()
    {
        const string Package = "StackExchange.Redis";
        using var app = ConsumerProject.Of("redis-retry").Referencing(Package, "2.7.27");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var told = app.Bump(Package, "2.13.17").Build().ShouldSucceed().Diagnostics;
        Assert.DoesNotContain(told, x => x.Severity == "warning" && x.Message.Contains("ExponentialRetry"));
        Assert.Contains(told, x => x is { Severity: "warning", Code: "SG1000" } && x.Message.StartsWith(Package));
    }

    /// <summary>The host calls it, on a type that inherits it: no line of the project does.</summary>
    [Fact]
    public void A_background_service_starts_on_another_thread()
    {
        const string Package = "Microsoft.Extensions.Hosting.Abstractions";
        using var app = ConsumerProject.Of("hosting-startasync").Referencing("Microsoft.Extensions.Hosting", "9.0.5")
            .Referencing(Package, "9.0.5");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var told = app.Bump(Package, "10.0.0").Build().ShouldSucceed().Diagnostics;
        Assert.Contains(told, x => x is { Severity: "warning", Code: "SG4007" }
            && x.Message.Contains("`BackgroundService.StartAsync` now calls Task.Run. Inherited by `Cleaner` (Program.cs("));
    }

    /// <summary>Null where there was an empty list is no fact in the code of this one; that it changed is still told.</summary>
    [Fact]
    public void A_binder_that_does_something_else_is_listed()
    {
        const string Package = "Microsoft.Extensions.Configuration.Binder";
        using var app = ConsumerProject.Of("binder-null").Referencing("Microsoft.Extensions.Configuration", "7.0.0")
            .Referencing(Package, "7.0.3");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump(Package, "7.0.4").Build("-v:n").ShouldSucceed().ShouldNotWarn();
        Assert.Contains(build.Diagnostics, x => x is { Severity: "message", Code: "SG4099" }
            && x.Message.Contains("`ConfigurationBinder.BindInstance`"));
    }
}
