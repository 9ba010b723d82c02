using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds.Baselines;

/// <summary>
/// The versions of which NuGet's audit warned, one <c>Id Version</c> a line under obj. An audit is about the packages as they are, and the
/// question is about those that were; so what was seen is remembered.
/// </summary>
internal static class Advisories
{
    /// <remarks>What cannot be written is not remembered; the audit is NuGet's business.</remarks>
    public static void Remember(string stateFolder, ProjectAssets graph)
    {
        try
        {
            string[] known = Known(stateFolder);
            string[] seen = [.. Seen(graph).Except(known, StringComparer.OrdinalIgnoreCase)];
            if (seen.Length == 0) return;
            OutputFile.Write(PathIn(stateFolder), string.Concat(known.Concat(seen).Select(x => x + "\n")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <returns>Whether a version is one of which an audit warned, now or when this folder's project was last built with it.</returns>
    public static Func<string, string, bool> Read(string stateFolder, ProjectAssets graph)
    {
        var all = new HashSet<string>(Seen(graph), StringComparer.OrdinalIgnoreCase);
        try
        {
            all.UnionWith(Known(stateFolder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
        return (id, version) => all.Contains(id + " " + version);
    }

    private static IEnumerable<string> Seen(ProjectAssets graph) =>
        graph.Vulnerable.Where(graph.Libraries.ContainsKey).Select(x => x + " " + graph.Libraries[x].Version);

    private static string[] Known(string stateFolder) => File.Exists(PathIn(stateFolder)) ? InputFile.Lines(PathIn(stateFolder)) : [];

    private static string PathIn(string stateFolder) => Path.Combine(stateFolder, "advisories.txt");
}
