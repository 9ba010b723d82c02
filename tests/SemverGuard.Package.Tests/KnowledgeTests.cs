using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What one team learned from an upgrade, told to the next that takes it.</summary>
public sealed class KnowledgeTests
{
    private const string Client = "SgTest.Learned", Accepted = "SemverGuard.net10.0.accepted", Runbook = "https://wiki.example.org/INC-123";

    private const string What = "claims stayed in the queue";

    private const string Line =
        $"SG2001 F:Limits.Most {Client} 1.0.0 -> 1.0.1: we count ourselves; incident: INC-123 {What}, 2020-12-04, runbook: {Runbook}";

    private const string Known = $"Known: INC-123 {What}, 2020-12-04; runbook: {Runbook}.";

    [Fact]
    public void The_next_team_is_told_what_happened_and_where_the_runbook_is()
    {
        // The team that had the incident accepts what it found, with the reason; the line is as anybody may write it by hand.
        using var first = App();
        first.Build().ShouldSucceed().ShouldNotWarn();
        first.Bump(Client, "1.0.1").Build().ShouldSucceed().ShouldWarn("warning SG1000 at app.csproj", "warning SG2001 at Program.cs");
        first.With(Accepted, "semverguard-accepted 1\n" + Line + "\n").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"package {Client} 1.0.1 direct", first.Read("SemverGuard.net10.0.baseline"));

        // Another team installs what its organisation knows, and goes further in one step.
        string known = first.Read(Accepted);
        const string Props = """
            <Project><ItemGroup><SemverGuardKnowledge Include="$(MSBuildThisFileDirectory)known.accepted" /></ItemGroup></Project>
            """;
        (string, string) file = ("known.accepted", known);
        MadePackage.Pack("SgTest.Knowledge", "1.0.0", file, ("SgTest.Knowledge.props", Props), ("Knowledge.csproj", Project));
        using var second = App().Referencing("SgTest.Knowledge", "1.0.0", "PrivateAssets=\"all\"")
            .WithProperty("SemverGuardReport", "guard.md;guard.json");
        second.Build().ShouldSucceed().ShouldNotWarn();
        var told = second.Bump(Client, "1.0.2").Build().ShouldSucceed();
        told.ShouldWarn("warning SG1000 at app.csproj", "warning SG2001 at Program.cs");
        Assert.EndsWith(Known, told.Message("SG2001"));
        Assert.Contains($"**Known:** INC-123 claims stayed in the queue, 2020-12-04; runbook: <{Runbook}>", second.Read("guard.md"));
        Assert.Contains($"\"runbook\": \"{Runbook}\"", second.Read("guard.json"));
        Assert.EndsWith(Known, second.Build().ShouldSucceed().Message("SG2001")); // repeated, not compared again
        Assert.Contains($"package {Client} 1.0.0 direct", second.Read("SemverGuard.net10.0.baseline"));

        // A project that does not use it is told once, without a warning, and moves on.
        using var third = App("System.Console.WriteLine(Limits.Least);").WithItem("<SemverGuardKnowledge Include=\"known.accepted\" />");
        third.With("known.accepted", known);
        third.Build().ShouldSucceed().ShouldNotWarn();
        var quiet = third.Bump(Client, "1.0.1").Build("-v:n").ShouldSucceed().ShouldNotWarn();
        Assert.Contains($"others know of {Client} 1.0.0 -> 1.0.1, and nothing of it was found here: INC-123 {What}", quiet.Output);
        Assert.Contains($"package {Client} 1.0.1 direct", third.Read("SemverGuard.net10.0.baseline"));
    }

    [Fact]
    public void What_is_wrong_with_it_is_a_warning_at_its_place_and_breaks_nothing()
    {
        using var app = App().WithItem("<SemverGuardKnowledge Include=\"gone.accepted;bad.accepted;half.accepted\" />");
        app.With("bad.accepted", "semverguard-accepted 1\n<<<<<<< mine\n");
        app.With("half.accepted", "semverguard-accepted 1\n" + Line.Replace("https:", "javascript:") + "\n");
        string[] warnings =
            ["warning SG9007 at gone.accepted", "warning SG9007 at bad.accepted: <<<<<<< mine", "warning SG9007 at half.accepted: SG2001"];
        app.Build().ShouldSucceed().ShouldNotWarn(); // recorded, and nothing to compare yet
        app.With("Program.cs", app.Read("Program.cs") + "\n");
        var build = app.Build("-p:SemverGuardLocked=true", "-p:TreatWarningsAsErrors=true").ShouldSucceed().ShouldWarn(warnings);
        Assert.DoesNotContain("javascript", string.Concat(build.Diagnostics.Select(x => x.Message)));
        var moved = app.Bump(Client, "1.0.1").Build().ShouldSucceed();
        moved.ShouldWarn([.. warnings, "warning SG1000 at app.csproj", "warning SG2001 at Program.cs"]);
    }

    /// <summary>As the README has it.</summary>
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>netstandard2.0</TargetFramework>
            <IncludeBuildOutput>false</IncludeBuildOutput>
            <SuppressDependenciesWhenPacking>true</SuppressDependenciesWhenPacking>
            <DevelopmentDependency>true</DevelopmentDependency>
          </PropertyGroup>
          <ItemGroup>
            <None Include="known.accepted;*.props" Pack="true" PackagePath="build" />
          </ItemGroup>
        </Project>
        """;

    private static ConsumerProject App(string program = "System.Console.WriteLine(Limits.Most);")
    {
        foreach (var (version, limit) in new[] { ("1.0.0", 3), ("1.0.1", 5), ("1.0.2", 5) })
        {
            string code = $"public static class Limits {{ public const int Most = {limit}; public const int Least = 1; }} // {version}";
            MadePackage.Pack(Client, version, ("Limits.cs", code));
        }
        return new ConsumerProject().Referencing(Client, "1.0.0").With("Program.cs", program);
    }
}
