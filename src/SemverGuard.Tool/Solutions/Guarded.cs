using System.Reflection;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Solutions;

/// <summary>The projects of a solution that have SemverGuard installed: only theirs are the committed files.</summary>
/// <param name="Worlds">Theirs, one for each framework.</param>
/// <param name="Others">Names of the projects that do not have it.</param>
/// <param name="Versions">Of SemverGuard, as the projects have it.</param>
internal sealed record Guarded(IReadOnlyList<ProjectWorld> Worlds, IReadOnlyList<string> Others, IReadOnlyList<string> Versions)
{
    private const string Package = "SemverGuard";

    /// <exception cref="InvalidDataException">None has it.</exception>
    public static Guarded Of(SolutionBuild build)
    {
        var all = build.Worlds.Select(x => (World: x, Version: VersionIn(x))).ToArray();
        ProjectWorld[] worlds = [.. all.Where(x => x.Version is not null).Select(x => x.World)];
        if (worlds.Length == 0)
            throw new InvalidDataException($"no project of {build.Name} references SemverGuard: dotnet add package SemverGuard");
        string[] names = [.. worlds.Select(Name).Distinct()], others = [.. all.Select(x => Name(x.World)).Distinct().Except(names)];
        return new Guarded(worlds, others, [.. all.Select(x => x.Version).OfType<string>().Distinct()]);
    }

    /// <summary>Asked before any of their files is written.</summary>
    /// <exception cref="InvalidDataException">Several read one file, which names none of them: it would become the first one's.</exception>
    public void ShouldHaveFilesOfTheirOwn()
    {
        if (Worlds.GroupBy(x => x.BaselineFile).FirstOrDefault(x => x.Count() > 1) is not { } shared) return;
        throw new InvalidDataException($"{Path.GetFileName(shared.Key)} is the baseline of {string.Join(" and ", shared.Select(Name))}: "
            + "build them once, which gives each a file of its own");
    }

    /// <summary>What whoever reads the answer should know of it.</summary>
    public IEnumerable<string> Notes()
    {
        string verb = Others.Count == 1 ? "does" : "do";
        if (Others.Count > 0) yield return $"left out: {string.Join(", ", Others)}, which {verb} not reference SemverGuard";
        string own = OwnVersion();
        string[] different = [.. Versions.Where(x => !x.Equals(own, StringComparison.OrdinalIgnoreCase))];
        if (different.Length > 0)
            yield return $"the projects have SemverGuard {string.Join(" and ", different)}, and this command is {own}: their builds may "
                + "find something else";
    }

    public static string Name(ProjectWorld world) => Path.GetFileNameWithoutExtension(world.ProjectFile);

    private static string? VersionIn(ProjectWorld world)
    {
        var graph = AssetsReader.Read(InputFile.Text(world.AssetsFile), world.Framework, world.FrameworkMoniker, world.RuntimeIdentifier);
        return graph.Libraries.TryGetValue(Package, out var library) && library.IsPackage ? library.Version : null;
    }

    /// <summary>Without what names the commit.</summary>
    private static string OwnVersion() =>
        (typeof(Guarded).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];
}
