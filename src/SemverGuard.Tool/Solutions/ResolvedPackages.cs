using NuGet.ProjectModel;

namespace SemverGuard.Tool.Solutions;

/// <summary>What NuGet resolved for one project and framework, today and with an upgrade.</summary>
internal sealed class ResolvedPackages
{
    private readonly Dictionary<string, LockFileTargetLibrary> before, after;

    private readonly HashSet<string> moved;

    public ResolvedPackages(LockFileTarget before, LockFileTarget after)
    {
        (this.before, this.after) = (Packages(before), Packages(after));
        moved = Set(this.before.Keys.Concat(this.after.Keys).Where(x => !IsSame(Of(this.before, x), Of(this.after, x))));
    }

    /// <summary>Ids of the packages that come, go, or have another version.</summary>
    public IReadOnlySet<string> Moved => moved;

    /// <summary>Simple names of the assemblies in the packages that moved, before and after.</summary>
    public IEnumerable<string> MovedAssemblies => MovedLibraries.SelectMany(x => x.CompileTimeAssemblies.Concat(x.RuntimeAssemblies))
        .Select(x => Path.GetFileNameWithoutExtension(x.Path));

    /// <summary>
    /// Whether what moved can act here in no other way than in a project that this one references: it has the same packages below and above
    /// it there, and brings nothing but assemblies.
    /// </summary>
    /// <param name="referenced">Of that project.</param>
    public bool AreAllOf(ResolvedPackages referenced) =>
        moved.IsSubsetOf(referenced.moved)
        && Around().All(x => IsSame(Of(before, x), Of(referenced.before, x)) && IsSame(Of(after, x), Of(referenced.after, x)))
        && MovedLibraries.All(HasAssembliesOnly);

    private IEnumerable<LockFileTargetLibrary> MovedLibraries =>
        moved.SelectMany(x => new[] { Of(before, x), Of(after, x) }).OfType<LockFileTargetLibrary>();

    /// <summary>The packages that moved, all that they need, and all that need them: a call to them may begin there.</summary>
    private HashSet<string> Around()
    {
        var around = Set(moved);
        foreach (var graph in new[] { before, after })
        {
            around.UnionWith(Closure(graph, x => graph.TryGetValue(x, out var one) ? one.Dependencies.Select(y => y.Id) : []));
            around.UnionWith(Closure(graph, x => graph.Values.Where(y => y.Dependencies.Any(z => IsId(z.Id, x))).Select(y => y.Name!)));
        }
        return around;
    }

    private HashSet<string> Closure(Dictionary<string, LockFileTargetLibrary> graph, Func<string, IEnumerable<string>> next)
    {
        var found = Set(moved);
        var open = new Queue<string>(moved);
        while (open.TryDequeue(out string? id))
        {
            foreach (string other in next(id).Where(x => graph.ContainsKey(x) && found.Add(x))) open.Enqueue(other);
        }
        return found;
    }

    private static bool HasAssembliesOnly(LockFileTargetLibrary library) =>
        library.Build.Count + library.BuildMultiTargeting.Count + library.ContentFiles.Count + library.NativeLibraries.Count
            + library.RuntimeTargets.Count + library.FrameworkReferences.Count == 0;

    private static bool IsSame(LockFileTargetLibrary? one, LockFileTargetLibrary? other) => one?.Version == other?.Version;

    private static LockFileTargetLibrary? Of(Dictionary<string, LockFileTargetLibrary> graph, string id) => graph.GetValueOrDefault(id);

    private static Dictionary<string, LockFileTargetLibrary> Packages(LockFileTarget target) =>
        target.Libraries.Where(x => x.Type == "package").ToDictionary(x => x.Name!, StringComparer.OrdinalIgnoreCase);

    private static bool IsId(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> Set(IEnumerable<string> ids) => new(ids, StringComparer.OrdinalIgnoreCase);
}
