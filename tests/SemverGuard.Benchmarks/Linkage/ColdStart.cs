using System.Diagnostics;
using System.Globalization;
using SemverGuard.Benchmarks.Commands;

namespace SemverGuard.Benchmarks.Linkage;

/// <param name="Time">Of the call.</param>
/// <param name="Memory">Peak working set of the process, in bytes.</param>
internal readonly record struct Cold(TimeSpan Time, long Memory);

/// <summary>The first call in a process, which is what a build meets: it pays for the JIT.</summary>
internal static class ColdStart
{
    /// <summary>In this process.</summary>
    public static void Print(string method, int assemblies)
    {
        var benchmarks = new LinkageBenchmarks { Assemblies = assemblies };
        var clock = Stopwatch.StartNew();
        _ = method switch
        {
            nameof(LinkageBenchmarks.Links) => benchmarks.Links(),
            nameof(LinkageBenchmarks.Breaks) => benchmarks.Breaks(),
            nameof(LinkageBenchmarks.References) => (int)benchmarks.References(),
            _ => benchmarks.Record(),
        };
        clock.Stop();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMilliseconds:F1} {process.PeakWorkingSet64}"));
    }

    /// <summary>In processes of its own; the one of median time.</summary>
    public static Cold Measure(string method, int assemblies, int rounds = 5)
    {
        var runs = Enumerable.Range(0, rounds).Select(_ => One(method, assemblies)).OrderBy(x => x.Time).ToArray();
        return runs[rounds / 2];
    }

    private static Cold One(string method, int assemblies)
    {
        var run = Run.Of(
            "dotnet", [typeof(ColdStart).Assembly.Location, "cold", method, assemblies.ToString(CultureInfo.InvariantCulture)]);
        string[] numbers = run.Output.Split(' ');
        return new Cold(TimeSpan.FromMilliseconds(double.Parse(numbers[0], CultureInfo.InvariantCulture)),
            long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }
}
