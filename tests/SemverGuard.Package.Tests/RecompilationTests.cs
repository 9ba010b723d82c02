using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Real upgrades after which the project compiles, or nearly, and the same source means something else.</summary>
public sealed class RecompilationTests
{
    [Fact]
    public void A_constant_with_another_value()
    {
        using var app = ConsumerProject.Of("spectre-emoji-const").Referencing("Spectre.Console", "0.49.1");
        app.Build().ShouldSucceed().ShouldNotWarn();

        app.Bump("Spectre.Console", "0.57.2").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Spectre.Console\"",
            "warning SG2001 at Program.cs: string.Join(\" \", Emoji.Known.Cloud");

        // Nothing is compiled any more, neither by the build nor by us, and it is said again until somebody acts.
        var again = app.Build("-v:d").ShouldSucceed();
        Assert.True(again.HasSkipped("CoreCompile"), again.Output);
        Assert.Contains(again.Diagnostics, x => x.Code == "SG2001");
        app.Accept().ShouldSucceed();
        app.Build().ShouldSucceed().ShouldNotWarn();
    }

    [Fact]
    public void Enum_members_with_other_values()
    {
        using var app = ConsumerProject.Of("spectre-tablepart-enum").Referencing("Spectre.Console", "0.47.0");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("Spectre.Console", "0.49.1").Build().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"Spectre.Console\"",
            "warning SG2002 at Program.cs: TableBorder.Square.GetColumnRow(TablePart.Bottom");
    }

    [Fact]
    public void A_parameter_that_is_no_longer_optional()
    {
        using var app = ConsumerProject.Of("redis-stringset-when").Referencing("StackExchange.Redis", "2.1.30");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("StackExchange.Redis", "2.5.61").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"StackExchange.Redis\"",
            "warning SG2003 at Program.cs: db.StringSet(\"k\", \"v\", TimeSpan.FromSeconds(1), When.NotExists)");
    }

    [Fact]
    public void What_a_rebuild_mends_is_an_info_at_its_line()
    {
        using var app = ConsumerProject.Of("humanizer-datetime").Referencing("Humanizer.Core", "2.8.26");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Humanizer.Core", "2.14.1").Build("-v:n").ShouldSucceed().ShouldNotWarn();
        Assert.Contains(build.Diagnostics, x => x is { Severity: "message", Code: "SG1102", Line: 9 });
    }

    [Fact]
    public void Switched_off_nothing_is_compiled()
    {
        using var app = ConsumerProject.Of("spectre-emoji-const").Referencing("Spectre.Console", "0.49.1").WithProperty("SemverGuardRecompile", "false");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Spectre.Console", "0.57.2").Build().ShouldSucceed();
        Assert.DoesNotContain(build.Diagnostics, x => x.Code == "SG9005");
        Assert.False(Directory.Exists(Path.Combine(app.Folder, "obj/Debug/net10.0/SemverGuard/before")));
    }
}
