using System.Collections.Concurrent;
using SemverGuard.Api;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.Witness;

/// <summary>
/// What SemverGuard says to one case, as <c>semverguard compare</c> would: the consumer is not rebuilt, the claim is a patch.
/// </summary>
public static class WitnessJudge
{
    /// <summary>The report on every case, by the case's name.</summary>
    public static IReadOnlyDictionary<string, GuardReport> Reports => AllReports.Value;

    /// <summary>The same with the consumer's source at hand.</summary>
    public static IReadOnlyDictionary<string, GuardReport> SourcesReports => AllSourcesReports.Value;

    /// <summary>The implementations compared too, which builds and the tool do when they are asked to.</summary>
    public static IReadOnlyDictionary<string, GuardReport> BehaviorReports => AllBehaviorReports.Value;

    private static readonly Lazy<IReadOnlyDictionary<string, GuardReport>> AllBehaviorReports =
        new(() => Reported(x => Judge(x, x.CompileAfter, x.RuntimeAfter, behavior: true)));

    private static readonly Lazy<IReadOnlyDictionary<string, GuardReport>> AllReports = new(() => Reported(Judge));

    private static readonly Lazy<IReadOnlyDictionary<string, GuardReport>> AllSourcesReports = new(() => Reported(JudgeSources));

    private static ConcurrentDictionary<string, GuardReport> Reported(Func<WitnessBuild, GuardReport> judge)
    {
        var reports = new ConcurrentDictionary<string, GuardReport>();
        Parallel.ForEach(WitnessCase.All, x => reports[x.Name] = judge(x.Build));
        return reports;
    }

    public static GuardReport Judge(WitnessBuild build) => Judge(build, build.CompileAfter, build.RuntimeAfter);

    /// <summary>As <c>compare --sources</c>: the consumer's source is compiled against both worlds.</summary>
    public static GuardReport JudgeSources(WitnessBuild build) => Judge(build, build.CompileAfter, build.RuntimeAfter, recompile: true);

    /// <summary>Source and implementation compared: all that SemverGuard can do.</summary>
    public static GuardReport JudgeAll(WitnessBuild build) =>
        Judge(build, build.CompileAfter, build.RuntimeAfter, recompile: true, behavior: true);

    /// <summary>The consumer compiled twice against the same library, into two modules that differ in their version only.</summary>
    public static IReadOnlyList<Rebind> RebindsOfIdentity(WitnessBuild build)
    {
        var again = TestCompiler.Recompile(build.App);
        return RebindReader.Read(Build(build.App), Build(again), ["Lib"]);

        Build Build(CompiledAssembly app) => new(World.Open(app), World.Of([app, .. build.CompileBefore]), World.Sources(app));
    }

    /// <summary>The library against itself: nothing changed, so nothing may be reported.</summary>
    public static GuardReport JudgeIdentity(WitnessBuild build) => Judge(build, build.CompileBefore, build.RuntimeBefore);

    private static GuardReport Judge(WitnessBuild build, IReadOnlyList<CompiledAssembly> compileAfter,
        IReadOnlyList<CompiledAssembly> runtimeAfter, bool recompile = false, bool behavior = false)
    {
        // The door opens a file once, whichever of the sets it is in.
        var images = new Dictionary<CompiledAssembly, AssemblyImage>(ReferenceEqualityComparer.Instance);
        var before = Set(build.CompileBefore);
        var surfaceBefore = new ApiSurface(before);
        string[] library =
            [.. build.CompileBefore.Concat(compileAfter).Select(x => x.Name).Where(x => x is not ("App" or "Mid")).Distinct()];
        return Guard.Check(new GuardInput
        {
            Recompiled = recompile ? Recompile() : null,
            Bumps = [new Bump("Lib", "1.2.3", "1.2.4", library)],
            Uses = UseReader.Read(Image(build.App), before, World.Sources(build.App)),
            Before = surfaceBefore.Find,
            After = new ApiSurface(Set(compileAfter)),
            RuntimeBefore = Set(build.RuntimeBefore),
            RuntimeAfter = Set(runtimeAfter),
            Consumer = Image(build.App),
            Sources = World.Sources(build.App),
            IsRebuilt = false,
            ComparesBehavior = behavior,
            PackageOf = x => library.Contains(x) ? ("Lib", "1.2.4") : null,
        });

        Recompiled Recompile() => new(
            new Build(Image(build.App), Set([build.App, .. build.CompileBefore]), World.Sources(build.App)),
            build.AppAfter is { } app ? new Build(Image(app), Set([app, .. compileAfter]), World.Sources(app)) : null,
            [.. build.Errors.Select(TestCompiler.Error)]) { Line = x => TestCompiler.Line(build.App, x) };

        AssemblySet Set(IEnumerable<CompiledAssembly> assemblies) => World.Of([.. assemblies.Select(Image)]);

        AssemblyImage Image(CompiledAssembly assembly) =>
            images.TryGetValue(assembly, out var known) ? known : images[assembly] = World.Open(assembly);
    }
}
