namespace SemverGuard.Worlds.Assets;

/// <summary>The part of project.assets.json we need: who is there, who asks for whom, and where the packages lie.</summary>
/// <param name="Folders">The global packages folder first, then the fallback folders.</param>
internal sealed record ProjectAssets(
    IReadOnlyDictionary<string, Library> Libraries, IReadOnlyCollection<string> Direct, IReadOnlyList<string> Folders)
{
    /// <summary>Ids of which NuGet's audit warns, at the versions they are at.</summary>
    public IReadOnlyCollection<string> Vulnerable { get; init; } = [];

    /// <summary>Ids of packages that the SDK asked for in the project's name, at the version it knows.</summary>
    public IReadOnlyCollection<string> Implicit { get; init; } = [];

    /// <summary>Ids of packages that the project keeps to itself (<c>PrivateAssets="all"</c>), as those for development are.</summary>
    public IReadOnlyCollection<string> Private { get; init; } = [];

    /// <summary>Ids of transitive packages whose version the project's central package management sets.</summary>
    public IReadOnlyCollection<string> Pinned { get; init; } = [];

    /// <summary>Path of a project's file, relative to the folder of the project that all this is about; by the project's id.</summary>
    public IReadOnlyDictionary<string, string> ProjectFiles { get; init; } = new Dictionary<string, string>();

    public bool IsPinned(string id) => Pinned.Contains(id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Ids of the libraries that ask for one.</summary>
    public IReadOnlyList<string> AskingFor(string id) =>
        Libraries.Values.Where(x => x.Dependencies.ContainsKey(id)).Select(x => x.Id).OrderBy(x => x, StringComparer.Ordinal).ToArray();

    /// <summary>Ids of libraries and of all that ask for them, directly or through others.</summary>
    public HashSet<string> WithAsking(IEnumerable<string> ids) => Closure(ids, AskingFor);

    /// <summary>
    /// Ids of packages, of all packages that ask for them, and of what these bring that the project itself does not ask for.
    /// </summary>
    public IReadOnlyCollection<string> Around(IEnumerable<string> ids)
    {
        var asking = Closure(ids.Where(IsPackage), x => AskingFor(x).Where(IsPackage));
        return Closure(
            asking, x => Libraries[x].Dependencies.Keys.Where(y => IsPackage(y) && !Direct.Contains(y, StringComparer.OrdinalIgnoreCase)));
    }

    private bool IsPackage(string id) => Libraries.TryGetValue(id, out var library) && library.IsPackage;

    private static HashSet<string> Closure(IEnumerable<string> ids, Func<string, IEnumerable<string>> next)
    {
        var all = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(ids);
        while (open.Count > 0)
        {
            string id = open.Dequeue();
            if (!all.Add(id)) continue;
            foreach (string other in next(id)) open.Enqueue(other);
        }
        return all;
    }
}
