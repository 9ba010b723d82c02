using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>A version that a project left because somebody warned of it does not come back through us.</summary>
public sealed class WithdrawnTests
{
    private const string Id = "SgTest.Limits";

    [Theory]
    [InlineData("vulnerable", "NuGet's audit warns of it")]
    [InlineData("critical", "it is deprecated for critical bugs")]
    [InlineData("unlisted", "no source lists it any more")]
    public void A_version_that_is_withdrawn_is_not_restored(string state, string reason)
    {
        using var source = Source(state);
        using var app = Upgraded(source);
        var build = app.BuildOnServer().ShouldSucceed();
        Assert.Contains("It was not restored, because " + reason, build.Message("SG9005"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sgtest.limits.1.0.0.nupkg", source.Downloads);
        Assert.False(Directory.Exists(Path.Combine(app.Packages, "sgtest.limits", "1.0.0")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(app.Folder, "obj"), "*.work.*", SearchOption.AllDirectories));

        Directory.Delete(Path.Combine(app.Folder, "obj"), recursive: true);
        app.BuildOnServer("-p:SemverGuardRestoreWithdrawn=true").ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Limits\"",
            "warning SG2003 at Program.cs: SgTest.Limits.Wait()");
        Assert.True(Directory.Exists(Path.Combine(app.Packages, "sgtest.limits", "1.0.0")));
    }

    /// <summary>A replay would run it; a search would bring whatever is newer.</summary>
    [Fact]
    public void No_command_brings_one_that_its_caller_did_not_name()
    {
        using var source = Source("vulnerable");
        source.Add(Id, "1.0.2", Packed("1.0.1"), deprecation: "CriticalBugs");
        using var app = Upgraded(source);
        string[] replay = ["replay", "--runs", "1"], program = ["--", "dotnet", "run", "--no-build"];
        var refused = Command.Run(app, [.. replay, .. program]);
        Assert.Equal((2, $"semverguard: {Id} 1.0.0 is not restored, because NuGet's audit warns of it; --withdrawn does it all the same\n"),
            refused);
        Assert.False(Directory.Exists(Path.Combine(app.Packages, "sgtest.limits", "1.0.0")));

        const string Why = "because it is deprecated for critical bugs; --withdrawn does it all the same\n";
        const string LeftOut = $"semverguard: {Id} 1.0.2 is not tried, {Why}";
        var outdated = Command.Run(app, "outdated");
        Assert.StartsWith(LeftOut, outdated.Output, StringComparison.Ordinal);
        Assert.Contains("Every package is at its newest version.", outdated.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sgtest.limits.1.0.2.nupkg", source.Downloads);

        Assert.StartsWith($"{Id} 1.0.0 -> 1.0.1: ", Command.Run(app, [.. replay, "--withdrawn", .. program]).Output,
            StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(app.Packages, "sgtest.limits", "1.0.0")));
    }

    [Theory]
    [InlineData("fine")]
    [InlineData("legacy")]
    public void Any_other_is_restored(string state)
    {
        using var source = Source(state);
        using var app = Upgraded(source);
        app.BuildOnServer().ShouldSucceed().ShouldWarn(
            "warning SG1000 at app.csproj: <PackageReference Include=\"SgTest.Limits\"",
            "warning SG2003 at Program.cs: SgTest.Limits.Wait()");
        Assert.True(Directory.Exists(Path.Combine(app.Packages, "sgtest.limits", "1.0.0")));
    }

    /// <summary>Recorded with 1.0.0, and on a machine that has only 1.0.1.</summary>
    private static ConsumerProject Upgraded(MadeSource source)
    {
        var app = new ConsumerProject().WithPackagesOfItsOwn().Referencing(Id, "1.0.0").With("Program.cs", "SgTest.Limits.Wait();\n");
        app.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="under-test" value="{Repository.Work}/withdrawn-feed" />{source.Line}</packageSources>
              <packageSourceMapping><packageSource key="made"><package pattern="SgTest.*" /></packageSource><packageSource key="under-test"><package pattern="SemverGuard" /></packageSource></packageSourceMapping>
            </configuration>
            """);
        // The package under test alone: the feed beside it would have the versions in question, too.
        Directory.CreateDirectory(Path.Combine(Repository.Work, "withdrawn-feed"));
        File.Copy(PackedSemverGuard.File, Path.Combine(Repository.Work, "withdrawn-feed", Path.GetFileName(PackedSemverGuard.File)),
            overwrite: true);
        app.Build().ShouldSucceed().ShouldNotWarn();
        app.Bump(Id, "1.0.1").Build("-t:Restore").ShouldSucceed();
        Directory.Delete(Path.Combine(app.Packages, "sgtest.limits", "1.0.0"), recursive: true);
        Directory.Delete(Path.Combine(app.Folder, "obj"), recursive: true);
        lock (source.Downloads) source.Downloads.Clear();
        return app;
    }

    private static MadeSource Source(string state)
    {
        RecompilationTests.Limits();
        var source = new MadeSource();
        source.Add(Id, "1.0.0", Packed("1.0.0"), isListed: state != "unlisted",
            state switch { "critical" => "CriticalBugs", "legacy" => "Legacy", _ => "" }, isVulnerable: state == "vulnerable");
        source.Add(Id, "1.0.1", Packed("1.0.1"));
        return source;
    }

    private static byte[] Packed(string version) => File.ReadAllBytes(Path.Combine(Repository.Feed, $"{Id}.{version}.nupkg"));
}
