using BenchmarkDotNet.Attributes;
using SemverGuard.Api;
using SemverGuard.Baselines;
using SemverGuard.Benchmarks.Pairs;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Benchmarks.Linkage;

/// <summary>How the cost grows with the application. Every operation opens every file anew.</summary>
public class LinkageBenchmarks
{
    [Params(10, 50, 150)]
    public int Assemblies { get; set; }

    /// <summary>The usual bump.</summary>
    [Benchmark(Description = "link, nothing breaks")]
    public int Links() => Link(breaks: false);

    /// <summary>Something fails to link, and the way to it is looked for in all code that can run.</summary>
    [Benchmark(Description = "link, something breaks")]
    public int Breaks() => Link(breaks: true);

    /// <summary>What each assembly references is read by its name, and nothing is looked for.</summary>
    [Benchmark(Description = "names of what is referenced")]
    public long References()
    {
        using var deployment = new Deployment(Assemblies, breaks: false);
        return deployment.Worlds().After.Application.Sum(x => Floor.References(x.Reader));
    }

    /// <summary>What a build records: the uses that the largest of the assemblies makes of the others.</summary>
    [Benchmark(Description = "read uses, record baseline")]
    public int Record()
    {
        using var deployment = new Deployment(Assemblies, breaks: false);
        var (_, world) = deployment.Worlds();
        var consumer = Largest(world);
        var uses = UseReader.Read(consumer, world);
        var packages = world.Application.Where(x => x != consumer)
            .Select(x => new ResolvedPackage(x.Name, x.Version.ToString(), "", IsDirect: true, [],
                [new BaselineAssembly { Name = x.Name, Version = x.Version, Mvid = x.Mvid }]));
        return BaselineText.Write(BaselineRecorder.Record("net10.0", packages, uses, new ApiSurface(world))).Length;
    }

    private int Link(bool breaks)
    {
        using var deployment = new Deployment(Assemblies, breaks);
        var (before, after) = deployment.Worlds();
        return Linker.Check(before, after, Largest(after), sources: null, uses: []).Failures.Count;
    }

    private static AssemblyImage Largest(AssemblySet world) => world.Application.MaxBy(x => x.Reader.MethodDefinitions.Count)!;
}
