using NuGet.Versioning;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Files;

namespace SemverGuard.Tool.Solutions;

/// <summary>The packages that the solution's projects reference themselves.</summary>
internal static class DirectReferences
{
    /// <returns>Id, the version that NuGet resolved (the lowest where projects differ), and the names of the projects.</returns>
    public static IReadOnlyList<(string Id, NuGetVersion Now, IReadOnlyList<string> Projects)> Of(IReadOnlyList<ProjectWorld> worlds)
    {
        var all = new List<(string Id, NuGetVersion Version, string Project)>();
        foreach (var world in worlds)
        {
            var graph = AssetsReader.Read(
                InputFile.Text(world.AssetsFile), world.Framework, world.FrameworkMoniker, world.RuntimeIdentifier);
            foreach (string id in graph.Direct.Where(
                x => !graph.Implicit.Contains(x, StringComparer.OrdinalIgnoreCase) && graph.Libraries.ContainsKey(x)))
                all.Add((id, NuGetVersion.Parse(graph.Libraries[id].Version), Path.GetFileNameWithoutExtension(world.ProjectFile)));
        }
        return [.. all.GroupBy(x => x.Id, StringComparer.OrdinalIgnoreCase)
            .Select(x => (x.Key, x.Min(y => y.Version)!, (IReadOnlyList<string>)[.. x.Select(y => y.Project).Distinct()]))];
    }
}
