namespace SemverGuard.Worlds.Assets;

/// <summary>
/// Whether a version that a project left is still what a project beside it restores: itself for another framework, one that it references,
/// or one of the solution that is built.
/// </summary>
/// <param name="graph">Null where the projects that it references do not matter.</param>
/// <param name="solution">Path of the solution; empty or anything else where none is built.</param>
internal sealed class StillRestored(string projectFile, string assetsFile, string solution, ProjectAssets? graph)
{
    private HashSet<string>? libraries;

    /// <summary>What NuGet wrote for the projects of the solution, as far as it is there.</summary>
    public IEnumerable<string> AssetsOfSolution => SolutionFile.Projects(solution).SelectMany(AssetsOf).Where(File.Exists);

    public bool Contains(string id, string version) => (libraries ??= Read()).Contains(id + "/" + version);

    /// <summary>In any version.</summary>
    public bool Contains(string id) =>
        (libraries ??= Read()).Any(
            x => x.Length > id.Length && x[id.Length] == '/' && x.StartsWith(id, StringComparison.OrdinalIgnoreCase));

    private HashSet<string> Read()
    {
        var all = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string folder = Path.GetDirectoryName(projectFile)!;
        var projects = (graph?.ProjectFiles.Values ?? []).Select(x => Path.Combine(folder, x.Replace('\\', '/')))
            .Concat(SolutionFile.Projects(solution));
        foreach (string assets in projects.SelectMany(AssetsOf).Append(assetsFile).Distinct(StringComparer.Ordinal).Where(File.Exists))
        {
            try
            {
                all.UnionWith(AssetsReader.Restored(InputFile.Text(assets)).ToArray());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
            {
                // What cannot be read is no reason to run anything.
            }
        }
        return all;
    }

    /// <summary>Beside the project, or where the SDK puts all intermediate files of a repository.</summary>
    private IEnumerable<string> AssetsOf(string project)
    {
        yield return Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.assets.json");
        if (Path.GetDirectoryName(Path.GetDirectoryName(assetsFile)) is { } shared)
            yield return Path.Combine(shared, Path.GetFileNameWithoutExtension(project), "project.assets.json");
    }
}
