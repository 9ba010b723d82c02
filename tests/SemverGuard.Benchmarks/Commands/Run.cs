using System.Diagnostics;

namespace SemverGuard.Benchmarks.Commands;

/// <summary>One command from its start to its exit.</summary>
/// <param name="PeakMemory">Of the resident set, in bytes; 0 when it was not watched.</param>
internal sealed record Run(TimeSpan Wall, long PeakMemory, int ExitCode, string Output)
{
    /// <param name="watch">Asks for the memory all the time, which costs a little of the time.</param>
    /// <param name="environment">Besides what this process has.</param>
    public static Run Of(
        string program, IEnumerable<string> arguments, string? folder = null, bool watch = false,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A build node that stays behind would wait for its heirs and keep the pipes open.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        // On a server nothing is recorded, and a build without a baseline costs next to nothing.
        foreach (string server in (string[])["CI", "ContinuousIntegrationBuild", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL"])
            start.Environment.Remove(server);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (watch && !process.WaitForExit(1))
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break; // it has just ended
            }
        }
        process.WaitForExit();
        var wall = clock.Elapsed;
        return new Run(wall, peak, process.ExitCode, output.Result + error.Result);
    }

    /// <summary>Runs commands in turn, so that what else the machine does hurts all of them alike.</summary>
    /// <returns>For each, the median of its wall times.</returns>
    public static IReadOnlyList<TimeSpan> InTurn(int rounds, params Func<Run>[] commands)
    {
        foreach (var command in commands) command();
        var times = commands.Select(_ => new List<TimeSpan>()).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < commands.Length; i++) times[i].Add(commands[i]().Wall);
        }
        return [.. times.Select(x => x.Order().ElementAt(x.Count / 2))];
    }
}
