using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What a developer meets day by day: nothing, as a rule.</summary>
public sealed class EverydayTests
{
    private const string Program = "System.Console.WriteLine(Newtonsoft.Json.JsonConvert.SerializeObject(1));";

    [Fact]
    public void A_build_after_which_nothing_changed_is_skipped()
    {
        using var app = Json().BuiltAlone();
        app.Build().ShouldSucceed().ShouldNotWarn();
        var again = app.Build("-v:d").ShouldSucceed().ShouldNotWarn();
        Assert.True(
            again.HasSkipped("SemverGuardCheck") && again.HasSkipped("SemverGuardRecord") && again.HasSkipped("CoreCompile"), again.Output);
    }

    [Fact]
    public void A_harmless_upgrade_moves_the_baseline_by_itself()
    {
        using var app = Json().BuiltAlone();
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("Newtonsoft.Json", "13.0.3").Build().ShouldSucceed().ShouldNotWarn();
        Assert.StartsWith("semverguard-baseline 1 net10.0 app.csproj\npackage Newtonsoft.Json 13.0.3 direct hash=",
            app.Read("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void New_code_that_uses_more_is_noted()
    {
        using var app = Json();
        app.Build().ShouldSucceed();
        app.Write("Program.cs", Program + "\nSystem.Console.WriteLine(Newtonsoft.Json.Linq.JObject.Parse(\"{}\"));");
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains("M:Newtonsoft.Json.Linq.JObject.Parse(System.String) [call]", app.Read("SemverGuard.net10.0.baseline"));

        // An optimised build of the same packages shows fewer uses, and says nothing about the baseline.
        DateTime written = File.GetLastWriteTimeUtc(app.Baseline);
        app.Build("-c", "Release").ShouldSucceed().ShouldNotWarn();
        Assert.Equal(written, File.GetLastWriteTimeUtc(app.Baseline));

        // Whoever deletes it gets it back.
        File.Delete(app.Baseline);
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.True(app.Has("SemverGuard.net10.0.baseline"));
    }

    /// <summary>Constants by their names in the source, and which other methods bear a called one's name.</summary>
    [Fact]
    public void What_compiled_code_does_not_show_is_noted_for_the_editor()
    {
        MadePackage.Pack("SemverGuard.Tests.Silent", "1.0.0", ("Lib.cs", SilentLibrary("3", "")));
        using var app = Silent();
        app.Build().ShouldSucceed().ShouldNotWarn();
        string recorded = app.Read("SemverGuard.net10.0.baseline");
        Assert.Contains("    F:Lib.Limits.Retries [named] public field static const type=System.Int32 value=3\n", recorded);
        Assert.Contains("    M:Lib.Bus.Publish(System.Object) [call] ", recorded);
        Assert.Contains("    M:Lib.Bus.Publish(System.Int64) [overload] public method\n", recorded);

        app.Accept().ShouldFail(); // there is nothing to accept
        Assert.Equal(recorded, app.Read("SemverGuard.net10.0.baseline"));
    }

    /// <summary>The application is compiled both ways and the library once: its compiled code shows no constant.</summary>
    [Fact]
    public void A_constant_that_a_library_without_SemverGuard_names_is_told_to_the_application()
    {
        MadePackage.Pack("SemverGuard.Tests.Silent", "1.0.0", ("Lib.cs", SilentLibrary("3", "")));
        MadePackage.Pack("SemverGuard.Tests.Silent", "1.0.1", ("Lib.cs", SilentLibrary("5", "public static void Publish(string one) { }")));
        using var solution = new ConsumerSolution().Version("SemverGuard.Tests.Silent", "1.0.0")
            .Project("Data", """
                <PropertyGroup><TargetFramework>net10.0</TargetFramework><SemverGuardEnabled>false</SemverGuardEnabled></PropertyGroup>
                <ItemGroup><PackageReference Include="SemverGuard.Tests.Silent" /></ItemGroup>
                """)
            .With("Data/Data.cs", "public static class Data { public static int Retries => Lib.Limits.Retries; }")
            .Project("App", """
                <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
                <ItemGroup><ProjectReference Include="../Data/Data.csproj" /></ItemGroup>
                """)
            .With("App/Program.cs", "System.Console.WriteLine(Data.Retries);");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        var build = solution.Version("SemverGuard.Tests.Silent", "1.0.1").Build().ShouldSucceed();
        Assert.Contains("is now 5 (was 3). Data is compiled with the value, and this project uses it.", build.Message("SG2001"));
    }

    /// <summary>What an editor sees: the same compiler, which has no Workspaces, with the analyzer and no task.</summary>
    [Fact]
    public void The_editor_shows_what_means_something_else()
    {
        MadePackage.Pack("SemverGuard.Tests.Silent", "1.0.0", ("Lib.cs", SilentLibrary("3", "")));
        MadePackage.Pack("SemverGuard.Tests.Silent", "1.0.1", ("Lib.cs", SilentLibrary("5", "public static void Publish(string one) { }")));
        using var app = Silent();
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("SemverGuard.Tests.Silent", "1.0.1").Build("-t:Compile", "-p:DesignTimeBuild=true", "-p:RunAnalyzers=true").ShouldSucceed()
            .ShouldWarn(
            "warning SG2001 at Program.cs: Retries",
            "warning SG2003 at Program.cs: Send",
            "warning SG2005 at Program.cs: Publish");
    }

    [Fact]
    public void Switched_off_it_costs_nothing()
    {
        using var app = Json().WithProperty("SemverGuardEnabled", "false");
        var build = app.Build("-v:d").ShouldSucceed().ShouldNotWarn();
        Assert.False(app.Has("SemverGuard.net10.0.baseline"));
        Assert.DoesNotContain("SemverGuard.Tasks", build.Output);
        Assert.DoesNotContain("/analyzer:" + Repository.Packages + "/semverguard", build.Output);
    }

    [Fact]
    public void A_design_time_build_reads_and_writes_nothing()
    {
        using var app = Json();
        var build = app.Build("-v:d", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true",
            "-p:ProvideCommandLineArgs=true").ShouldSucceed();
        Assert.DoesNotContain("SemverGuard.Tasks", build.Output);
        Assert.False(app.Has("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void Visual_Basic()
    {
        using var app = new ConsumerProject(extension: ".vbproj").Referencing("Dapper", "2.0.78")
            .With("Program.vb", "Module Program\n    Sub Main()\n        System.Console.WriteLine(Dapper.SqlMapper.GetDbType(1))\n    End "
                + "Sub\nEnd Module\n");
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump("Dapper", "2.0.123").Build().ShouldFail().ShouldWarn(
            "warning SG1000 at app.vbproj: <PackageReference Include=\"Dapper\"",
            "warning SG1101 at Program.vb: Dapper.SqlMapper.GetDbType(1))");
    }

    private static ConsumerProject Silent() => new ConsumerProject().Referencing("SemverGuard.Tests.Silent", "1.0.0")
        .With("Program.cs", "Lib.Bus.Publish(\"a\");\nLib.Bus.Send();\nSystem.Console.WriteLine(Lib.Limits.Retries);");

    private static string SilentLibrary(string value, string added) => $$"""
        namespace Lib
        {
            public static class Limits { public const int Retries = {{value}}; }
            public static class Bus { public static void Publish(object one) { } public static void Publish(long one) { } {{added}} public static void Send(int retries = {{value}}) { } }
        }
        """;

    private static ConsumerProject Json() => new ConsumerProject().With("Program.cs", Program).Referencing("Newtonsoft.Json", "13.0.2");
}
