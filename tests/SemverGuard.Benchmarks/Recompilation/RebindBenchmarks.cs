using BenchmarkDotNet.Attributes;
using SemverGuard.Recompilation;

namespace SemverGuard.Benchmarks.Recompilation;

/// <summary>What the comparison of two builds costs where it finds nothing, which is nearly always.</summary>
public class RebindBenchmarks
{
    public static IEnumerable<string> Pairs => [TwoBuilds.Again, TwoBuilds.Reordered];

    private TwoBuilds? builds;

    [ParamsSource(nameof(Pairs))]
    public string Which { get; set; } = TwoBuilds.Again;

    [GlobalSetup]
    public void Compile() => builds = new TwoBuilds(Which);

    [GlobalCleanup]
    public void Close() => builds!.Dispose();

    [Benchmark(Description = "compare two builds")]
    public int Compare()
    {
        var (before, after) = builds!.Open();
        var found = RebindReader.Read(before, after, []);
        return found.Count == 0 ? 0 : throw new InvalidOperationException("A difference where there is none: " + found[0]);
    }
}
