using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Compiling;
using SemverGuard.Worlds.Reporting;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Checks;

/// <summary>
/// Before the compiler runs: compares the packages with the baseline and, where they differ, compiles today's source against the packages
/// as they were. What cannot wait for the compiler is told here; the rest when its output is there, by <see cref="LateCheck"/>.
/// </summary>
internal sealed class EarlyCheck(ProjectWorld project, IHost host) : UpgradeCheck(project, host)
{
    private protected override void Look()
    {
        StampFile.Remove(Project.CheckStamp);
        TellSettings();
        string inputs = Inputs();
        if (Repeat(inputs)) return;
        LastCheck.Forget();
        Baselines.AcceptedFile.LastFindings.Forget(Project.StateFolder);
        var (baseline, error) = Baselines.BaselineFile.Read(Project.BaselineFile, Project.Framework, Project.ProjectFile);
        if (error is not null)
        {
            Tell(BaselineProblem.Unreadable(
                Project.BaselineFile, error, "Upgrades are not checked until it can, and the file is left as it is.", Severity.Warning));
        }
        else if (baseline is not null)
        {
            if (ReadAssets() is { } graph) Check(baseline, graph, inputs);
        }
        else if (Project.IsReadOnly)
        {
            Tell(Diagnostic.About(SelfRules.BaselineMissing,
                "There is no " + Path.GetFileName(Project.BaselineFile)
                    + ", so upgrades are not checked. Build once on a developer's machine and commit the file.",
                    new Place(Project.ProjectFile)));
        }
        else
        {
            StampFile.Touch(Project.CheckStamp); // the record task makes one
        }
    }

    private void Check(Baseline baseline, ProjectAssets graph, string inputs)
    {
        using var files = new AssemblyFiles { PathMap = Project.PathMap };
        var now = Setup.SituationOf(baseline, graph, files);
        var builds = new BuildPair(Project.StateFolder, Path.GetFileName(Project.AssemblyFile));
        bool isStuck = builds.AreExpected; // the last time it came to no output
        builds.Forget();
        // What came or went is no upgrade, and what is switched off is not checked; the file is not what it should be all the same.
        var moves = Project.IsReadOnly ? PackageChanges.Between(baseline, now.Inventory.Packages(graph, files)) : [];
        if (Project.IsLocked && moves.Count > 0) Tell(LockedBuild.Stale(Project.BaselineFile, moves));
        if (now.Bumps.Count == 0)
        {
            if (moves.Count > 0) AnnounceStale(PackageChanges.Names(moves));
            if (TellAccepted(now, null, out _)) StampFile.Touch(Project.CheckStamp);
            return;
        }
        Restore(now.Worlds.MissingOf(baseline), graph);
        var upgrade = Setup.Upgrade(now, files);
        var view = Setup.View(files);
        bool mayCompile = Project.MayRecompile && Setup.Source.IsCompiled
            && now.Bumps.All(x => now.Worlds.CompileAssetsOf(now.Before(x.Id)!) is not null);
        if (mayCompile && Setup.MeansTheSame(now, builds, view, files))
        {
            // Today's output is then the one before, too.
            builds.ForgetBefore();
            builds.Expect(inputs, EarlierCompilation.None.NotTakenBack);
            Await(now);
            return;
        }
        var compiled = mayCompile ? Compile(now, upgrade, builds, files) : EarlierCompilation.None;
        var before = compiled.Output is { } output ? Consumer.Compiled(output, upgrade.Before, files) : null;
        var consumer = before ?? Consumer.LastBuilt(Project.AssemblyFile, Project.StateFolder, baseline, now.Worlds, files);
        bool isInDoubt = mayCompile && Setup.Source.Compiler() is not null && (before is null || isStuck || IsInDoubt(before));
        var errors = isInDoubt && Setup.Source.Options() is { } options
            ? Setup.Source.Compiler()!.Compile(options, Setup.Source.Inputs, builds.AfterFolder, builds.Name).Errors
            : [];
        if (errors.Count > 0 || (before is null && !isInDoubt))
        {
            var seen = errors.Count > 0 ? consumer.But(errors, upgrade.Before, files) : consumer;
            // What compiles neither then nor now is compared when it does; until then its errors are told, each with what is known of it.
            var notTakenBack = errors.Count > 0 && compiled.IsRefused ? EarlierCompilation.None.NotTakenBack : compiled.NotTakenBack;
            Check(now, upgrade, seen, NotRecompiled(now, notTakenBack), inputs);
            return;
        }
        if (before is null) builds.ForgetBefore();
        builds.Expect(inputs, compiled.NotTakenBack);
        Await(now);

        // Another compilation, before the one that may fail.
        bool IsInDoubt(Consumer earlier) =>
            view.IsInDoubt(earlier.Build!, upgrade.After.CompileSet(files), [.. now.Bumps.SelectMany(x => x.Assemblies)]);
    }

    /// <summary>Today's source, compiled against the packages as they were.</summary>
    private EarlierCompilation Compile(Situation now, Upgrade upgrade, BuildPair builds, AssemblyFiles files)
    {
        if (Setup.Source.Compiler() is not { } compiler)
            return EarlierCompilation.Failed(
                now.Bumps, $"what the same source means now was not compared, because no compiler was found in '{Project.CompilerFolder}'");
        if (Setup.Source.Options() is not { } options)
            return EarlierCompilation.Failed(
                now.Bumps, "what the same source means now was not compared, because the project's targets do not tell how it is compiled");
        var needed = new NeededUpgrades(now.Bumps, upgrade.Before.CompileSet(files), upgrade.After.CompileSet(files),
            () => Setup.Earlier(now, now.Bumps, builds, files).BringingSource(Setup.Source.Inputs),
            new SourceLines().At);
        return EarlierCompilation.Of(now.Bumps, CompileWithout, needed, IsGenerated);

        bool IsGenerated(CompileError error) => error.Site is { } site && (Project.IsWrittenByPackage(site.File)
            || !Setup.Source.Inputs.Sources.Contains(site.File) && !Setup.Source.Inputs.AdditionalFiles.Contains(site.File));

        Compilation CompileWithout(IReadOnlyList<Bump> bumps)
        {
            var inputs = Setup.Earlier(now, bumps, builds, files).Of(Setup.Source.Inputs);
            return compiler.Compile(options.WithoutPromotions(), inputs, builds.BeforeFolder, builds.Name);
        }
    }

    /// <summary>Names all that a check looks at.</summary>
    private string Inputs() => Fingerprint.Of(
        [Project.Settings, RuleSetFile.StateOf(Project), Setup.Source.Noted],
        [.. Project.ProjectFiles, Project.AssetsFile, Project.AcceptedFile, .. Project.Knowledge.Select(x => x.FullPath),
            GetType().Assembly.Location, .. Setup.Source.Inputs.Files, .. Project.RuntimeAssets.Select(x => x.Spec),
            // Whose generators may run depends on what other projects restore.
            .. Project.UsesEarlierGenerators
                ? new StillRestored(Project.ProjectFile, Project.AssetsFile, Project.Solution, graph: null).AssetsOfSolution
                : []]);

    private void Restore(IReadOnlyList<BaselinePackage> missing, ProjectAssets graph)
    {
        if (!Project.MayRestore || missing.Count == 0 || graph.Folders.Count == 0) return;
        Host.Note("SemverGuard restores " + string.Join(", ", missing.Select(x => x.Id + " " + x.Version)) + " to compare with.");
        Host.Note(SafeText.Lines(Setup.Restoring(graph).Run(missing.Select(x => (x.Id, x.Version)))), Notice.Low);
    }
}
