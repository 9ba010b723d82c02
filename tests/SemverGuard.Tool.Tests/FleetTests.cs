namespace SemverGuard.Tool;

public sealed class FleetTests : IDisposable
{
    private const string Baseline = """
        semverguard-baseline 1 net10.0 Api.csproj
        package Lib 1.0.0 direct hash=abc==
          assembly Lib 1.0.0.0 mvid=00000000-0000-0000-0000-000000000001 compile=lib/Lib.dll runtime=lib/Lib.dll
            T:Lib.Client [] public class
            M:Lib.Client.Send(System.String) [call] public method
            M:Lib.Client.Send(System.Int32) [overload] public method
            M:Lib.Client.Get``1(System.Int32) [call,reference] public method
        package Other 2.0.0 via=Lib

        """;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("M:Lib.Client.Send(System.String)", 1)]
    [InlineData("Lib.Client.Send", 1)]
    [InlineData("Client.Send", 1)]
    [InlineData("Send", 1)]
    [InlineData("end", 0)]
    [InlineData("Client.Send(System.Int32)", 0)]
    [InlineData("Client.Get", 1)]
    [InlineData("Client.Get``1", 1)]
    [InlineData("Client", 2)]
    [InlineData("T:Lib.Client", 2)]
    [InlineData("Lib", 0)]
    public void A_symbol_is_named_as_people_do(string asked, int rows)
    {
        folder.With("orders/Api/SemverGuard.net10.0.baseline", Baseline);
        var run = FleetRun.Of(folder.Root, "--uses", asked, "--format", "json");
        Assert.Equal(ExitCode.Clean, run.ExitCode);
        Assert.Equal(
            Enumerable.Repeat("orders/Api|Api.csproj|net10.0|Lib|1.0.0", rows),
            run.Rows("service", "project", "framework", "package", "version"));
    }

    [Fact]
    public void A_package_with_a_version_asks_who_has_another()
    {
        folder.With("a/SemverGuard.net10.0.baseline", Baseline);
        folder.With("b/SemverGuard.net10.0.baseline", Baseline.Replace("Lib 1.0.0 direct", "Lib 1.1.0", StringComparison.Ordinal));
        folder.With("c/SemverGuard.net10.0.baseline", "semverguard-baseline 1 net10.0\n");
        Assert.Equal("""
            a (Api.csproj, net10.0): 1.0.0 -> 1.1.0, direct, uses 2 symbols

            1 of 3 services has another version of Lib than 1.1.0: 1.0.0 in 1 baseline.
            Of these baselines 1 ask for it directly, and 1 use something of it; most of all:
              M:Lib.Client.Get``1(System.Int32): 1 baseline
              M:Lib.Client.Send(System.String): 1 baseline

            """, FleetRun.Of(folder.Root, "--package", "Lib@1.1").Output);
        var all = FleetRun.Of(folder.Root, "--package", "Lib", "--format", "json");
        Assert.Equal(["a|1.0.0|True", "b|1.1.0|False"], all.Rows("service", "version", "direct"));
        Assert.Equal("None of 3 services has Nothing.\n", FleetRun.Of(folder.Root, "--package", "Nothing").Output);
    }

    [Fact]
    public void Without_a_question_it_counts()
    {
        folder.With("a/SemverGuard.net10.0.baseline", Baseline);
        folder.With("a/SemverGuard.net8.0.baseline", Baseline);
        folder.With("b/SemverGuard.net10.0.baseline", Baseline.Replace("Lib 1.0.0", "Lib 1.10.0", StringComparison.Ordinal));
        Assert.Equal("""
            Lib 1.10.0: 1 service, 1 direct, 1 using it
            Lib 1.0.0: 1 service, 1 direct, 1 using it
            Other 2.0.0: 2 services, 0 direct, 0 using it

            2 services with 2 packages in 3 versions.

            """, FleetRun.Of(folder.Root).Output);
    }

    /// <summary>A report of one project, as the command prints it, and whoever else uses what it names.</summary>
    [Fact]
    public void What_broke_for_one_is_looked_up_for_all()
    {
        folder.With("a/SemverGuard.net10.0.baseline", Baseline);
        folder.With("b/SemverGuard.net10.0.baseline", Baseline.Replace("Lib 1.0.0", "Lib 2.0.0", StringComparison.Ordinal));
        string report = folder.With("guard.json", """
            {"upgrades": [
              {"package": {"id": "Other", "before": "1.0.0", "after": "1.0.1"}, "findings": []},
              {"package": {"id": "Lib", "before": "1.0.0", "after": "2.0.0"}, "findings": [
                {"id": "SG1101", "severity": "warning", "symbol": "M:Lib.Client.Send(System.String)"},
                {"id": "SG1103", "severity": "info", "symbol": "M:Lib.Client.Get``1(System.Int32)"}]}]}
            """);
        var run = FleetRun.Of(folder.Root, "--findings", report, "--format", "json");
        Assert.Equal(ExitCode.Findings, run.ExitCode);
        Assert.Equal(["a|SG1101|M:Lib.Client.Send(System.String)"], run.Rows("service", "rule", "symbol"));
        Assert.Equal(ExitCode.Clean, FleetRun.Of(folder.PathOf("b"), "--findings", report).ExitCode);
        Assert.Equal(ExitCode.CouldNotCheck, FleetRun.Of(folder.Root, "--findings", folder.With("x.json", "[]")).ExitCode);
        Assert.Equal(ExitCode.CouldNotCheck, FleetRun.Of(folder.Root, "--findings", folder.With("x.json", "{}")).ExitCode);
    }

    [Fact]
    public void What_cannot_be_read_is_told_and_the_others_are_answered_about()
    {
        folder.With("a/SemverGuard.net10.0.baseline", Baseline);
        folder.With("b/SemverGuard.net10.0.baseline", "<<<<<<< HEAD\n");
        folder.With("c/detekt.baseline", "<SmellBaseline>");
        var run = FleetRun.Of(folder.Root, "--package", "Lib", "--format", "json");
        Assert.Equal(ExitCode.CouldNotCheck, run.ExitCode);
        Assert.Equal(["a"], run.Rows("service"));
        var problem = Assert.Single(run.Json.GetProperty("problems").EnumerateArray());
        Assert.Equal("b/SemverGuard.net10.0.baseline", problem.GetProperty("file").GetString());
        Assert.Equal(ExitCode.CouldNotCheck, FleetRun.Of(folder.PathOf("c")).ExitCode);
        Assert.Equal(ExitCode.CouldNotCheck, FleetRun.Of(folder.PathOf("nowhere")).ExitCode);
    }

    [Fact]
    public void Copies_and_circles_are_left_out()
    {
        string[] copies = ["a", "a/bin/Debug", "a/obj", ".git", "node_modules/x"];
        foreach (string copy in copies) folder.With(copy + "/SemverGuard.net10.0.baseline", Baseline);
        Directory.CreateSymbolicLink(folder.PathOf("a/circle"), folder.Root);
        Assert.Equal(["a"], FleetRun.Of(folder.Root, "--package", "Lib", "--format", "json").Rows("service"));
    }

    /// <summary>Two checkouts may have folders of the same names.</summary>
    [Fact]
    public void Of_several_folders_each_names_its_services()
    {
        folder.With("x/Api/SemverGuard.net10.0.baseline", Baseline);
        folder.With("y/Api/SemverGuard.net10.0.baseline", Baseline);
        var run = FleetRun.Of(folder.PathOf("x"), folder.PathOf("y/"), "--package", "Lib", "--format", "json");
        Assert.Equal(["x/Api", "y/Api"], run.Rows("service"));
    }

    [Theory]
    [InlineData("--format", "json")]
    [InlineData("--format", "text")]
    public void No_order_to_a_build_server_or_a_terminal_is_printed(params string[] format)
    {
        const string Send = "M:Lib.Client.Send(System.String)", Evil = "M:Lib.Client.##vso[x]%001b%202eSend(System.String)";
        folder.With("a/SemverGuard.net10.0.baseline", Baseline.Replace(Send, Evil, StringComparison.Ordinal));
        string output = FleetRun.Of([folder.Root, "--uses", "Client", .. format]).Output;
        Assert.Contains("Send(System.String)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\u202e', output);
    }

    [Fact]
    public void Tables_that_are_there_stay_when_nothing_can_be_read()
    {
        folder.With("a/SemverGuard.net10.0.baseline", Baseline);
        Assert.Equal(ExitCode.Clean, FleetRun.Of("export", folder.PathOf("tables"), folder.Root).ExitCode);
        Assert.Equal(["findings.parquet", "packages.parquet", "uses.parquet"], Tables());
        byte[] before = File.ReadAllBytes(folder.PathOf("tables/uses.parquet"));
        folder.With("b/SemverGuard.net10.0.baseline", "<<<<<<< HEAD\n");
        Assert.Equal(ExitCode.CouldNotCheck, FleetRun.Of("export", folder.PathOf("tables"), folder.PathOf("b")).ExitCode);
        Assert.Equal(ExitCode.CouldNotCheck, FleetRun.Of("export", folder.PathOf("tables"), folder.PathOf("tables")).ExitCode);
        Assert.Equal(["findings.parquet", "packages.parquet", "uses.parquet"], Tables());
        Assert.Equal(before, File.ReadAllBytes(folder.PathOf("tables/uses.parquet")));
        Assert.Equal(ExitCode.Clean, FleetRun.Of("export", folder.PathOf("tables"), folder.PathOf("a")).ExitCode);

        string[] Tables() =>
            [.. Directory.EnumerateFileSystemEntries(folder.PathOf("tables")).Select(x => Path.GetFileName(x))
                .Order(StringComparer.Ordinal)];
    }
}
