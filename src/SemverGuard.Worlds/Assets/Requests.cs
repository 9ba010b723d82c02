using NuGet.Versioning;

namespace SemverGuard.Worlds.Assets;

/// <summary>Who asks for a package, and whose asking decided its version.</summary>
/// <param name="isAsBefore">A library that is at the version it was at: it asks for what it asked for then, and is the cause of
/// nothing.</param>
internal sealed class Requests(ProjectAssets graph, Func<string, bool> isAsBefore)
{
    private readonly Dictionary<string, NuGetVersion?> highest = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The lowest version that a range allows, for ranges are compared by it: NuGet takes the lowest that suits everybody, or the next
    /// there is.
    /// </summary>
    public static NuGetVersion? LowerBound(string range) => VersionRange.TryParse(range, out var parsed) ? parsed.MinVersion : null;

    /// <summary>A package that asks for what it asked for before.</summary>
    public bool IsAsBefore(string id) => graph.Libraries.TryGetValue(id, out var library) && library.IsPackage && isAsBefore(id);

    /// <summary>
    /// The shortest way from something the project itself references to a library; that something first, the library left out. Of several
    /// who ask for it, the one who asks for most among those who changed; empty for a version that the project pins.
    /// </summary>
    public IReadOnlyList<string> PathTo(string id)
    {
        if (graph.IsPinned(id)) return [];
        var decisive = PathTo(id, IsDecisive);
        return decisive.Count > 0 ? decisive : PathTo(id, (_, _) => true);
    }

    private bool IsDecisive(Library asking, string id) =>
        graph.Libraries.TryGetValue(id, out var asked)
        && (!asked.IsPackage || (!IsAsBefore(asking.Id) && LowerBound(asking.Dependencies[id]) is { } bound && bound == Highest(id)));

    /// <summary>The highest lower bound among those who changed.</summary>
    private NuGetVersion? Highest(string id) => highest.TryGetValue(id, out var known) ? known
        : highest[id] = graph.Libraries.Values.Where(x => x.Dependencies.ContainsKey(id) && !IsAsBefore(x.Id))
            .Select(x => LowerBound(x.Dependencies[id])).Max();

    private IReadOnlyList<string> PathTo(string id, Func<Library, string, bool> counts)
    {
        var from = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>();
        var roots = graph.Direct.OrderBy(x => x, StringComparer.Ordinal)
            .Concat(graph.Libraries.Values.Where(x => !x.IsPackage && graph.AskingFor(x.Id).Count == 0).Select(x => x.Id));
        foreach (string root in roots) Reach(root, null);
        while (open.Count > 0 && !from.ContainsKey(id))
        {
            string next = open.Dequeue();
            if (!graph.Libraries.TryGetValue(next, out var library)) continue;
            foreach (string dependency in library.Dependencies.Keys.Where(x => counts(library, x))) Reach(dependency, next);
        }
        var path = new List<string>();
        for (string? step = from.TryGetValue(id, out string? last) ? last : null; step is not null; step = from[step]) path.Insert(0, step);
        return path;

        void Reach(string library, string? parent)
        {
            if (from.ContainsKey(library)) return;
            from[library] = parent;
            open.Enqueue(library);
        }
    }
}
