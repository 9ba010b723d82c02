using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Uses;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Compiling;

namespace SemverGuard.Worlds.Checks;

/// <summary>
/// An upgrade that nobody has made yet: the project as it is built today, and beside it the same source with other packages.
/// </summary>
/// <param name="before">What the project uses of its packages today, as <see cref="Before"/> notes it.</param>
/// <param name="project">As it would be. What the check writes goes to its <see cref="ProjectWorld.StateFolder"/>.</param>
internal sealed class PreviewCheck(Baseline before, ProjectWorld project, IHost host) : UpgradeCheck(project, host)
{
    /// <summary>What a project uses of its packages as it is built today.</summary>
    /// <exception cref="FormatException">NuGet's list of its packages cannot be used.</exception>
    /// <exception cref="IOException">The project was not built, or not restored.</exception>
    /// <exception cref="BadImageFormatException">An assembly that it uses is damaged.</exception>
    public static Baseline Before(ProjectWorld today)
    {
        using var files = new AssemblyFiles();
        var graph = AssetsReader.Read(InputFile.Text(today.AssetsFile), today.Framework, today.FrameworkMoniker, today.RuntimeIdentifier);
        if (!File.Exists(today.AssemblyFile) || files.Open(today.AssemblyFile) is not { } image)
            throw new IOException($"'{Path.GetFileName(today.AssemblyFile)}' was not built");
        return new Recording(today.Framework, Inventory.Of(today), graph, files).Of(
            image, SourceFiles.Words(today.Sources.Select(x => x.FullPath)));
    }

    /// <summary>
    /// The source compiled against the other packages, or as it is built today where it can see nothing of them, or was not compiled;
    /// null where it does not compile.
    /// </summary>
    public string? Output { get; private set; } = project.AssemblyFile;

    /// <summary>Asked is only for the <see cref="Output"/>, which another project needs.</summary>
    public bool OnlyCompiles { get; init; }

    private protected override void Look()
    {
        using var files = new AssemblyFiles { PathMap = Project.PathMap };
        if (ReadAssets() is not { } graph) return;
        var now = Setup.SituationOf(before, graph, files);
        if (now.Bumps.Count == 0) return;
        var upgrade = Setup.Upgrade(now, files);
        if (Consumer.Compiled(Project.AssemblyFile, upgrade.Before, files) is not { } today) return;
        var builds = new BuildPair(Project.StateFolder, Path.GetFileName(Project.AssemblyFile));
        var after = Setup.Source.IsCompiled && Setup.MeansTheSame(now, builds, Setup.View(files), files)
            ? new Compilation(Project.AssemblyFile, [])
            : Compile(builds);
        if (after is { Failure: null }) Output = after.Output;
        if (OnlyCompiles) return;
        Check(now, upgrade, Compared(), after?.Failure is { } failure ? [.. now.Bumps.Select(x => NotChecked.About(x, failure))] : [], "");

        Consumer Compared() => after switch
        {
            null or { Failure: not null } => today,
            { Output: { } output } => today.And(output, upgrade.After, files),
            _ => today.But(after.Errors, upgrade.Before, files),
        };
    }

    /// <returns>Null where nothing is compiled that we could compile.</returns>
    private Compilation? Compile(BuildPair builds)
    {
        if (!Setup.Source.IsCompiled) return null;
        if (Setup.Source.Compiler() is not { } compiler) return Failed($"no compiler was found in '{Project.CompilerFolder}'");
        if (Setup.Source.Options() is not { } options) return Failed("the project's targets do not tell how it is compiled");
        var compiled = compiler.Compile(options, Setup.Source.Inputs, builds.AfterFolder, builds.Name);
        var own = compiled.Errors.Where(x => x.Site is not { } place || !Project.IsWrittenByPackage(place.File)).ToArray();
        if (own.Length == 0 && compiled.Errors.FirstOrDefault() is { Site: { } site })
            return Failed("what the source means now was not compared: "
                + $"'{Path.GetFileName(site.File)}' is written by the build, and the version before wrote it");
        return compiled with { Errors = own };

        static Compilation Failed(string why) => new(null, [], why);
    }
}
