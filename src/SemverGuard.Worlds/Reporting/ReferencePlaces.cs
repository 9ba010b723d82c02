using NuGet.Versioning;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds.Reporting;

/// <summary>Finds the line that decides a package's version: where a reader would go to undo the upgrade.</summary>
/// <param name="projectFile">Where to point when no line is found.</param>
/// <param name="references">PackageReference ids and the file that holds each.</param>
/// <param name="versions">PackageVersion ids and the file that holds each; empty without central package management.</param>
/// <param name="graph">With the projects that bring packages along.</param>
internal sealed class ReferencePlaces(
    string projectFile, IReadOnlyDictionary<string, string> references, IReadOnlyDictionary<string, string> versions, ProjectAssets graph)
{
    private readonly Dictionary<string, IReadOnlyList<ReferenceLine>> projects = new(StringComparer.Ordinal);

    public static ReferencePlaces Of(ProjectWorld project, ProjectAssets graph) =>
        new(project.ProjectFile, FilesOf(project.PackageReferences), FilesOf(project.PackageVersions), graph);

    /// <param name="path">For a transitive package, what leads to it; the project's own reference first.</param>
    public Place Find(string package, IReadOnlyList<string>? path)
    {
        // What projects reference is at most a package's asking away from what somebody wrote.
        string[] steps = [.. path ?? [], package];
        int first = Array.FindIndex(steps, x => !IsProject(x));
        string id = steps[first];
        var place = first > 0 && FileOf(steps[first - 1]) is { } other ? Find(id, Lines(other, [])) : null;
        return place ?? Find(id, Own) ?? (first > 0 ? Project(steps[0]) : null)
            ?? new Place(references.TryGetValue(id, out string? file) && File.Exists(file) ? file : Home);
    }

    private string Home => ReferenceLines.Program(projectFile) ?? projectFile;

    private IReadOnlyList<ReferenceLine> Own =>
        Lines(projectFile, [.. references.Values.Concat(versions.Values).Where(x => x.Length > 0).Distinct()]);

    /// <summary>The reference that has a version of its own, or else the central version; a bare reference decides nothing.</summary>
    private Place? Find(string id, IReadOnlyList<ReferenceLine> lines)
    {
        var named = lines.Where(x => x.Element != "ProjectReference" && x.Names(id)).ToArray();
        var line = Said(named.Where(x => x.Element == "PackageReference")) ?? Said(named.Where(x => x.Element != "PackageReference"))
            ?? named.LastOrDefault();
        return line is null ? null : new Place(line.File, line.Line, line.Column);

        // Of several, under conditions that nobody evaluates here, the one with the version that came of it.
        ReferenceLine? Said(IEnumerable<ReferenceLine> all)
        {
            var with = all.Where(x => x.Version.Length > 0).ToArray();
            return with.LastOrDefault(x => IsVersionOf(id, x.Version)) ?? with.LastOrDefault();
        }
    }

    private bool IsVersionOf(string id, string version) =>
        graph.Libraries.TryGetValue(id, out var library) && NuGetVersion.TryParse(library.Version, out var resolved)
        && VersionRange.TryParse(version, out var range) && range.MinVersion == resolved;

    private bool IsProject(string id) => graph.Libraries.TryGetValue(id, out var library) && !library.IsPackage;

    private string? FileOf(string project) =>
        graph.ProjectFiles.TryGetValue(project, out string? file)
            ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(projectFile)!, file))
            : null;

    private Place? Project(string name)
    {
        var line = Own.FirstOrDefault(x => x.Element == "ProjectReference"
            && x.Ids.Any(y => Path.GetFileNameWithoutExtension(y.Replace('\\', '/')).Equals(name, StringComparison.OrdinalIgnoreCase)));
        return line is null ? null : new Place(line.File, line.Line, line.Column);
    }

    private IReadOnlyList<ReferenceLine> Lines(string project, string[] others) =>
        projects.TryGetValue(project, out var known) ? known : projects[project] = ReferenceLines.Of(project, others);

    private static Dictionary<string, string> FilesOf(IReadOnlyList<WorldItem> items)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items) files[item.Spec] = item["DefiningProjectFullPath"];
        return files;
    }
}
