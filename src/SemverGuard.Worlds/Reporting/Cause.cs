using NuGet.Versioning;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Worlds.Alternatives;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds.Reporting;

/// <summary>
/// Why a package that the project does not reference itself is at its version: who asks for which range, now and as it was.
/// </summary>
/// <param name="dependencies">Of a package that lies on this machine; null for any other.</param>
internal sealed class Cause(ProjectAssets graph, Baseline baseline, Func<string, string, IReadOnlyDictionary<string, string>?> dependencies)
{
    public static Cause In(Situation now, string framework)
    {
        var folders = new PackageFolders(now.Graph.Folders);
        var target = FrameworkName.Parse(framework);
        return new Cause(now.Graph, now.Baseline, (id, version) => folders.Find(id, version) is { } folder
            ? NuspecFile.Read(folder, id, target)?.Dependencies
            : null);
    }

    /// <returns>Empty for a package that the project references.</returns>
    public string Of(Bump bump)
    {
        if (bump.IsDirect) return "";
        if (graph.IsPinned(bump.Id)) return "transitive: pinned centrally";
        if (bump.Path is not { Count: > 0 } path) return "";
        string last = path[path.Count - 1];
        if (baseline.Package(last) is { } was && graph.Libraries.TryGetValue(last, out var asking) && asking.IsPackage
            && was.Version == asking.Version)
            return $"transitive: nobody asks for another version than before, and NuGet took {bump.After}";
        return "transitive: " + string.Join(", ", Steps(bump, path)) + Before(bump);
    }

    private IEnumerable<string> Steps(Bump bump, IReadOnlyList<string> path)
    {
        for (int i = 0; i < path.Count; i++)
        {
            if (!graph.Libraries.TryGetValue(path[i], out var library)) continue;
            string next = i + 1 < path.Count ? path[i + 1] : bump.Id;
            library.Dependencies.TryGetValue(next, out string? range);
            yield return library.Id + (library.IsPackage ? " " + library.Version : "") + " asks for " + next + Text(range);
        }
    }

    /// <summary>Of several who asked, the one who asked for most.</summary>
    private string Before(Bump bump)
    {
        if (baseline.Package(bump.Id) is not { } was) return "";
        if (was.IsDirect) return "; before, the project referenced it itself";
        var asking = was.Via.Select(x => baseline.Package(x)).OfType<BaselinePackage>()
            .Select(x =>
                (Package: x, Range: dependencies(x.Id, x.Version) is { } all && all.TryGetValue(bump.Id, out string? range) ? range : null))
            .Where(x => x.Range is not null).OrderByDescending(x => Requests.LowerBound(x.Range!)).ToArray();
        return asking.Length == 0
            ? ""
            : $"; before, {asking[0].Package.Id} {asking[0].Package.Version} asked for {bump.Id}{Text(asking[0].Range)}";
    }

    /// <summary>As NuGet prints ranges: <c>(&gt;= 1.2.3)</c>.</summary>
    private static string Text(string? range) =>
        VersionRange.TryParse(range ?? "", out var parsed) && range!.Length > 0 ? " " + parsed.PrettyPrint() : "";
}
