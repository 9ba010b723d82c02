using System.Text;
using SemverGuard.Compiling;
using Xunit.Abstractions;

namespace SemverGuard.Faults;

/// <summary>
/// Small faults in methods of real packages that a consumer runs: each that shows in what it prints is told, at least by the method's name.
/// </summary>
/// <remarks><c>SEMVERGUARD_FAULTS=all</c> takes them all; else a sample of them is taken.</remarks>
public sealed class FaultTests(ITestOutputHelper log)
{
    private const int All = 40, Sample = 3;

    private static bool TakesAll => Environment.GetEnvironmentVariable("SEMVERGUARD_FAULTS") == "all";

    [Fact]
    public void Every_fault_that_shows_is_told()
    {
        int count = TakesAll ? All : Sample;
        Result[] results = [.. Package.All.SelectMany((x, i) => Report(Bench.Run(x, count, i * Sample)))];
        var missed = results.Where(x => x.Differs && x.Told < Told.Listed).ToList();
        var text = new StringBuilder();
        foreach (var x in missed)
            text.AppendLine($"{x.Package} {x.Site.Kind} {x.Site.Method} [{x.Told}] {x.Said}\n  before: {x.Before}\n  after:  {x.After}");
        log.WriteLine(text.ToString());
        string how = TakesAll ? "Written by `SEMVERGUARD_FAULTS=all SEMVERGUARD_UPDATE=1 dotnet test tests/SemverGuard.Faults`."
            : "Written by `SEMVERGUARD_UPDATE=1 dotnet test tests/SemverGuard.Faults`, and compared with what it measures on every run.";
        string title = TakesAll ? "Injected faults" : "Injected faults, a sample";
        Repository.Holds(
            Repository.PathOf("tests", "SemverGuard.Faults", TakesAll ? "scoreboard.md" : "sample.md"), Scoreboard.Of(title, how, results));
        Assert.True(missed.Count == 0, $"{missed.Count} faults are not told:\n{text}");
    }

    /// <summary>A line for each, where somebody wants to read them.</summary>
    private static IReadOnlyList<Result> Report(IReadOnlyList<Result> results)
    {
        if (Environment.GetEnvironmentVariable("SEMVERGUARD_FAULTS_TABLE") is not { } file) return results;
        File.AppendAllLines(file, results.Select(x => string.Join(
            '\t', x.Package, x.Site.Kind, x.Differs, x.Told, x.Distance, x.Site.Method, x.Before, x.After,
            x.Said.ReplaceLineEndings(" "))));
        return results;
    }

    public static TheoryData<string> Packages => [.. Package.All.Select(x => x.Id)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void An_assembly_that_was_only_written_anew_differs_in_nothing(string id)
    {
        var report = Bench.Unharmed(Package.All.Single(x => x.Id == id));
        Assert.Empty(report.Findings);
        Assert.Empty(report.NotChecked);
    }
}
