using System.Text.Json;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>The reports of a build, as files.</summary>
public sealed class ReportTests
{
    [Fact]
    public void A_project_of_several_frameworks_writes_a_report_of_each()
    {
        using var app = new ConsumerProject().Targeting("net10.0;netstandard2.0").WithProperty("OutputType", "Library")
            .Referencing("Dapper", "2.0.78")
            .With("Library.cs", "public static class Library\n{\n    public static object Type() => Dapper.SqlMapper.GetDbType(1);\n}\n")
            .WithProperty("SemverGuardReport", "out/guard.sarif;out/{project}.{framework}.md;out/guard.banana;Library.cs/guard.md");
        app.Build().ShouldSucceed().ShouldWarn([.. Every("warning SG9006 at app.csproj"), .. Every("warning SG9010 at guard.")]);
        Assert.Empty(Results(app, "out/guard.net10.0.sarif"));
        Assert.Contains("SG9006: SemverGuardReport has 'out/guard.banana'", app.Read("out/app.netstandard2.0.md"));

        // The compiler refuses the source, which is told before it speaks.
        app.Bump("Dapper", "2.0.123").Build().ShouldFail();
        foreach (string framework in new[] { "net10.0", "netstandard2.0" })
        {
            var result = Assert.Single(Results(app, $"out/guard.{framework}.sarif"));
            Assert.Equal("SG1101", result.GetProperty("ruleId").GetString());
            Assert.Equal("Library.cs", result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation")
                .GetProperty("uri").GetString());
            Assert.Contains("**claims patch, evidence: breaking** (1 source)", app.Read($"out/app.{framework}.md"));
            Assert.Contains("Version: `app.csproj:", app.Read($"out/app.{framework}.md"));
        }

        // Nothing is left to tell, and the report of an earlier build must not say otherwise.
        app.Accept().ShouldSucceed();
        app.With("Library.cs", "public static class Library\n{\n    public static object Type() => "
            + "Dapper.SqlMapper.Settings.ApplyNullValues;\n}\n");
        app.Build().ShouldSucceed();
        app.Build().ShouldSucceed();
        Assert.Empty(Results(app, "out/guard.net10.0.sarif"));

        static string[] Every(string line) => [line, line];
    }

    /// <summary>Both projects write to the same files at the same time, and neither writes over what the other found.</summary>
    [Fact]
    public void A_solution_writes_one_report()
    {
        foreach (var (version, more) in new[] { ("1.0.0", 0), ("1.0.1", 100) })
            MadePackage.Pack("SgTest.Shared", version,
                ("Shared.cs", $"public static class Shared {{ public const int A = {1 + more}, B = {2 + more}; }}"));
        const string Body = "<ItemGroup><PackageReference Include=\"SgTest.Shared\" /></ItemGroup>";
        using var solution = new ConsumerSolution().Version("SgTest.Shared", "1.0.0").Project("One", Body).Project("Two", Body)
            .With("One/One.cs", "public static class One { public static int Of() => Shared.A; }\n")
            .With("Two/Two.cs", "public static class Two { public static int[] Of() => [Shared.A, Shared.B]; }\n");
        solution.WithProperty("SemverGuardReport", $"{solution.PathOf("out/guard.md")};{solution.PathOf("out/guard.sarif")};own.txt");
        solution.Build("-m:2").ShouldSucceed().ShouldNotWarn();

        solution.Version("SgTest.Shared", "1.0.1").Build("-m:2").ShouldSucceed();
        Assert.Equal(["SG2001", "SG2001"], Results("out/guard.sarif"));
        string text = solution.Read("out/guard.md");
        Assert.StartsWith("# SemverGuard: All\n", text);
        Assert.Contains("`One/One.cs:1`<br>`Two/Two.cs:1`", text);
        Assert.DoesNotContain("Shared.B", solution.Read("One/own.txt"));

        // A project that did not change is in the report of who did.
        solution.With("Two/Two.cs", "public static class Two { public static int Of() => Shared.A; }\n").Build("-m:2").ShouldSucceed();
        Assert.Equal(["SG2001"], Results("out/guard.sarif"));
        Assert.Contains("`One/One.cs:1`<br>`Two/Two.cs:1`", solution.Read("out/guard.md"));

        string[] Results(string file) =>
            [.. JsonDocument.Parse(solution.Read(file)).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                .Select(x => x.GetProperty("ruleId").GetString()!)];
    }

    [Fact]
    public void A_build_tells_ten_findings_and_where_the_others_are()
    {
        int[] numbers = [.. Enumerable.Range(1, 12)];
        foreach (var (version, more) in new[] { ("1.0.0", 0), ("1.0.1", 100) })
            MadePackage.Pack("SgTest.Dozen", version,
                ("Dozen.cs", $"public static class Dozen {{ {string.Concat(numbers.Select(x => $"public const int Value{x} = {x + more}; "))} }}"));
        using var app = new ConsumerProject().Referencing("SgTest.Dozen", "1.0.0").ManagedCentrally()
            .WithProperty("SemverGuardFailOn", "patch")
            .With("Program.cs", string.Concat(numbers.Select(x => $"System.Console.WriteLine(Dozen.Value{x});\n")));
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("SgTest.Dozen", "1.0.1").Build().ShouldFail();
        Assert.Equal(10, build.Diagnostics.Count(x => x is { Code: "SG2001", Severity: "error" }));
        Assert.Contains(
            "SgTest.Dozen 1.0.0 -> 1.0.1 calls itself a patch but breaks what this project uses: 12 recompile.", build.Message("SG1000"));
        Assert.Contains(
            "12 recompile. 2 of them are not told here: -p:SemverGuardReport=findings.html writes them all.", build.Message("SG1000"));
    }

    /// <summary>Beside each of the compiler's errors, however many they are.</summary>
    [Fact]
    public void A_build_explains_every_error()
    {
        string[] types = ["Components", "Contact", "Document", "Encoding", "Example", "Header", "Info", "License", "Link", "MediaType",
            "Operation", "Parameter"];
        using var app = new ConsumerProject().Referencing("Microsoft.OpenApi", "1.2.3").ManagedCentrally()
            .WithProperty("SemverGuardFailOn", "patch")
            .With(
            "Program.cs", string.Concat(types.Select(x => $"System.Console.WriteLine(typeof(Microsoft.OpenApi.Models.OpenApi{x}));\n")))
            // A major, and this team wants to hear what it breaks all the same.
            .WithItem("<PackageVersion Update=\"Microsoft.OpenApi\" SemverGuardClaim=\"none\" />");
        app.Build().ShouldSucceed().ShouldNotWarn();
        var build = app.Bump("Microsoft.OpenApi", "2.12.1").Build().ShouldFail();
        Assert.Equal(Enumerable.Range(1, types.Length),
            build.Diagnostics.Where(x => x is { Code: "SG2015", Severity: "error" }).Select(x => x.Line).Order());
        Assert.Contains("Microsoft.OpenApi 1.2.3 -> 2.12.1 promises nothing here (SemverGuardClaim=none) and breaks what this project "
            + "uses: 1 source, and ", build.Message("SG1000"));
    }

    private static JsonElement[] Results(ConsumerProject app, string file) =>
        [.. JsonDocument.Parse(app.Read(file)).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
}
