using SemverGuard.Findings;
using SemverGuard.Tasks.Baselines;
using SemverGuard.Tasks.Compiling;
using SemverGuard.Tasks.Worlds;

namespace SemverGuard.Tasks;

/// <summary>After the compiler ran: compares its output with the same source compiled against the packages as they were, and tells what an upgrade breaks.</summary>
public sealed class CompareBuilds : UpgradeTask
{
    private protected override void Look()
    {
        var builds = new BuildPair(StateFolder, Path.GetFileName(AssemblyFile));
        var (inputs, notCompared) = builds.Expected;
        builds.Forget();
        if (Baselines.BaselineFile.Read(BaselineFile, Framework, ProjectFile).Baseline is not { } baseline || ReadAssets() is not { } graph) return;
        using var files = new AssemblyFiles { PathMap = PathMap };
        var now = Situate(baseline, graph, files);
        var upgrade = Upgrade(now, files);
        bool wasCompiled = File.Exists(builds.Before);
        if (wasCompiled) EarlierOutput.Note(builds, AssemblyFile, now.Bumps, files);
        TellGenerators(now, files);
        if (Consumer.Compiled(wasCompiled ? builds.Before : AssemblyFile, upgrade.Before, files) is { } consumer)
            Check(now, upgrade, consumer.And(AssemblyFile, upgrade.After, files), NotRecompiled(now, notCompared), inputs);
    }

    /// <summary>That the source was compiled with today's generators in both cases is worth a word where they made something of it.</summary>
    private void TellGenerators(Situation now, AssemblyFiles files)
    {
        if (files.Open(AssemblyFile) is null || files.Sources(AssemblyFile) is not { } sources) return;
        foreach (var bump in new EarlierGenerators(now, [.. now.Bumps.Where(x => !RunsEarlierGenerator(now, x))], files).WithCodeIn(sources, Generators.Select(Reference.Of)))
        {
            string text = $"Not compared: what the generator of {bump.Id} {bump.After} makes of this project, with what that of {bump.Before} made. "
                + (UsesEarlierGenerators ? $"No project here restores {bump.Before} any more, and so it is not run." : $"Where another project still restores {bump.Before}, SemverGuardEarlierGenerators=true runs it.");
            Tell(Diagnostic.About(SelfRules.NotChecked, text, Places(now.Graph).Find(bump.Id, bump.Path), Severity.Info));
        }
    }
}
