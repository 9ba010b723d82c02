using System.Collections;
using Microsoft.Build.Framework;
using SemverGuard.Baselines;
using SemverGuard.Findings;
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

    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>As the compiler gets them: reference assemblies of projects, compile assets of packages.</summary>
    public ITaskItem[] References { get; set; } = [];

    public ITaskItem[] AdditionalFiles { get; set; } = [];

    public ITaskItem[] ConfigFiles { get; set; } = [];

    private protected override void Look()
    {
        StampFile.Remove(Stamp);
        TellSettings();
        var (baseline, error) = Baselines.BaselineFile.Read(BaselineFile, Framework);
        if (error is not null)
        {
            Tell(BaselineProblem.Unreadable(BaselineFile, error, "Upgrades are not checked until it can, and the file is left as it is.", Severity.Warning));
        }
        else if (baseline is not null)
        {
            if (ReadAssets() is { } graph) Check(baseline, graph);
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

    private void Check(Baseline baseline, ProjectAssets graph)
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
        if (MayRecompile && BumpsAreHere(now))
        {
            var (consumer, problem) = Compile(now, upgrade, builds, isStuck, files);
            if (problem is not null) Check(now, upgrade, LastBuilt(), [problem]);
            else if (consumer is not null) Check(now, upgrade, consumer, []);
        }
        else
        {
            Check(now, upgrade, LastBuilt(), []);
        }

        Consumer LastBuilt() => Consumer.LastBuilt(AssemblyFile, StateFolder, baseline, now.Worlds, files);
    }

    /// <returns>The project when it no longer compiles; neither when the comparison waits for the compiler's output.</returns>
    private (Consumer? Consumer, NotChecked? Problem) Compile(Situation now, Upgrade upgrade, BuildPair builds, bool isStuck, AssemblyFiles files)
    {
        var inputs = Inputs();
        if (Language is not ("C#" or "VB")) return (null, NotRecompiled($"what the same source means now is compared for C# and Visual Basic, and not for {Language}; SemverGuardRecompile=false says that this is fine"));
        if (Compiler() is not { } compiler) return (null, NotRecompiled($"no compiler was found in '{CompilerFolder}', so it was not compared what the same source means now"));
        if (Options() is not { } options) return (null, NotRecompiled("the project's targets do not tell how it is compiled, so it was not compared what the same source means now"));
        if (new EarlierInputs(now.Baseline, now.Bumps, now.Worlds, now.Graph, builds.ReferencesFolder, files).Of(inputs) is not { } earlier) return (null, null);
        var before = compiler.Compile(options.WithoutPromotions(), earlier, builds.BeforeFolder, builds.Name);
        if (before.Output is null) return (null, NotRecompiled("today's source does not compile against the packages as they were, so it cannot be compared what it means: " + Reason(before)));
        if (Consumer.Compiled(before.Output, upgrade.Before, files) is not { } consumer) return (null, NotRecompiled("the recompiled project cannot be read"));
        if (isStuck || CompileDoubt.About(consumer.Recompiled!.Before, upgrade.After.CompileSet(files), [.. now.Bumps.SelectMany(x => x.Assemblies)], consumer.Uses))
        {
            var after = compiler.Compile(options, inputs, builds.AfterFolder, builds.Name);
            if (after.Errors.Count > 0) return (consumer.But(after.Errors), null);
        }
        builds.Expect();
        Await(now);
        return (null, null);

        NotChecked NotRecompiled(string reason) => new(string.Join(", ", now.Bumps.Select(x => $"{x.Id} {x.Before} -> {x.After}")), reason);
    }

    private static string Reason(Compilation compilation) =>
        compilation.Errors.Count > 0 ? $"{compilation.Errors[0].Site} {compilation.Errors[0].Id} {compilation.Errors[0].Message}".TrimStart() : compilation.Failure!;

    private ProjectCompiler? Compiler() =>
        ProjectCompiler.Locate(CompilerFolder, Language) is { } compiler ? new ProjectCompiler(compiler, Host, UseSharedCompilation, Path.GetDirectoryName(ProjectFile)!) : null;

    private CompilerInputs Inputs() => new(
        Paths(Sources), [.. References.Select(Reference.Of)], [.. Generators.Select(Reference.Of).Where(x => x.Package != "SemverGuard")],
        Paths(AdditionalFiles), Paths(ConfigFiles), PathMap);

    private static string[] Paths(ITaskItem[] items) => [.. items.Select(x => x.GetMetadata("FullPath"))];

    /// <summary>Asks the project's own targets, as an editor does: they know all its options, and nothing is compiled.</summary>
    private CompilerOptions? Options()
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

    private static bool BumpsAreHere(Situation now) => now.Bumps.All(x => now.Worlds.CompileAssetsOf(now.Baseline.Package(x.Id)!) is not null);

    private void Restore(IReadOnlyList<BaselinePackage> missing, ProjectAssets graph)
    {
        if (!MayRestore || missing.Count == 0 || graph.Folders.Count == 0) return;
        Log.LogMessage(MessageImportance.Normal, "{0}", "SemverGuard restores " + string.Join(", ", missing.Select(x => x.Id + " " + x.Version)) + " to compare with.");
        Log.LogMessage(MessageImportance.Low, "{0}", PackageRestore.Run(Host, Path.Combine(StateFolder, "restore"), missing.Select(x => (x.Id, x.Version)), graph.Folders[0]));
    }
}
