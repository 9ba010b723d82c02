using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>The commands for a solution: what they say is what its builds say, and they leave it as it is.</summary>
public sealed class SolutionCommandTests
{
    private const string Choice = ChoicePackage.Id;

    [Fact]
    public void A_preview_says_what_the_build_says_after_the_bump()
    {
        using var solution = ChoicePackage.Solution();
        solution.Build().ShouldSucceed().ShouldNotWarn();
        string[] before = Files(solution);
        var preview = Run(solution, "preview", $"{Choice}@1.0.2");
        Assert.Equal(1, preview.ExitCode);
        Assert.StartsWith($"{Choice} 1.0.2 breaks something that 2 projects of 2 use.\n", preview.Output);
        Transcript.ShouldBe("preview Choice@1.0.2", solution, preview.Output);
        Assert.Equal(0, Run(solution, "preview", $"{Choice}@1.0.1").ExitCode);
        Assert.Equal(before, Files(solution));

        var build = solution.Version(Choice, "1.0.2").Build().ShouldSucceed();
        var told = build.Diagnostics.Where(x => x.Code.StartsWith("SG") && x.Code != "SG1000" && x.Severity != "message")
            .DistinctBy(x => x.Message).ToArray();
        Assert.NotEmpty(told);
        Assert.Equal(told.Length, preview.Output.Split('\n').Count(x => x.Contains(": warning SG")));
        foreach (var one in told) Assert.Contains($"warning {one.Code}: {one.Message}", preview.Output);
    }

    [Fact]
    public void A_preview_that_is_no_upgrade_or_cannot_be_had()
    {
        using var solution = ChoicePackage.Solution();
        solution.Build().ShouldSucceed();
        Assert.Equal(
            (2, "semverguard: 'SgTest.Choice' is no upgrade: write Newtonsoft.Json@13.0.3\n"), Run(solution, "preview", ".", Choice));
        Assert.Equal(
            (2, "semverguard: no project of All has SgTest.Nobody, directly or through another package\n"),
            Run(solution, "preview", "SgTest.Nobody@1.0.0"));
        var missing = Run(solution, "preview", $"{Choice}@9.9.9");
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("not checked with SgTest.Choice@9.9.9: App.csproj does not restore (NU110", missing.Output);
    }

    /// <summary>Nobody asks for it in a file, so no version that stands in one can be changed.</summary>
    [Fact]
    public void A_preview_of_what_another_package_brings()
    {
        using var solution = new ConsumerSolution().Version("Serilog.Sinks.Console", "6.0.0")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><PackageReference Include=\"Serilog.Sinks.Console\" /></ItemGroup>")
            .With("App/Program.cs", "using Serilog; new LoggerConfiguration().WriteTo.Console().CreateLogger().Information(\"hello\");");
        solution.Build().ShouldSucceed();
        var preview = Run(solution, "preview", "Serilog@4.2.0");
        Assert.StartsWith("Nothing was found that Serilog 4.2.0 breaks in 1 project.\n", preview.Output);
        Assert.Contains("info SG5001: Serilog 4.2.0 ", preview.Output);
    }

    /// <summary>Source that the targets of the version before wrote is not the project's: the other version writes it anew.</summary>
    [Fact]
    public void A_preview_of_a_package_whose_targets_write_source()
    {
        const string Hooks = "SgTest.Hooks";
        foreach (int version in new[] { 1, 2 })
        {
            string line = $"static class Start {{ public static void Go() => Hooks.V{version}.Run()%3B }}";
            MadePackage.Pack(Hooks, version + ".0.0",
                ("Hooks.cs", $"namespace Hooks; public static class V{version} {{ public static void Run() {{ }} }}"),
                ($"build/{Hooks}.targets", $"""
                    <Project>
                      <Target Name="WriteStart" BeforeTargets="BeforeCompile">
                        <WriteLinesToFile File="$(IntermediateOutputPath)Start.cs" Lines="{line}" Overwrite="true"
                                          WriteOnlyWhenDifferent="true" />
                        <ItemGroup><Compile Include="$(IntermediateOutputPath)Start.cs" /></ItemGroup>
                      </Target>
                    </Project>
                    """),
                (Hooks + ".csproj", """
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion></PropertyGroup>
                      <ItemGroup><None Include="build/**" Pack="true" PackagePath="build" /></ItemGroup>
                    </Project>
                    """));
        }
        using var solution = new ConsumerSolution().Version(Hooks, "1.0.0")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"
                + $"<ItemGroup><PackageReference Include=\"{Hooks}\" /></ItemGroup>")
            .With("App/Program.cs", "Start.Go();");
        solution.Build().ShouldSucceed();
        var preview = Run(solution, "preview", $"{Hooks}@2.0.0");
        Assert.Equal(2, preview.ExitCode);
        Assert.Contains("what the source means now was not compared: 'Start.cs' is written by the build, and the version before "
            + "wrote it", preview.Output);
        Assert.DoesNotContain("error SG", preview.Output);
        Assert.DoesNotContain("warning SG2000", preview.Output);
        solution.Version(Hooks, "2.0.0").Build().ShouldSucceed();
    }

    /// <summary>To the compiler two would be an error, which no build has.</summary>
    [Fact]
    public void A_preview_of_an_assembly_that_two_packages_bring()
    {
        RecompilationTests.PackShared("SgTest.ShareOne", "1.0.0", 1, 3);
        RecompilationTests.PackShared("SgTest.ShareTwo", "1.0.0", 0, 0);
        RecompilationTests.PackShared("SgTest.ShareTwo", "1.0.1", 2, 5);
        RecompilationTests.PackShared("SgTest.ShareTwo", "1.0.2", 0, 0);
        using var solution = new ConsumerSolution().Version("SgTest.ShareOne", "1.0.0").Version("SgTest.ShareTwo", "1.0.0")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup>"
                + "<PackageReference Include=\"SgTest.ShareOne\" /><PackageReference Include=\"SgTest.ShareTwo\" /></ItemGroup>")
            .With("App/Program.cs", "System.Console.WriteLine(SgTest.Shared.Most);");
        solution.Build().ShouldSucceed();
        string told = Run(solution, "preview", "SgTest.ShareTwo@1.0.1").Output;
        Assert.Contains("now uses Shared.Most = 5 (was 3)", told);
        Assert.DoesNotContain("CS1704", told);
        Assert.Equal(0, Run(solution, "preview", "SgTest.ShareTwo@1.0.2").ExitCode);
    }

    [Fact]
    public void The_newest_version_that_breaks_nothing_is_found_and_written()
    {
        using var solution = ChoicePackage.Solution();
        solution.Build().ShouldSucceed().ShouldNotWarn();
        var table = Run(solution, "outdated", ".", "--apply", "safe");
        Assert.Equal(0, table.ExitCode);
        Transcript.ShouldBe("outdated --apply safe", solution, table.Output);
        string[] row = Row(table.Output, Choice);
        Assert.Equal([Choice, "1.0.0", "2.0.0", "1.0.1"], row[..4]);
        Assert.StartsWith("does not compile: SG1101 ", row[4]);
        Assert.Equal("App, Lib", row[5]);
        Assert.Contains($"{Choice} 1.0.0 -> 1.0.1 in Directory.Packages.props.", table.Output);
        Assert.Contains($"<PackageVersion Include=\"{Choice}\" Version=\"1.0.1\" />", solution.Read("Directory.Packages.props"));
        solution.Version(Choice, "1.0.1").Build().ShouldSucceed().ShouldNotWarn();
    }

    /// <summary>
    /// One alone does not link, and the other alone NuGet refuses: it asks for more than the solution does. Whoever wants it takes both.
    /// </summary>
    [Fact]
    public void What_an_upgrade_needs_of_another_reference_is_taken_along()
    {
        const string Ground = "SgTest.Ground", Tower = "SgTest.Tower";
        MadePackage.Pack(Ground, "1.0.0", ("Ground.cs", "public static class Ground { public static int Depth() => 3; }"));
        MadePackage.Pack(Ground, "1.1.0", ("Ground.cs", "public static class Ground { public static int Depth(int of) => 3; }"));
        foreach (var (version, ground, call) in new[] { ("3.0.0", "1.0.0", "Depth()"), ("4.0.0", "1.1.0", "Depth(1)") })
            MadePackage.PackOn(Tower, version, $"public static class Tower {{ public static int Height() => Ground.{call}; }}",
                $"<PackageReference Include=\"{Ground}\" Version=\"{ground}\" />");
        using var solution = new ConsumerSolution().Version(Ground, "1.0.0").Version(Tower, "3.0.0")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup>"
                + $"<PackageReference Include=\"{Ground}\" /><PackageReference Include=\"{Tower}\" /></ItemGroup>")
            .With("App/Program.cs", "System.Console.WriteLine(Tower.Height());");
        solution.Build().ShouldSucceed();
        var table = Run(solution, "outdated", ".", "--apply", "safe");
        Assert.Equal(0, table.ExitCode);
        Assert.Equal([Ground, "1.0.0", "1.1.0", "none found"], Row(table.Output, Ground)[..4]);
        Assert.StartsWith("SG1102 ", Row(table.Output, Ground)[4]);
        Assert.Equal([Tower, "3.0.0", "4.0.0", $"4.0.0 with {Ground} 1.1.0", "nothing breaks"], Row(table.Output, Tower)[..5]);
        Assert.DoesNotContain("NU1605", table.Output);
        Assert.Contains($"{Tower} 3.0.0 -> 4.0.0 in Directory.Packages.props, which needs {Ground} 1.1.0.\n", table.Output);
        Assert.DoesNotContain("Left: ", table.Output);
        string written = solution.Read("Directory.Packages.props");
        solution.Version(Ground, "1.1.0").Version(Tower, "4.0.0").Build().ShouldSucceed().ShouldNotWarn();
        Assert.Equal(written, solution.Read("Directory.Packages.props"));
    }

    private static string[] Row(string table, string package) =>
        [.. table.Split('\n').Single(x => x.StartsWith($"| {package} ")).Split('|').Select(x => x.Trim()).Skip(1)];

    [Fact]
    public void A_version_for_a_later_framework_is_none_to_take()
    {
        const string Modern = "SgTest.Modern";
        foreach (string version in new[] { "1.0.0", "1.1.0" })
        {
            const string Clock = "namespace Modern; public static class Clock { public static int Now() => 1; }";
            MadePackage.Pack(Modern, version, ("Modern.cs", Clock));
        }
        MadePackage.Pack(Modern, "2.0.0", ("Modern.cs", "namespace Modern;"), ("empty", ""), (Modern + ".csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <LangVersion>latest</LangVersion>
                <IncludeBuildOutput>false</IncludeBuildOutput>
                <SuppressDependenciesWhenPacking>true</SuppressDependenciesWhenPacking>
              </PropertyGroup>
              <ItemGroup><None Include="empty" Pack="true" PackagePath="lib/net99.0/_._" /></ItemGroup>
            </Project>
            """));
        Assert.Equal([Modern, "1.0.0", "1.1.0", "1.1.0", "nothing breaks; 2.0.0 is for a later framework"], Judged("1.0.0"));
        Assert.Equal([Modern, "1.1.0", "2.0.0", "none found", "is for a later framework"], Judged("1.1.0"));

        static string[] Judged(string version)
        {
            using var solution = new ConsumerSolution().Version(Modern, version)
                .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"
                    + $"<ItemGroup><PackageReference Include=\"{Modern}\" /></ItemGroup>")
                .With("App/Program.cs", "System.Console.WriteLine(Modern.Clock.Now());");
            solution.Build().ShouldSucceed();
            var table = Run(solution, "outdated");
            Assert.Equal(0, table.ExitCode);
            Assert.DoesNotContain("NU1202", table.Output);
            return Row(table.Output, Modern)[..5];
        }
    }

    [Fact]
    public void The_version_that_brought_a_finding_is_found()
    {
        using var solution = ChoicePackage.Solution();
        solution.Build().ShouldSucceed();
        var any = Run(solution, "bisect", Choice);
        Assert.Equal((1, $"{Choice} 1.0.2 is the first with a finding; 1.0.1 has none.\n"), First(any));
        Assert.Contains("The newest version has it too.\n", any.Output);
        Transcript.ShouldBe("bisect Choice", solution, any.Output);
        Assert.Equal((1, $"{Choice} 2.0.0 is the first with SG1101:Choice.Wait; 1.0.2 has none.\n"),
            First(Run(solution, "bisect", Choice, "--finding", "SG1101:Choice.Wait")));
        Assert.Equal((2, "semverguard: no project of All references Newtonsoft.Json\n"), Run(solution, "bisect", "Newtonsoft.Json"));
    }

    [Fact]
    public void A_check_says_what_the_builds_say_and_needs_a_baseline()
    {
        using var solution = ChoicePackage.Solution();
        solution.Build("-p:SemverGuardEnabled=false").ShouldSucceed();
        var without = Run(solution, "check");
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("App.csproj (net10.0) has no baseline", without.Output);

        solution.Build().ShouldSucceed();
        Assert.Equal((0, "No package of All moved since its baselines.\n"), First(Run(solution, "check", "All.slnx")));
        solution.Version(Choice, "2.0.0").Save();
        string[] before = Files(solution);
        var check = Run(solution, "check");
        Assert.Equal((1, "1 of 1 upgrade in All breaks something that its projects use.\n"), First(check));
        Assert.Contains("SG1101", check.Output);
        Assert.Equal(before, Files(solution));
    }

    /// <remarks>The constant stands in what the compiler is given of a project that App references through another one.</remarks>
    [Fact]
    public void A_preview_compiles_what_comes_through_another_project_as_the_build_does()
    {
        ChoicePackage.Pack();
        using var solution = new ConsumerSolution().Version(Choice, "1.0.0")
            .Project("Lib", ChoicePackage.Reference)
            .With("Lib/Limits.cs", "public static class Limits { public const int Most = Choice.Most; }\n")
            .Project("Mid", "<ItemGroup><ProjectReference Include=\"../Lib/Lib.csproj\" /></ItemGroup>")
            .With("Mid/Middle.cs", "public static class Middle { public static int Twice() => 2 * Limits.Most; }\n")
            .Project("App", "<ItemGroup><ProjectReference Include=\"../Mid/Mid.csproj\" /></ItemGroup>")
            .With("App/Use.cs", "public static class Use { public static int Sum() => Middle.Twice() + Limits.Most; }\n");
        solution.Build().ShouldSucceed();
        string[] preview = Said(Run(solution, "preview", $"{Choice}@1.0.2").Output);
        string[] build = Said(solution.Version(Choice, "1.0.2").Build().Output);
        Assert.Contains(build, x => x.Contains("Use.cs(1,", StringComparison.Ordinal));
        Assert.Equal(build, preview);

        // Place, rule and sentence; of a build, without the project at the line's end, and without the line that only sums up.
        string[] Said(string output) =>
        [
            .. output.Split('\n').Where(x => x.Contains(": warning SG", StringComparison.Ordinal) && !x.Contains("SG1000:"))
                .Select(x => x.Split(" [")[0].Replace(solution.Folder + "/", "", StringComparison.Ordinal).Trim())
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public void A_rule_is_explained()
    {
        using var solution = ChoicePackage.Solution();
        Assert.Equal((0, "# SG1101: Member removed\n"), First(Run(solution, "explain", "sg1101")));
        Assert.Equal(2, Run(solution, "explain", "SG0000").ExitCode);
    }

    private static (int ExitCode, string Output) Run(ConsumerSolution solution, params string[] arguments) =>
        Command.Run(solution, arguments);

    private static (int ExitCode, string Line) First((int ExitCode, string Output) run) => Command.First(run);

    private static string[] Files(ConsumerSolution solution) => Command.Files(solution);
}
