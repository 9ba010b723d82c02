using SemverGuard.Benchmarks.Pairs;
using SemverGuard.Benchmarks.Reports;

namespace SemverGuard.Benchmarks.Commands;

/// <summary><c>semverguard compare</c> as it is packed, beside ApiCompat's tool on the same upgrade.</summary>
internal static class CommandMeasurement
{
    public static Table Measure()
    {
        string tool = Publish();
        var table = new Table("As a command, from start to exit",
            ["Upgrade", "ApiCompat", "semverguard compare", "Ratio", "Start alone", "Ratio",
                "Memory of ApiCompat", "Memory of semverguard", "Ratio"]);
        double slowest = 0, largest = 0, start = 0;
        foreach (var upgrade in Upgrade.All.Where(x => x.Id is "Castle.Core" or "Newtonsoft.Json" or "OpenTelemetry"))
        {
            string consumer = upgrade.Consumer();
            Run Theirs(bool watch) => Dotnet(Places.ApiCompatTool, watch, "--left", upgrade.Before, "--right", upgrade.After);
            Run Ours(bool watch) => Dotnet(tool, watch, "compare", "--before", upgrade.Before, "--after", upgrade.After, "--app", consumer,
                "--before-version", upgrade.BeforeVersion, "--after-version", upgrade.AfterVersion);
            var times = Run.InTurn(rounds: 5, () => Theirs(false), () => Ours(false), () => Dotnet(tool, false, "--version"));
            long theirs = Theirs(true).PeakMemory, ours = Ours(true).PeakMemory;
            slowest = Math.Max(slowest, times[1] / times[0]);
            start = Math.Max(start, times[2] / times[0]);
            largest = Math.Max(largest, (double)ours / theirs);
            table.Add(upgrade.ToString(), Text.Milliseconds(times[0]), Text.Milliseconds(times[1]), Text.Ratio(times[1] / times[0]),
                Text.Milliseconds(times[2]), Text.Ratio(times[2] / times[0]),
                Text.Megabytes(theirs), Text.Megabytes(ours), Text.Ratio((double)ours / theirs));
        }
        table.Headlines.Add(
            new Headline("`semverguard compare` to the ApiCompat command, time (worst upgrade)", Text.Ratio(slowest), "0.33"));
        table.Headlines.Add(new Headline("floor of that: the command's start alone", Text.Ratio(start), ""));
        table.Headlines.Add(
            new Headline("`semverguard compare` to the ApiCompat command, memory (worst upgrade)", Text.Ratio(largest), "0.80"));
        return table;
    }

    private static Run Dotnet(string assembly, bool watch, params string[] arguments)
    {
        var run = Run.Of("dotnet", [assembly, .. arguments], watch: watch);
        return run.ExitCode is 0 or 1 ? run : throw new InvalidOperationException($"{Path.GetFileName(assembly)} failed: {run.Output}");
    }

    /// <summary>Ready to run, as the packed tool of this machine's kind.</summary>
    private static string Publish()
    {
        string folder = Directory.CreateTempSubdirectory("semverguard-tool-").FullName;
        string project = Path.Combine(Places.RepositoryRoot, "src", "SemverGuard.Tool");
        var run = Run.Of("dotnet", ["publish", project, "--configuration", "Release", "--use-current-runtime", "--self-contained", "false",
            "-p:PublishReadyToRun=true", "--output", folder, "-m:1", "--verbosity", "quiet"]);
        return run.ExitCode == 0 ? Path.Combine(folder, "semverguard.dll") : throw new InvalidOperationException(run.Output);
    }
}
