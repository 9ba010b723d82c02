using System.Collections;
using Microsoft.Build.Framework;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Tasks.Assets;
using SemverGuard.Tasks.Baselines;
using SemverGuard.Tasks.Compiling;
using SemverGuard.Tasks.Reporting;
using SemverGuard.Tasks.Worlds;

namespace SemverGuard.Tasks;

/// <summary>
/// Before the compiler runs: compares the packages with the baseline and, where they differ, compiles today's source against the packages as
/// they were. What cannot wait for the compiler is told here; the rest when its output is there, by <see cref="CompareBuilds"/>.
/// </summary>
public sealed class CheckUpgrades : UpgradeTask
{
    /// <summary>Packages as they were are restored where they are missing.</summary>
    public bool MayRestore { get; set; }

    /// <summary>The source is compiled against them.</summary>
    public bool MayRecompile { get; set; }

    /// <summary>C#, VB or F#.</summary>
    public string Language { get; set; } = "";

    /// <summary>Folder of the compiler that the build itself uses.</summary>
    public string CompilerFolder { get; set; } = "";

    public bool UseSharedCompilation { get; set; } = true;

    /// <summary>Names the compiler server that the build uses; empty when it is everybody's.</summary>
    public string SharedCompilationId { get; set; } = "";

    /// <summary>Codes, separated by semicolons.</summary>
    public string WarningsAsErrors { get; set; } = "";

    /// <summary>As the compiler gets them: reference assemblies of projects, compile assets of packages.</summary>
    public ITaskItem[] References { get; set; } = [];

    public ITaskItem[] AdditionalFiles { get; set; } = [];

    /// <summary>The project file and what it imports, as far as MSBuild names them.</summary>
    public ITaskItem[] ProjectFiles { get; set; } = [];

    /// <summary>Where the build notes what its compilation depends on besides files.</summary>
    public string InputsCache { get; set; } = "";

    private CompilerInputs? compilerInputs;

    private protected override void Look()
    {
        StampFile.Remove(Stamp);
        TellSettings();
        string inputs = Inputs();
        if (Repeat(inputs)) return;
        LastCheck.Forget();
        var (baseline, error) = Baselines.BaselineFile.Read(BaselineFile, Framework, ProjectFile);
        if (error is not null)
        {
            Tell(BaselineProblem.Unreadable(BaselineFile, error, "Upgrades are not checked until it can, and the file is left as it is.", Severity.Warning));
        }
        else if (baseline is not null)
        {
            if (ReadAssets() is { } graph) Check(baseline, graph, inputs);
        }
        else if (IsContinuousIntegration)
        {
            Tell(Diagnostic.About(SelfRules.BaselineMissing, "There is no " + Path.GetFileName(BaselineFile) + ", so upgrades are not checked. Build once on a developer's machine and commit the file.", new Place(ProjectFile)));
        }
        else
        {
            StampFile.Touch(Stamp); // the record task makes one
        }
    }

    private void Check(Baseline baseline, ProjectAssets graph, string inputs)
    {
        using var files = new AssemblyFiles { PathMap = PathMap };
        var now = Situate(baseline, graph, files);
        var builds = new BuildPair(StateFolder, Path.GetFileName(AssemblyFile));
        bool isStuck = builds.AreExpected; // the last time it came to no output
        builds.Forget();
        if (now.Bumps.Count == 0)
        {
            if (TellAccepted(now, null, out _)) StampFile.Touch(Stamp);
            return;
        }
        Restore(now.Worlds.MissingOf(baseline), graph);
        var upgrade = Upgrade(now, files);
        var view = new SourceView(CompilerInputs, Language, files, Surfaces);
        bool mayCompile = MayRecompile && Language is "C#" or "VB" && now.Bumps.All(x => now.Worlds.CompileAssetsOf(now.Baseline.Package(x.Id)!) is not null);
        if (mayCompile && Earlier(now, now.Bumps, builds, files).Pairs(CompilerInputs) is { } pairs && view.IsSame(pairs))
        {
            // Today's output is then the one before, too.
            builds.ForgetBefore();
            builds.Expect(inputs, EarlierCompilation.None.NotTakenBack);
            Await(now);
            return;
        }
        var compiled = mayCompile ? Compile(now, upgrade, builds, files) : EarlierCompilation.None;
        var before = compiled.Output is { } output ? Consumer.Compiled(output, upgrade.Before, files) : null;
        var consumer = before ?? Consumer.LastBuilt(AssemblyFile, StateFolder, baseline, now.Worlds, files);
        bool isInDoubt = mayCompile && Compiler() is not null && (before is null || isStuck || IsInDoubt(before));
        var errors = isInDoubt && Options() is { } options ? Compiler()!.Compile(options, CompilerInputs, builds.AfterFolder, builds.Name).Errors : [];
        if (errors.Count > 0 || (before is null && !isInDoubt))
        {
            Check(now, upgrade, errors.Count > 0 ? consumer.But(errors) : consumer, NotRecompiled(now, compiled.NotTakenBack), inputs);
            return;
        }
        if (before is null) builds.ForgetBefore();
        builds.Expect(inputs, compiled.NotTakenBack);
        Await(now);

        // Another compilation, before the one that may fail.
        bool IsInDoubt(Consumer earlier) => view.IsInDoubt(earlier.Build!, upgrade.After.CompileSet(files), [.. now.Bumps.SelectMany(x => x.Assemblies)]);
    }

    private SurfaceDiffs Surfaces => new(Path.GetFileNameWithoutExtension(AssemblyFile), MayFailOnWarnings, Cache.Surfaces);

    /// <summary>The SDK itself makes an error of a restore's warning.</summary>
    private bool MayFailOnWarnings => TreatWarningsAsErrors || ProjectPolicy.Codes(WarningsAsErrors).Any(x => !x.StartsWith("NU", StringComparison.OrdinalIgnoreCase)
        && !x.StartsWith("SYSLIB", StringComparison.OrdinalIgnoreCase));

    /// <summary>Today's source, compiled against the packages as they were.</summary>
    private EarlierCompilation Compile(Situation now, Upgrade upgrade, BuildPair builds, AssemblyFiles files)
    {
        if (Compiler() is not { } compiler) return EarlierCompilation.Failed(now.Bumps, $"what the same source means now was not compared, because no compiler was found in '{CompilerFolder}'");
        if (Options() is not { } options) return EarlierCompilation.Failed(now.Bumps, "what the same source means now was not compared, because the project's targets do not tell how it is compiled");
        var needed = new NeededUpgrades(now.Bumps, upgrade.Before.CompileSet(files), upgrade.After.CompileSet(files));
        return EarlierCompilation.Of(now.Bumps, CompileWithout, needed);

        Compilation CompileWithout(IReadOnlyList<Bump> bumps) => compiler.Compile(
            options.WithoutPromotions(), Earlier(now, bumps, builds, files).Of(CompilerInputs), builds.BeforeFolder, builds.Name);
    }

    private EarlierInputs Earlier(Situation now, IReadOnlyList<Bump> bumps, BuildPair builds, AssemblyFiles files) =>
        new(now, bumps, builds, files, EarlierGenerators(now, [.. bumps.Where(x => RunsEarlierGenerator(now, x))], files));

    private static EarlierGenerators? EarlierGenerators(Situation now, IReadOnlyList<Bump> bumps, AssemblyFiles files) => bumps.Count == 0 ? null : new EarlierGenerators(now, bumps, files);

    private ProjectCompiler? Compiler() =>
        ProjectCompiler.Locate(CompilerFolder, Language) is { } compiler
            ? new ProjectCompiler(compiler, Dotnet, Server, Path.GetDirectoryName(ProjectFile)!, Cancellation)
            : null;

    private string? Server => UseSharedCompilation ? SharedCompilationId : null;

    /// <summary>Names all that a check looks at.</summary>
    private string Inputs() => Fingerprint.Of(
        [.. Settings(), $"{MayRestore} {MayRecompile} {CompilerFolder}", Noted()],
        [.. Paths(ProjectFiles), AssetsFile, AcceptedFile, GetType().Assembly.Location, .. CompilerInputs.Files, .. RuntimeAssets.Select(x => x.ItemSpec),
            // Whose generators may run depends on what other projects restore.
            .. UsesEarlierGenerators ? new StillRestored(ProjectFile, AssetsFile, Solution, graph: null).AssetsOfSolution : []]);

    private string Noted() => File.Exists(InputsCache) ? InputFile.Text(InputsCache) : "";

    private CompilerInputs CompilerInputs => compilerInputs ??= new(
        Paths(Sources), [.. References.Select(Reference.Of)], [.. Generators.Select(Reference.Of).Where(x => x.Package != "SemverGuard")],
        Paths(AdditionalFiles), Paths(ConfigFiles), PathMap);

    private static string[] Paths(ITaskItem[] items) => [.. items.Select(x => x.GetMetadata("FullPath"))];

    /// <summary>Asked for once, and again when a project file or a setting changes.</summary>
    private CompilerOptions? Options()
    {
        string file = Path.Combine(StateFolder, "compiler-options.txt");
        string[] global = [.. BuildEngine6.GetGlobalProperties().Select(x => x.Key + "=" + x.Value).OrderBy(x => x, StringComparer.Ordinal)];
        string key = Fingerprint.Of([.. global, Noted()], [.. Paths(ProjectFiles), AssetsFile]);
        if (CompilerOptions.Kept(file, key) is { } kept) return kept;
        var asked = Ask();
        asked?.Keep(file, key);
        return asked;
    }

    /// <summary>Asks the project's own targets, as an editor does: they know all its options, and nothing is compiled.</summary>
    private CompilerOptions? Ask()
    {
        var answers = new Hashtable();
        var question = new Hashtable
        {
            ["DesignTimeBuild"] = "true",
            ["SkipCompilerExecution"] = "true",
            ["ProvideCommandLineArgs"] = "true",
            // What targets write on the way must not be taken for this build's.
            ["IntermediateOutputPath"] = Path.Combine(StateFolder, "options") + Path.DirectorySeparatorChar,
        };
        const string Target = "SemverGuardCompilerOptions";
        bool isAnswered = BuildEngine.BuildProjectFile(ProjectFile, [Target], question, answers);
        return isAnswered && answers[Target] is ITaskItem[] { Length: > 0 } arguments ? CompilerOptions.Of(arguments.Select(x => x.ItemSpec)) : null;
    }

    private void Restore(IReadOnlyList<BaselinePackage> missing, ProjectAssets graph)
    {
        if (!MayRestore || missing.Count == 0 || graph.Folders.Count == 0) return;
        Log.LogMessage(MessageImportance.Normal, "{0}", "SemverGuard restores " + string.Join(", ", missing.Select(x => x.Id + " " + x.Version)) + " to compare with.");
        Log.LogMessage(MessageImportance.Low, "{0}", SafeText.Lines(Restoring(graph).Run(missing.Select(x => (x.Id, x.Version)))));
    }
}
