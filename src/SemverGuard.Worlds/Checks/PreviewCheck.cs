using SemverGuard.Findings;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Worlds.Checks;

/// <summary>An upgrade that nobody has made yet: the project as it is built today, and beside it the same source with other packages.</summary>
/// <param name="today">As it was built.</param>
/// <param name="project">As it would be. What the check writes goes to its <see cref="ProjectWorld.StateFolder"/>.</param>
internal sealed class PreviewCheck(ProjectWorld today, ProjectWorld project, IHost host) : UpgradeCheck(project, host)
{
    private protected override void Look()
    {
        using var files = new AssemblyFiles { PathMap = Project.PathMap };
        if (ReadAssets(today) is not { } graphBefore || ReadAssets() is not { } graph) return;
        if (!File.Exists(today.AssemblyFile) || files.Open(today.AssemblyFile) is not { } image)
        {
            Tell(Diagnostic.About(SelfRules.NotChecked, "Not checked: the project was not built: build it, and preview again", new Place(Project.ProjectFile)));
            return;
        }
        var words = SourceFiles.Words(today.Sources.Select(x => x.FullPath));
        var baseline = new Recording(today.Framework, Inventory.Of(today), graphBefore, files).Of(image, words);
        var now = Situate(baseline, graph, files);
        if (now.Bumps.Count == 0) return;
        var upgrade = Upgrade(now, files);
        if (Consumer.Compiled(today.AssemblyFile, upgrade.Before, files) is not { } before) return;
        var builds = new BuildPair(Project.StateFolder, Path.GetFileName(today.AssemblyFile));
        var after = Compile(builds);
        var consumer = after is null or { Failure: not null } ? before : after.Output is { } output ? before.And(output, upgrade.After, files) : before.But(after.Errors);
        Check(now, upgrade, consumer, after?.Failure is { } failure ? [.. now.Bumps.Select(x => NotChecked.About(x, failure))] : [], "");
    }

    /// <returns>Null where nothing is compiled that we could compile.</returns>
    private Compilation? Compile(BuildPair builds)
    {
        if (!Source.IsCompiled) return null;
        if (Source.Compiler() is not { } compiler) return new Compilation(null, [], $"no compiler was found in '{Project.CompilerFolder}'");
        if (Source.Options() is not { } options) return new Compilation(null, [], "the project's targets do not tell how it is compiled");
        return compiler.Compile(options, Source.Inputs, builds.AfterFolder, builds.Name);
    }
}
