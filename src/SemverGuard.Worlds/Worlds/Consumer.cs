using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Uses;

namespace SemverGuard.Worlds;

/// <summary>The project as one build of it shows it.</summary>
/// <param name="Image">Null when there is no build that can be trusted.</param>
/// <param name="Uses">Without an image what the baseline remembers, without places.</param>
internal sealed record Consumer(AssemblyImage? Image, SourceMap? Sources, IReadOnlyList<SymbolUse> Uses)
{
    /// <summary>The image with what it was compiled against; null without an image.</summary>
    public Build? Build { get; init; }

    /// <summary>What the compiler made of the source against both worlds; null when that was not asked.</summary>
    public Recompiled? Recompiled { get; init; }

    /// <summary>Why the build cannot be used; null when it can.</summary>
    public NotChecked? Problem { get; init; }

    /// <summary>Today's source, compiled against the packages as they were.</summary>
    /// <param name="world">The packages as they were.</param>
    /// <returns>Null when the output cannot be read, which <paramref name="files"/> then says.</returns>
    /// <exception cref="BadImageFormatException">The output is damaged.</exception>
    public static Consumer? Compiled(string output, World world, AssemblyFiles files)
    {
        if (files.Open(output) is not { } image) return null;
        var compile = world.CompileSet(files, image);
        var sources = files.Sources(output);
        return new Consumer(image, sources, UseReader.Read(image, compile, sources)) { Build = new Build(image, compile, sources) };
    }

    /// <summary>The same source against the packages as they are.</summary>
    public Consumer And(string output, World world, AssemblyFiles files)
    {
        if (Build is null || files.Open(output) is not { } image) return this;
        return With(Build.World, new Build(image, world.CompileSet(files, image), files.Sources(output)), []);
    }

    /// <summary>The same source does not compile against the packages as they are.</summary>
    /// <param name="world">The packages as they were, where nothing was built with them.</param>
    public Consumer But(IReadOnlyList<CompileError> errors, World world, AssemblyFiles files) =>
        With(Build?.World ?? world.CompileSet(files), null, errors);

    private Consumer With(AssemblySet world, Build? after, IReadOnlyList<CompileError> errors) =>
        this with { Recompiled = new Recompiled(world, Build, after, errors) { Line = new SourceLines().At } };

    /// <summary>The project as last compiled; without a proven last build, only the uses that the baseline remembers.</summary>
    public static Consumer LastBuilt(string assemblyFile, string stateFolder, Baseline baseline, WorldBuilder worlds, AssemblyFiles files)
    {
        if (!File.Exists(assemblyFile) || files.Open(assemblyFile) is not { } image
            || LastBuild.Read(stateFolder, image.Mvid, baseline.Framework) is not { } last)
            return new Consumer(null, null, baseline.Uses.ToArray());
        var world = worlds.Before(last);
        if (world.Missing.Count > 0) return new Consumer(null, null, last.Uses.ToArray());
        var sources = files.Sources(assemblyFile);
        try
        {
            var compile = world.CompileSet(files, image);
            return new Consumer(image, sources, UseReader.Read(image, compile, sources)) { Build = new Build(image, compile, sources) };
        }
        catch (BadImageFormatException e)
        {
            return new Consumer(null, null, last.Uses.ToArray()) { Problem = new NotChecked(assemblyFile, e.Message.TrimEnd('.')) };
        }
    }
}
