using System.Diagnostics;
using System.Globalization;
using SemverGuard.Benchmarks.Commands;

namespace SemverGuard.Benchmarks.Linkage;

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
            _ => benchmarks.Record(),
        };
        Console.WriteLine(clock.Elapsed.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture));
    }

    /// <summary>In processes of its own; the median.</summary>
    public static TimeSpan Measure(string method, int assemblies, int rounds = 5)
    {
        var times = Enumerable.Range(0, rounds).Select(_ => One(method, assemblies)).Order().ToArray();
        return times[rounds / 2];
    }

    private static TimeSpan One(string method, int assemblies)
    {
        var run = Run.Of("dotnet", [typeof(ColdStart).Assembly.Location, "cold", method, assemblies.ToString(CultureInfo.InvariantCulture)]);
        return TimeSpan.FromMilliseconds(double.Parse(run.Output, CultureInfo.InvariantCulture));
    }
}
