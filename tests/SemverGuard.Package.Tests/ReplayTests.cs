using System.Text.Json;
using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>The incident's tests are green with both versions, and what crossed between worker and client is not the same.</summary>
public sealed class ReplayTests
{
    private const string Client = "SgTest.Courier";

    [Fact]
    public void Green_tests_run_on_both_sides_tell_what_they_do_not_assert()
    {
        using var worker = Worker();
        worker.Build().ShouldSucceed().ShouldNotWarn();
        string[] before = Command.Files(worker);

        const string Verdict = $"{Client} 2.4.1 -> 2.4.2: 1 difference in 5 calls between the project and what moved, in 4 tests.\n";
        Assert.Equal((1, Verdict), Command.Run(worker, "replay", "--package", Client + "@2.4.2", "--output", "replay.json"));
        var witness = Command.Run(worker, "witness", "SG6001:ConsumerOptions", "--report", "replay.json", "--write", "App.Tests");
        Has("App.Tests/ConsumerOptions_ctor_SG6001.cs\n", witness.Output);
        Assert.Equal(0, witness.ExitCode);
        Has("Xunit.Assert.Equal(true, new global::Courier.ConsumerOptions().AutoStart);",
            worker.Read("App.Tests/ConsumerOptions_ctor_SG6001.cs"));
        File.Delete(worker.PathOf("App.Tests/ConsumerOptions_ctor_SG6001.cs"));
        string[] told = Lines(worker.Read("replay.json"));
        File.Delete(worker.PathOf("replay.json"));
        Assert.Equal(before, Command.Files(worker));

        // The version is written down by now: the baseline has the one before.
        worker.Version(Client, "2.4.2").Save();
        var replay = Command.Run(worker, "replay");
        Begins(Verdict, replay.Output);
        Assert.Equal(1, replay.ExitCode);
        Has($"Worker.cs(31,1): warning SG6001: {Client} 2.4.2: `ConsumerOptions..ctor` returned AutoStart = false (was true), in "
            + "`WorkerTests.The_worker_subscribes`. SG4001 may say why: `ConsumerOptions..ctor` now sets AutoStart = false (was true).",
            replay.Output);
        Has($"info SG6007: 5 of 7 used members of {Client} were exercised; not: ", replay.Output);
        Transcript.ShouldBe("replay --package Courier@2.4.2", worker, replay.Output);
        // Which side was built first is nobody's concern: looking ahead told the same.
        Assert.Equal(told, replay.Output.Split('\n').Where(x => x.Contains(" SG6", StringComparison.Ordinal)));
    }

    /// <summary>The findings of a JSON report as they are printed.</summary>
    private static string[] Lines(string report)
    {
        using var json = JsonDocument.Parse(report);
        return [.. json.RootElement.GetProperty("upgrades")[0].GetProperty("findings").EnumerateArray().Select(Line)];

        static string Line(JsonElement finding)
        {
            string text = $"{finding.GetProperty("severity")} {finding.GetProperty("id")}: {finding.GetProperty("message")}";
            return finding.GetProperty("sites").EnumerateArray().ToArray() is [var site, ..]
                ? $"{site.GetProperty("file")}({site.GetProperty("line")},{site.GetProperty("column")}): {text}" : text;
        }
    }

    [Fact]
    public void The_program_itself_is_not_called_back_any_more()
    {
        using var worker = Worker();
        var replay = Command.Run(worker, "replay", "All.slnx", "--package", Client + "@2.4.2", "--", "dotnet", "run", "--project", "App");
        Has($"Worker.cs(15,1): warning SG6003: {Client} 2.4.2: `ClaimHandler.Handle` was not called back any more (was 3 times).",
            replay.Output);
        Has("the program printed \"paid 0, waiting 3\" (was \"paid 3, waiting 0\").", replay.Output);
        Assert.Equal(1, replay.ExitCode);
    }

    [Fact]
    public void The_harmless_twin_is_silent()
    {
        using var worker = Worker();
        var replay = Command.Run(worker, "replay", "--package", Client + "@2.4.3");
        Begins($"{Client} 2.4.1 -> 2.4.3: no difference in 5 calls between the project and what moved, in 4 tests.\n", replay.Output);
        Assert.Equal(0, replay.ExitCode);
        Assert.DoesNotContain("warning", replay.Output.Split('\n', 2)[1].Replace("0 warnings", ""));
        Assert.DoesNotContain("not checked", replay.Output);
    }

    /// <summary>Looked at as it stands: no member of it runs, however it would end.</summary>
    [Fact]
    public void A_hostile_package_changes_nothing_and_hangs_nothing()
    {
        const string Evil = "SgTest.Evil";
        foreach (string version in new[] { "1.0.0", "1.0.1" })
            MadePackage.Pack(Evil, version, ("Evil.cs", Source("Consumers/evil/Package.cs")));
        using var app = new ConsumerSolution().Version(Evil, "1.0.0")
            .Project("App", $"<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><PackageReference Include=\"{Evil}\" /></ItemGroup>")
            .With("App/Program.cs", Repository.Source("evil"));
        app.Save();
        var replay = Command.Run(app, "replay", "--package", Evil + "@1.0.1", "--", "dotnet", "run", "--project", "App");
        Assert.True(replay.ExitCode == 0, replay.Output);
        Begins($"{Evil} 1.0.0 -> 1.0.1: no difference in ", replay.Output);
        replay = Command.Run(app, "replay", "--package", Evil + "@1.0.1", "--runs", "1", "--", "sh", "-c",
            "dotnet run --project App --no-build > printed.txt");
        Assert.True(replay.ExitCode == 0, replay.Output);
        Assert.Equal("3 True boom 5 1000000 done\n", app.Read("printed.txt"));
    }

    /// <summary>The whole output is what helps where one does not hold.</summary>
    private static void Has(string expected, string output) => Assert.True(output.Contains(expected, StringComparison.Ordinal), output);

    private static void Begins(string expected, string output) =>
        Assert.True(output.StartsWith(expected, StringComparison.Ordinal), output);

    private static ConsumerSolution Worker()
    {
        foreach (string version in new[] { "2.4.1", "2.4.2" })
            MadePackage.Pack(Client, version, ("Client.cs", Source("Incident/Courier/Client.cs")),
                ("ConsumerOptions.cs", Source($"Incident/Courier/ConsumerOptions.{version}.cs")));
        MadePackage.Pack(Client, "2.4.3", ("Client.cs", Source("Incident/Courier/Rewritten.2.4.3.cs")));
        var solution = new ConsumerSolution()
            .Version(Client, "2.4.1").Version("xunit", "2.9.3").Version("xunit.runner.visualstudio", "3.1.5")
            .Version("Microsoft.NET.Test.Sdk", "17.14.1")
            .Project("App", $"<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><PackageReference Include=\"{Client}\" /></ItemGroup>")
            .Project(
                "App.Tests",
                """
                <ItemGroup>
                  <PackageReference Include="xunit" />
                  <PackageReference Include="xunit.runner.visualstudio" />
                  <PackageReference Include="Microsoft.NET.Test.Sdk" />
                  <ProjectReference Include="../App/App.csproj" />
                </ItemGroup>
                """)
            .With("App.Tests/WorkerTests.cs", WorkerTests());
        foreach (string file in new[] { "Worker.cs", "Tests.cs", "Program.cs" })
            solution.With("App/" + file, Source("Incident/App/" + file));
        solution.Save();
        return solution;
    }

    /// <summary>Two classes, which xunit runs in parallel.</summary>
    private static string WorkerTests()
    {
        return Class("ClaimTests", "A_claim_is_paid", "A_claim_is_paid_once")
            + Class("WorkerTests", "What_cannot_be_read_is_rejected", "The_worker_subscribes");

        static string Class(string name, params string[] tests)
        {
            string methods = string.Concat(tests.Select(x => $"    [Xunit.Fact]\n    public void {x}() => Claims.Tests.{x}();\n\n"));
            return $"public sealed class {name}\n{{\n{methods}}}\n";
        }
    }

    private static string Source(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "SemverGuard.Package.Tests", file));
}
