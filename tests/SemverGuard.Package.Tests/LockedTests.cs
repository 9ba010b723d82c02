using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>Builds that must find their baseline as a developer left it, and build servers that may write one.</summary>
public sealed class LockedTests
{
    private const string Package = "SgTest.Steady", Locked = "-p:SemverGuardLocked=true", File = "SemverGuard.net10.0.baseline";

    [Fact]
    public void A_locked_build_fails_where_the_baseline_is_not_as_the_packages_are()
    {
        using var app = App();
        // Lists of warnings mute no error.
        string[] muting = ["-p:NoWarn=SG9001", "-p:MSBuildWarningsAsMessages=SG9001", "-p:WarningsNotAsErrors=SG9001",
            "-p:SemverGuardRestoreBefore=false"];
        var missing = app.Build([Locked, .. muting]).ShouldFail().ShouldWarn("error SG9001 at app.csproj");
        Assert.EndsWith("developer's machine and commit the file. SemverGuardLocked=true makes this an error.", missing.Message("SG9001"));
        Assert.False(app.Has(File));
        // An editor asks all day, and a developer has not built yet.
        string[] editing = ["-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true"];
        app.Build([Locked, .. editing]).ShouldSucceed().ShouldNotWarn();

        app.Build().ShouldSucceed().ShouldNotWarn();
        string baseline = app.Read(File);
        app.Build(Locked).ShouldSucceed().ShouldNotWarn();

        // Came, went, moved; an earlier build that was not locked does not vouch for this one.
        app.BuildOnServer("-p:More=true").ShouldSucceed().ShouldNotWarn();
        var came = app.Build(Locked, "-p:More=true").ShouldFail();
        came.ShouldWarn("error SG9002 at " + File + ": semverguard-baseline 1 net10.0 app.csproj");
        Assert.StartsWith("The baseline is stale: SgTest.Steadier 1.0.0 (new). SemverGuardLocked=true makes this", came.Message("SG9002"));
        var went = app.Build(Locked, "-p:Without=true").ShouldFail().ShouldWarn($"error SG9002 at {File}: package {Package} 1.0.0 direct");
        Assert.Contains(Package + " 1.0.0 (gone)", went.Message("SG9002"));
        var moved = app.Bump(Package, "1.0.1").Build(Locked).ShouldFail();
        moved.ShouldWarn($"error SG9002 at {File}: package {Package} 1.0.0 direct");
        Assert.Contains(Package + " 1.0.0 -> 1.0.1", moved.Message("SG9002"));
        Assert.Contains("accept what it finds (dotnet build -t:SemverGuardAccept), and commit the file.", moved.Message("SG9002"));
        app.Build(Locked, "-t:SemverGuardAccept").ShouldFail().ShouldWarn("error SG9006 at app.csproj");
        Assert.Equal(baseline, app.Read(File));

        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Build(Locked).ShouldSucceed().ShouldNotWarn();
    }

    [Fact]
    public void A_locked_build_fails_where_the_baseline_cannot_be_read_or_is_of_another()
    {
        using var app = App();
        app.Build().ShouldSucceed().ShouldNotWarn();
        string baseline = app.Read(File);
        app.With(File, baseline + "<<<<<<< mine\n");
        var conflict = app.Build(Locked).ShouldFail().ShouldWarn("error SG9003 at " + File + ": <<<<<<< mine");
        Assert.EndsWith("Mend the file on a developer's machine, build, and commit it.", conflict.Message("SG9003"));
        app.Build("-p:TreatWarningsAsErrors=true").ShouldSucceed().ShouldWarn("warning SG9003 at " + File);

        app.With("other.txt", "").With(File, baseline.Replace("app.csproj", "other.txt"));
        app.Build(Locked).ShouldFail().ShouldWarn("error SG9003 at " + File + ": semverguard-baseline 1 net10.0 other.txt");

        // The package as it was is nowhere, so this upgrade was not checked either.
        app.With(File, baseline.Replace(Package + " 1.0.0 ", Package + " 0.9.0 "));
        var gap = app.Build(Locked, "-p:SemverGuardRestoreBefore=false").ShouldFail();
        gap.ShouldWarn("error SG9002 at " + File, "error SG9005 at app.csproj");
        Assert.EndsWith("and commit the baseline.", gap.Message("SG9005"));
    }

    [Fact]
    public void A_build_server_says_what_would_fail_and_writes_where_it_may()
    {
        using var app = App();
        app.Build().ShouldSucceed().ShouldNotWarn();
        string baseline = app.Read(File);
        var stale = app.Bump(Package, "1.0.1").BuildOnServer("-p:SemverGuardRecompile=false").ShouldSucceed().ShouldNotWarn();
        Assert.Contains("SemverGuardLocked=true makes this an error.", stale.Message("SG9002"));
        Assert.Contains("SemverGuardWrite=true", stale.Message("SG9002"));
        var both = app.BuildOnServer(Locked, "-p:SemverGuardWrite=true").ShouldFail().ShouldWarn("error SG9002 at " + File);
        Assert.Contains("SemverGuardLocked=true goes before SemverGuardWrite=true.", both.Output);
        Assert.Equal(baseline, app.Read(File));

        var written = app.BuildOnServer("-p:SemverGuardWrite=true").ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"({Package} 1.0.0 -> 1.0.1): commit it.", written.Output);
        Assert.Contains($"package {Package} 1.0.1 direct", app.Read(File));

        // With a finding it waits, as on a developer's machine.
        var held = app.Bump(Package, "1.0.2").BuildOnServer("-p:SemverGuardWrite=true").ShouldSucceed();
        held.ShouldWarn("warning SG1000 at app.csproj", "warning SG2001 at Program.cs");
        Assert.Contains($"package {Package} 1.0.1 direct", app.Read(File));
    }

    [Fact]
    public void Test_projects_are_left_out_where_the_repository_says_so()
    {
        using var app = App().WithProperty("SemverGuardTests", "false");
        app.With("Directory.Build.props", "<Project><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>");
        app.BuildOnServer(Locked).ShouldSucceed().ShouldNotWarn();
        app.Build().ShouldSucceed().ShouldNotWarn();
        Assert.False(app.Has(File));
        app.With("Directory.Build.props", "<Project />").BuildOnServer().ShouldSucceed().ShouldWarn("warning SG9001 at app.csproj");
    }

    private static ConsumerProject App()
    {
        foreach (var (version, limit) in new[] { ("1.0.0", 3), ("1.0.1", 3), ("1.0.2", 5) })
        {
            string code = $"public static class Limits {{ public const int Most = {limit}; }} // {version}";
            MadePackage.Pack(Package, version, ("Limits.cs", code));
        }
        MadePackage.Pack("SgTest.Steadier", "1.0.0", ("Steadier.cs", "public static class Steadier;"));
        return new ConsumerProject().Referencing(Package, "1.0.0", "Condition=\"'$(Without)' != 'true'\"")
            .Referencing("SgTest.Steadier", "1.0.0", "Condition=\"'$(More)' == 'true'\"")
            .WithProperty("DefineConstants", "$(DefineConstants);WITHOUT$(Without)")
            .With("Program.cs", "#if !WITHOUTtrue\nSystem.Console.WriteLine(Limits.Most);\n#else\nSystem.Console.WriteLine();\n#endif\n");
    }
}
