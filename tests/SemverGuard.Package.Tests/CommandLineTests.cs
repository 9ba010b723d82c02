using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What people type, in a real shell.</summary>
public sealed class CommandLineTests
{
    // Each project here is restored already, in a build server; to look again takes a shell's build a second of its three.
    private const string Build = "dotnet build app.csproj --no-restore -tl:off -m:1 -p:RunAnalyzers=false ";

    private const string Baseline = "SemverGuard.net10.0.baseline";

    [Theory]
    [InlineData(Build + "-p:SemverGuardReport=a.sarif%3Bb.md")]
    [InlineData(Build + "-p:SemverGuardReport=a.sarif%2Cb.md")]
    [InlineData(Build + "'-p:SemverGuardReport=\"a.sarif;b.md\"'")]
    [InlineData("SemverGuardReport='a.sarif;b.md' " + Build)]
    [InlineData("SemverGuardReport=a.sarif,b.md " + Build)]
    public void Two_reports(string line)
    {
        using var app = Bumped();
        Shell(app, line).ShouldSucceed();
        Assert.Contains("SG2001", app.Read("a.sarif"));
        Assert.Contains("SG2001", app.Read("b.md"));
        Assert.Single(Directory.GetFiles(app.Folder, "*.sarif*"));
    }

    [Theory]
    [InlineData(Build + "-t:SemverGuardAccept -p:SemverGuardPackages=SgTest.Limits%3BNewtonsoft.Json")]
    [InlineData("SemverGuardPackages='SgTest.Limits, Newtonsoft.Json' " + Build + "-t:SemverGuardAccept")]
    public void Two_packages(string line)
    {
        using var app = Bumped();
        Shell(app, line).ShouldSucceed().ShouldNotWarn();
        Assert.Contains("package SgTest.Limits 1.0.1 ", app.Read(Baseline));
        Assert.Contains("package Newtonsoft.Json 13.0.3 ", app.Read(Baseline));
    }

    [Fact]
    public void Two_findings()
    {
        using var app = Bumped();
        Shell(app, Build).ShouldSucceed();
        Shell(app, Build + "-t:SemverGuardAccept '-p:SemverGuardFindings=SG2001%3BSG2003:M:SgTest.Limits.Wait(System.Int32)' "
            + "'-p:SemverGuardReason=both were tried'").ShouldSucceed().ShouldNotWarn();
        Assert.Contains(
            "SG2001 F:SgTest.Limits.Most SgTest.Limits 1.0.0 -> 1.0.1: both were tried\n", app.Read("SemverGuard.net10.0.accepted"));
        Assert.Contains("SG2003 M:SgTest.Limits.Wait(System.Int32) SgTest.Limits 1.0.0 -> 1.0.1: both were tried\n",
            app.Read("SemverGuard.net10.0.accepted"));
    }

    [Fact]
    public void An_accept_that_accepts_nothing_fails()
    {
        using var app = Bumped();
        string baseline = app.Read(Baseline);
        var unknown = Shell(app, Build + "-t:SemverGuardAccept -p:SemverGuardPackages=Nobody%3BNothing").ShouldFail()
            .ShouldWarn("error SG9006 at app.csproj");
        Assert.Contains("Nobody and Nothing did not change here", unknown.Message("SG9006"));
        Assert.Contains("there is to accept: Newtonsoft.Json 13.0.1 -> 13.0.3, SgTest.Limits 1.0.0 -> 1.0.1.", unknown.Message("SG9006"));
        Assert.Equal(baseline, app.Read(Baseline));

        Shell(app, Build + "-t:SemverGuardAccept").ShouldSucceed().ShouldNotWarn();
        Assert.Contains("every package is as SemverGuard.net10.0.baseline has it",
            Shell(app, Build + "-t:SemverGuardAccept").ShouldFail().Message("SG9006"));
    }

    /// <summary>In a solution a package is accepted where it is, and the other projects have nothing to say about it.</summary>
    [Fact]
    public void A_solution_accepts_where_there_is_something()
    {
        RecompilationTests.Limits();
        using var solution = new ConsumerSolution().Version("SgTest.Limits", "1.0.0")
            .Project("Core", "<ItemGroup><PackageReference Include=\"SgTest.Limits\" /></ItemGroup>")
            .With("Core/Core.cs", "public static class Core { public static int Most => SgTest.Limits.Most; }")
            .Project("Other", "").With("Other/Other.cs", "public static class Other;")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><ProjectReference "
                + "Include=\"../Core/Core.csproj\" /></ItemGroup>")
            .With("App/Program.cs", "System.Console.WriteLine(Core.Most);");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        solution.Version("SgTest.Limits", "1.0.1").Build("-t:SemverGuardAccept", "-p:SemverGuardPackages=SgTest.Limit").ShouldFail()
            .ShouldWarn(
                "error SG9006 at Core.csproj", "error SG9006 at Other.csproj", "error SG9006 at App.csproj",
                "warning SG1000 at Directory.Packages.props: <PackageVersion Include=\"SgTest.Limits\" Version=\"1.0.1\" />",
                "warning SG2001 at Core.cs: SgTest.Limits.Most; }");
        var accepted = solution.Build("-t:SemverGuardAccept", "-p:SemverGuardPackages=SgTest.Limits").ShouldSucceed();
        Assert.Contains("package SgTest.Limits 1.0.1 ", solution.Baseline("Core"));
        Assert.DoesNotContain("Other (net10.0)", accepted.Output);
        // Those that have it say that it did not move; the other one is silent still.
        accepted = solution.Build("-t:SemverGuardAccept", "-p:SemverGuardPackages=SgTest.Limits").ShouldSucceed();
        Assert.Contains("Core (net10.0): SgTest.Limits did not change here, and nothing was accepted", accepted.Output);
        Assert.DoesNotContain("Other (net10.0)", accepted.Output);
        solution.Build().ShouldSucceed().ShouldNotWarn();
    }

    /// <summary>Each project is checked as it is compiled, also where it was asked to accept something before that.</summary>
    [Fact]
    public void A_project_that_accepted_is_checked_again_where_another_one_builds_it()
    {
        RecompilationTests.Limits();
        using var solution = ChoicePackage.Solution();
        solution.Version("SgTest.Limits", "1.0.0").Project("Core", ChoicePackage.Reference
            + "<ItemGroup><PackageReference Include=\"SgTest.Limits\" /></ItemGroup>")
            .With("Core/Core.cs", "public static class Core { public static int Most => SgTest.Limits.Most + Choice.Most; }")
            .Project("Last", "<ItemGroup><ProjectReference Include=\"../Core/Core.csproj\" /></ItemGroup>")
            .With("Last/Last.cs", "public static class Last { public static int Most => Core.Most; }");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        solution.Version("SgTest.Limits", "1.0.1").Version(ChoicePackage.Id, "1.0.2").Build();
        var accepted = solution.Build("-m:1", "-t:SemverGuardAccept", "-p:SemverGuardPackages=SgTest.Limits").ShouldSucceed();
        Assert.DoesNotContain("SG9005", accepted.Output);
        Assert.DoesNotContain("SG2000", accepted.Output);
        Assert.Contains("package SgTest.Limits 1.0.1 ", solution.Baseline("Core"));
        Assert.Contains($"package {ChoicePackage.Id} 1.0.0 ", solution.Baseline("Core"));
    }

    /// <summary>
    /// Where the terminal logger would hide it, that there is something to commit is a warning, which nothing makes an error.
    /// </summary>
    [Theory]
    [InlineData("-tl:on -warnaserror")]
    [InlineData("-tl:on -p:TreatWarningsAsErrors=true")]
    [InlineData("-tl:off -warnaserror -p:TreatWarningsAsErrors=true")]
    public void A_baseline_that_is_made_or_moves_is_said_once(string options)
    {
        RecompilationTests.Limits();
        using var app = new ConsumerProject().Referencing("SgTest.Limits", "1.0.0")
            .With("Program.cs", "System.Console.WriteLine(typeof(SgTest.Limits));\n");
        app.Build("-t:Restore").ShouldSucceed();
        string build = Build.Replace("-tl:off", options);
        Assert.Contains($"SemverGuard recorded {Path.GetFileName(app.Folder)}/SemverGuard.net10.0.baseline: commit it.", Said(app, build));
        Assert.DoesNotContain("commit it", Said(app, build));
        app.Bump("SgTest.Limits", "1.0.1").Build("-t:Restore").ShouldSucceed();
        Assert.Contains($"SemverGuard moved {Path.GetFileName(app.Folder)}/SemverGuard.net10.0.baseline on (SgTest.Limits 1.0.0 -> "
            + "1.0.1): commit it.", Said(app, build));
        Assert.DoesNotContain("commit it", Said(app, build));
    }

    private static string Said(ConsumerProject app, string line)
    {
        string output = Shell(app, line).ShouldSucceed().Output;
        return string.Join(" ", output.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static BuildResult Shell(ConsumerProject app, string line)
    {
        var (exitCode, output) = Dotnet.Bash(app.Folder, line);
        return new BuildResult(exitCode, output, app.Folder);
    }

    private static readonly Lazy<string> Recorded = new(() =>
    {
        RecompilationTests.Limits();
        using var app = Using("1.0.0", "13.0.1");
        app.Build().ShouldSucceed().ShouldNotWarn();
        return app.Read(Baseline);
    });

    /// <summary>A fresh clone with the baseline of before, which is written once: what a build left behind is no part of it.</summary>
    private static ConsumerProject Bumped()
    {
        var app = Using("1.0.1", "13.0.3").With(Baseline, Recorded.Value);
        app.Build("-t:Restore").ShouldSucceed();
        return app;
    }

    private static ConsumerProject Using(string limits, string json) => new ConsumerProject()
        .Referencing("SgTest.Limits", limits).Referencing("Newtonsoft.Json", json)
        .With("Program.cs", "SgTest.Limits.Wait();\nSystem.Console.WriteLine(SgTest.Limits.Most);\n_ = "
            + "typeof(Newtonsoft.Json.JsonConvert);\n");
}
