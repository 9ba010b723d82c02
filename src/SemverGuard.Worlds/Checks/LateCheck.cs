using SemverGuard.Findings;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Compiling;
using SemverGuard.Worlds.Reporting;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Checks;

/// <summary>
/// After the compiler ran: compares its output with the same source compiled against the packages as they were, and tells what an upgrade
/// breaks.
/// </summary>
internal sealed class LateCheck(ProjectWorld project, IHost host) : UpgradeCheck(project, host)
{
    private protected override void Look()
    {
        var builds = new BuildPair(Project.StateFolder, Path.GetFileName(Project.AssemblyFile));
        var (inputs, notCompared) = builds.Expected;
        builds.Forget();
        if (Baselines.BaselineFile.Read(Project.BaselineFile, Project.Framework, Project.ProjectFile).Baseline is not { } baseline
            || ReadAssets() is not { } graph)
            return;
        using var files = new AssemblyFiles { PathMap = Project.PathMap };
        var now = Setup.SituationOf(baseline, graph, files);
        var upgrade = Setup.Upgrade(now, files);
        bool wasCompiled = File.Exists(builds.Before);
        if (wasCompiled) EarlierOutput.Note(builds, Project.AssemblyFile, now.Bumps, files);
        TellGenerators(now, files, [.. now.Bumps.Where(x => notCompared.TryGetValue(x.Id, out string? reason)
            && reason == EarlierCompilation.NeededByGenerated)]);
        if (Consumer.Compiled(wasCompiled ? builds.Before : Project.AssemblyFile, upgrade.Before, files) is { } consumer)
            Check(now, upgrade, consumer.And(Project.AssemblyFile, upgrade.After, files), NotRecompiled(now, notCompared), inputs);
    }

    /// <summary>
    /// That the source was compiled with today's generators in both cases is worth a word where they made something of it.
    /// </summary>
    /// <param name="needed">Upgrades that what is made now needs, so that the source was not compiled without them.</param>
    private void TellGenerators(Situation now, AssemblyFiles files, IReadOnlyCollection<Bump> needed)
    {
        if (files.Open(Project.AssemblyFile) is null || files.Sources(Project.AssemblyFile) is not { } sources) return;
        var moved = new EarlierGenerators(now, [.. now.Bumps.Where(x => !Setup.RunsEarlierGenerator(now, x))], files)
            .WithCodeIn(sources, Project.Generators.Select(Reference.Of));
        // Of packages that move together, those that take part in the build.
        var writing = needed.Where(x => now.Graph.Libraries.TryGetValue(x.Id, out var library) && library.GivesBuildFiles).ToArray();
        foreach (var bump in moved.Union(writing.Length > 0 ? writing : needed))
        {
            string text = $"Not compared: what {bump.Id} {bump.After} generates for this project, with what {bump.Before} generated"
                + (needed.Contains(bump) ? $", nor what the source meant before: what is made now needs {bump.After}. " : ". ")
                + (Project.UsesEarlierGenerators
                    ? $"No project here restores {bump.Before} any more, and so it is not run."
                    : $"Where another project still restores {bump.Before}, SemverGuardEarlierGenerators=true runs it.");
            var place = ReferencePlaces.Of(Project, now.Graph).Find(bump.Id, bump.Path);
            Tell(Diagnostic.About(SelfRules.NotChecked, text, place, Severity.Info));
        }
    }
}
