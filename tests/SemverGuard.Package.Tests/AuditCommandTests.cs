using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>What is broken as it stands, with no upgrade in sight.</summary>
public sealed class AuditCommandTests
{
    private const string Store = "SgTest.Store";

    private const string Cache = "SgTest.Cache";

    [Fact]
    public void Packages_that_do_not_fit_are_found_with_the_way_that_leads_there()
    {
        using var solution = Solution("2.0.0");
        var audit = Command.Run(solution, "audit");
        Assert.Equal((1, "All has 1 package that does not fit what is beside it.\n"), Command.First(audit));
        string line = Assert.Single(audit.Output.Split('\n'), x => x.Contains(" warning "));
        Assert.Contains("Program.cs(1,1): warning SG3002: SgTest.Store 2.0.0 has no method 'Store.Open(string)' (it is now "
            + "'Store.Open(string, int)').", line);
        Assert.Contains("SgTest.Cache 1.0.0 depends on it: Program.Main calls Keep.Warm, "
            + "which eventually calls Cache.Fill. That fails with MissingMethodException.", line);
        Assert.Contains("SgTest.Cache asks for SgTest.Store 1.0.0 or later.", line);
        Assert.Contains("1 info left out", audit.Output);
        Transcript.ShouldBe("audit", solution, audit.Output);

        var all = Command.Run(solution, "audit", "--all");
        Assert.Contains("info SG3002: SgTest.Store 2.0.0 has no method 'Store.Close()'. SgTest.Cache 1.0.0 depends on it, "
            + "but nothing was found that gets there.", all.Output);
        var json = Command.Run(solution, "audit", "All.slnx", "--format", "json");
        Assert.Equal(1, json.ExitCode);
        Assert.Contains("\"SG3002\"", json.Output);
        Assert.Contains(
            "::warning title=SG1000,file=Directory.Packages.props", Command.Run(solution, "audit", "--format", "github").Output);
    }

    [Fact]
    public void A_healthy_solution_is_silent()
    {
        using var solution = Solution("1.0.0");
        solution.Save();
        string[] before = Command.Files(solution);
        var audit = Command.Run(solution, "audit");
        Assert.Equal((0, "Nothing was found in All that does not fit together.\n"), Command.First(audit));
        Assert.Contains("\n0 warnings, 0 info; ", audit.Output);
        Assert.Equal(before, Command.Files(solution));
    }

    /// <summary>The cache was built for store 1.0.0; whether that is what it gets is the solution's doing.</summary>
    private static ConsumerSolution Solution(string store)
    {
        MadePackage.Pack(Store, "1.0.0", ("Store.cs",
            "public static class Store { public static int Open(string name) => 1; public static void Close() { } }"));
        MadePackage.Pack(
            Store, "2.0.0", ("Store.cs", "public static class Store { public static int Open(string name, int size) => size; }"));
        MadePackage.Pack(Cache, "1.0.0", ("Cache.cs",
            "public static class Cache { public static int Fill() => Store.Open(\"a\"); public static void Drop() => Store.Close(); }"),
            ("Cache.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <RestoreAdditionalProjectSources>{Repository.Feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="{Store}" Version="1.0.0" /></ItemGroup>
            </Project>
            """));
        const string Library = $"<ItemGroup><PackageReference Include=\"{Cache}\" /><PackageReference Include=\"{Store}\" /></ItemGroup>";
        var solution = new ConsumerSolution().Version(Cache, "1.0.0").Version(Store, store)
            .Project("Lib", Library).With("Lib/Keep.cs", "public static class Keep { public static int Warm() => Cache.Fill(); }\n")
            // Two projects away: the SDK brings the library along, and calls it by a package's name.
            .Project("Mid", "<ItemGroup><ProjectReference Include=\"../Lib/Lib.csproj\" /></ItemGroup>")
            .With("Mid/Mid.cs", "public static class Mid { }\n")
            .Project("App", "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><ProjectReference "
                + "Include=\"../Mid/Mid.csproj\" /></ItemGroup>")
            .With("App/Program.cs", "Console.WriteLine(Keep.Warm());\n");
        solution.Save();
        return solution;
    }
}
