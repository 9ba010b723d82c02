using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SemverGuard.Effects;
using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Uses;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tasks.Tests;

/// <summary>The reports that the projects of a solution keep for each other.</summary>
public sealed class SavedReportTests : IDisposable
{
    /// <summary>Everything that a printer asks for, which a value for each of its parts shows.</summary>
    private static readonly JsonSerializerOptions Whole = new()
    {
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Leave } },
    };

    private readonly TempFolder folder = new();

    private string Solution => folder.With("All.slnx", """
        <Solution><Project Path="A/A.csproj" /><Project Path="B/B.csproj" /></Solution>
        """);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_kept_is_found_again()
    {
        foreach (var report in new[] { Samples.Report, Samples.Known, Samples.Accepted, Everything() })
            Assert.Equal(JsonSerializer.Serialize(report, Whole), JsonSerializer.Serialize(Again(report), Whole));
    }

    [Fact]
    public void The_last_project_finds_those_of_all()
    {
        Assert.Equal(["A"], Kept("A", "A"));
        Assert.Equal(["A", "B"], Kept("B", "B"));
        Assert.Equal(["A", "B"], Kept("A", "A"));
        // It was built with another solution, or was in this one.
        Assert.Equal(["A", "B", "C"], Kept("C", "C"));
        Assert.Equal(["A", "B"], Kept("A", "A"));
    }

    [Fact]
    public void What_is_damaged_is_as_if_it_were_not_there()
    {
        Kept("A", "A");
        string file = Assert.Single(Directory.GetFiles(folder.Root, "*.report", SearchOption.AllDirectories));
        byte[] whole = File.ReadAllBytes(file);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Equal(["B"], Kept("B", "B"));
        }
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] other = [.. whole];
            other[at] ^= 0xff;
            File.WriteAllBytes(file, other);
            Assert.Contains("B", Kept("B", "B"));
        }
    }

    /// <summary>What a project said in an earlier build is in the report as long as it is so.</summary>
    [Fact]
    public void What_a_baseline_has_accepted_since_is_no_longer_told()
    {
        string assets = folder.With("A/obj/project.assets.json", "{}"), baseline = Baseline("1.20.0");
        Keep("A", Samples.Of(Samples.Missing, Samples.Nasty), baseline);
        Assert.Equal(2, Told());

        // Accepted, and not built again.
        Baseline("1.20.1");
        Assert.Equal(0, Told());
        // In its own build it says what it has to.
        Assert.Equal(2, Keep("A", Samples.Of(Samples.Missing, Samples.Nasty), baseline));

        // The build that says what nobody has to look at moves the baseline on itself.
        Baseline("1.20.0");
        Keep("A", Samples.Of(Samples.Nasty), baseline);
        Baseline("1.20.1");
        Assert.Equal(1, Told());
        File.SetLastWriteTimeUtc(assets, DateTime.UtcNow.AddHours(1));
        Assert.Equal(0, Told());

        // The next upgrade is another one.
        Keep("A", Samples.Of(Samples.Missing), baseline);
        Baseline("1.20.0");
        Assert.Equal(1, Told());

        int Told() => Keep("B", new Report { Upgrades = [], Framework = "net10.0" }, folder.PathOf("B/none.baseline"));

        string Baseline(string version) => folder.With("A/SemverGuard.net10.0.baseline",
            $"semverguard-baseline 1 net10.0 A.csproj\npackage OpenTelemetry {version} direct\n");

        int Keep(string name, Report report, string baselineFile)
        {
            string file = folder.With($"{name}/{name}.csproj", "<Project />");
            int count = 0;
            SolutionReports.Of(Solution, file, folder.PathOf($"{name}/obj/project.assets.json"))!.Keep(
                report, file, baselineFile, all => count = all.SelectMany(x => x.Upgrades).Sum(x => x.Findings.Count));
            return count;
        }
    }

    [Fact]
    public void Several_processes_find_each_other()
    {
        int most = 0;
        Parallel.For(0, 16, x =>
        {
            int count = Kept(x % 2 == 0 ? "A" : "B", "P").Length;
            lock (folder) most = Math.Max(most, count);
        });
        Assert.Equal(2, most);
        Assert.Equal(2, Kept("A", "P").Length);
    }

    private string[] Kept(string name, string project)
    {
        string file = folder.With($"{name}/{name}.csproj", "<Project />");
        string[] names = [];
        SolutionReports.Of(Solution, file, folder.PathOf($"{name}/obj/project.assets.json"))!.Keep(
            Samples.Report with { Project = project }, file, folder.PathOf($"{name}/none.baseline"),
            all => names = [.. all.Select(x => x.Project)]);
        return names;
    }

    private static Report Again(Report report)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        new SavedReport(SavedValues.To(writer)).Of(report);
        bytes.Position = 0;
        var read = new SavedReport(SavedValues.From(new BinaryReader(bytes))).Of(null);
        Assert.Equal(bytes.Length, bytes.Position);
        return read;
    }

    private static Report Everything()
    {
        var site = new SourceSite("/repo/src/app/Program.cs", 3, 7);
        var bump = new Bump("Lib", "2.0.0", "1.0.0", ["Lib", "Lib.More"], IsDirect: false, ["Host", "Lib"]) { IsBeforeVulnerable = true };
        var finding = Samples.Missing with
        {
            Package = bump,
            Uses = Use.Call,
            Reach = Linkage.Reach.Type,
            IsRefused = true,
            NeededBy = "Host",
            WayOut = [new PackageMove("Lib", "3.0.0")],
            Methods =
            [
                new ReachedMethod(new ChangedMethod("M:A.B", "Lib", []) { Difference = "returns 2 (was 1)" },
                    new Way(["M:P.Main", "M:A.B"], "M:A.B", 2, site)),
                new ReachedMethod(new ChangedMethod("M:A.C", "Lib", []), new Way([], null, 0, null)),
            ],
        };
        var upgrade = new ReportedUpgrade(bump, [new ReportedFinding(finding, Severity.Error) { MutedBy = "NoWarn", Projects = ["app"] }])
        {
            Origin = "transitive",
            WayOutLines = "lines",
            Place = new Place("a.csproj", 1, 2),
            Sheets = [new Sheet(SheetKind.Options, "T:A", "Lib", [new SheetRow("M", null, "2", true) { IsSet = true }]) { By = "Json" }],
        };
        return Samples.Report with
        {
            Upgrades = [upgrade],
            Holes = [new Hole(HoleKind.Dynamic, "M:P.Main", site), new Hole(HoleKind.Native, "M:P.Main", null)],
            NotChecked = [new NotChecked("Lib", "why") { Packages = ["Lib"] }],
            Problems = [new Diagnostic("SG9001", Severity.Warning, "text", new Place("b", 3, 4), "https://wiki.example.org/")],
            Compiles = false,
        };
    }

    /// <summary>What no build has a value for, and what the build that prints sets itself.</summary>
    private static void Leave(JsonTypeInfo type)
    {
        string[] own = [nameof(Report.Pages), nameof(Report.Root), nameof(Report.Verdict), nameof(Finding.Observed)];
        foreach (var property in type.Properties.Where(x => own.Contains(x.Name)).ToArray()) type.Properties.Remove(property);
    }
}
