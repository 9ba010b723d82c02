using BenchmarkDotNet.Attributes;
using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Tool;

namespace SemverGuard.Benchmarks.Pairs;

/// <summary>One upgrade in process. Every operation opens every file anew, on both sides, the framework's included.</summary>
public class PairBenchmarks
{
    private string consumer = "";

    [ParamsSource(nameof(Upgrades))]
    public Upgrade Upgrade { get; set; } = null!;

    public static IEnumerable<Upgrade> Upgrades => Upgrade.All;

    [GlobalSetup]
    public void CompileConsumer() => consumer = Upgrade.Consumer();

    [Benchmark(Baseline = true, Description = "ApiCompat")]
    public int ApiCompatOfThePair() => ApiCompat.Compare(Upgrade.Before, Upgrade.After, Places.Framework);

    /// <summary>The same question that ApiCompat answers: everything public, whoever uses it.</summary>
    [Benchmark(Description = "API rules, whole surface")]
    public int WholeSurface()
    {
        using var files = new Files();
        var framework = new SharedFramework(files);
        var before = files.Open(Upgrade.Before);
        var after = files.Open(Upgrade.After);
        var surface = new ApiSurface(new AssemblySet([after], framework.Find));
        var context = new RuleContext(after.Name, surface);
        return ApiReader.ReadVisible(before).Sum(x => ApiDiff.TypeAndMembers(x, surface.Find(after.Name, x.Id), context).Count());
    }

    [Benchmark(Description = "public names of both versions")]
    public long Names() => Floor.Surface(Upgrade.Before) + Floor.Surface(Upgrade.After);

    [Benchmark(Description = "the same, and all code once")]
    public long NamesAndCode() => Names() + Floor.Code(Upgrade.Before) + Floor.Code(Upgrade.After);

    /// <summary>What a build asks: what the consumer uses, the rules on that, and linkage.</summary>
    [Benchmark(Description = "check of one consumer")]
    public int Check()
    {
        using var files = new Files();
        var before = PackageSource.Open(Upgrade.Before, Upgrade.BeforeVersion, files);
        var after = PackageSource.Open(Upgrade.After, Upgrade.AfterVersion, files);
        return Guard.Check(
            Comparison.Of(before, after, ApplicationSource.Open(consumer, appAfter: null, [], files), isRebuilt: true)).Findings.Count;
    }
}
