using SemverGuard.Packages;

namespace SemverGuard.Tasks.Assets;

/// <summary>A package or project in the graph that NuGet resolved for one target framework.</summary>
/// <param name="Dependencies">Ids and the version ranges asked for.</param>
internal sealed record Library(string Id, string Version, bool IsPackage, IReadOnlyDictionary<string, string> Dependencies)
{
    /// <summary>SHA-512 of the content in base 64; empty for a project.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The project's build imports something of it.</summary>
    public bool GivesBuildFiles { get; init; }
}

/// <summary>The part of project.assets.json we need: who is there, who asks for whom, and where the packages lie.</summary>
/// <param name="Folders">The global packages folder first, then the fallback folders.</param>
internal sealed record ProjectAssets(IReadOnlyDictionary<string, Library> Libraries, IReadOnlyCollection<string> Direct, IReadOnlyList<string> Folders)
{
    /// <summary>Ids of which NuGet's audit warns, at the versions they are at.</summary>
    public IReadOnlyCollection<string> Vulnerable { get; init; } = [];

    /// <summary>Ids of transitive packages whose version the project's central package management sets.</summary>
    public IReadOnlyCollection<string> Pinned { get; init; } = [];

    /// <summary>Path of a project's file, relative to the folder of the project that all this is about; by the project's id.</summary>
    public IReadOnlyDictionary<string, string> ProjectFiles { get; init; } = new Dictionary<string, string>();

    public bool IsPinned(string id) => Pinned.Contains(id, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FormatException">The text is not JSON, or not what NuGet writes.</exception>
    /// <param name="framework">The target framework's short name, as in the project: <c>net10.0</c>.</param>
    /// <param name="moniker">Its long name, which NuGet writes for frameworks before .NET 5: <c>.NETStandard,Version=v2.0</c>.</param>
    public static ProjectAssets Parse(string text, string framework, string moniker, string runtimeIdentifier)
    {
        Dictionary<string, Library>? libraries = null;
        var hashes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var direct = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var folders = new List<string>();
        var vulnerable = new List<string>();
        var pinned = new List<string>();
        var projectFiles = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var json = new JsonCursor(text);
        foreach (string part in json.Properties())
        {
            switch (part)
            {
                case "targets":
                    foreach (string target in json.Properties())
                    {
                        string[] names = target.Split(['/'], 2);
                        if (!IsSame(names[0], framework, moniker)) continue;
                        bool isWanted = (names.Length == 2 ? names[1] : "") == runtimeIdentifier;
                        if (libraries is null || isWanted) libraries = Target(json);
                    }
                    break;
                case "libraries":
                    foreach (string library in json.Properties())
                    {
                        foreach (string fact in json.Properties())
                        {
                            if (fact == "sha512") hashes[library] = json.String() ?? "";
                            if (fact == "msbuildProject" && json.String() is { } file) projectFiles[library.Split('/')[0]] = file;
                        }
                    }
                    break;
                case "packageFolders":
                    folders.AddRange(json.Properties().Where(x => x.IndexOf('\0') < 0 && Path.IsPathRooted(x)));
                    break;
                case "logs":
                    vulnerable.AddRange(Audited(json));
                    break;
                case "centralTransitiveDependencyGroups":
                    foreach (string name in json.Properties())
                    {
                        if (IsSame(name, framework, moniker)) pinned.AddRange(json.Properties());
                    }
                    break;
                case "project":
                    Project(json, framework, moniker, direct);
                    break;
            }
        }
        if (libraries is null) throw new FormatException("has no target for " + framework);
        return new ProjectAssets(
            libraries.ToDictionary(x => x.Key, x => hashes.TryGetValue(x.Value.Id + "/" + x.Value.Version, out string? hash) ? x.Value with { Hash = hash } : x.Value, StringComparer.OrdinalIgnoreCase),
            direct,
            folders) { Vulnerable = vulnerable, Pinned = pinned, ProjectFiles = projectFiles };
    }

    /// <summary>What NuGet had to say about packages.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static IEnumerable<(string Code, string Id)> Warnings(string text)
    {
        var json = new JsonCursor(text);
        foreach (string part in json.Properties())
        {
            if (part != "logs") continue;
            foreach (var log in Logs(json)) yield return log;
        }
    }

    /// <summary><c>id/version</c> of every package that a project has, for whatever framework.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static IEnumerable<string> Restored(string text)
    {
        var json = new JsonCursor(text);
        foreach (string part in json.Properties())
        {
            if (part != "libraries") continue;
            foreach (string library in json.Properties()) yield return library;
        }
    }

    /// <summary>Ids of the libraries that ask for one.</summary>
    public IReadOnlyList<string> AskingFor(string id) =>
        Libraries.Values.Where(x => x.Dependencies.ContainsKey(id)).Select(x => x.Id).OrderBy(x => x, StringComparer.Ordinal).ToArray();

    /// <summary>Ids of libraries and of all that ask for them, directly or through others.</summary>
    public HashSet<string> WithAsking(IEnumerable<string> ids) => Closure(ids, AskingFor);

    /// <summary>Ids of packages, of all packages that ask for them, and of what these bring that the project itself does not ask for.</summary>
    public IReadOnlyCollection<string> Around(IEnumerable<string> ids)
    {
        var asking = Closure(ids.Where(IsPackage), x => AskingFor(x).Where(IsPackage));
        return Closure(asking, x => Libraries[x].Dependencies.Keys.Where(y => IsPackage(y) && !Direct.Contains(y, StringComparer.OrdinalIgnoreCase)));
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

    private static IEnumerable<string> Audited(JsonCursor json) =>
        Logs(json).Where(x => x.Code is "NU1901" or "NU1902" or "NU1903" or "NU1904" && x.Id.Length > 0).Select(x => x.Id);

    private static IEnumerable<(string Code, string Id)> Logs(JsonCursor json)
    {
        foreach (int _ in json.Elements())
        {
            string code = "", id = "";
            foreach (string fact in json.Properties())
            {
                if (fact == "code") code = json.String() ?? "";
                if (fact == "libraryId") id = json.String() ?? "";
            }
            yield return (code, id);
        }
    }

    private static bool IsSame(string target, string framework, string moniker) =>
        target.Equals(framework, StringComparison.OrdinalIgnoreCase) || target.Equals(moniker, StringComparison.OrdinalIgnoreCase)
        // net10.0-windows in the project is net10.0-windows7.0 here
        || (framework.IndexOf('-') > 0 && target.StartsWith(framework, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, Library> Target(JsonCursor json)
    {
        var libraries = new Dictionary<string, Library>(StringComparer.OrdinalIgnoreCase);
        foreach (string key in json.Properties())
        {
            bool isPackage = true, givesBuildFiles = false;
            var dependencies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (string fact in json.Properties())
            {
                if (fact == "type") isPackage = json.String() == "package";
                if (fact == "build") givesBuildFiles = json.Properties().Count(x => !x.EndsWith("_._", StringComparison.Ordinal)) > 0;
                if (fact != "dependencies") continue;
                foreach (string dependency in json.Properties()) dependencies[dependency] = json.String() ?? "";
            }
            string[] name = key.Split('/');
            if (name.Length == 2 && isPackage && !(PackageGrammar.IsId(name[0]) && PackageGrammar.IsVersion(name[1]))) throw new FormatException("has a package with an id or a version that none can have");
            if (name.Length == 2) libraries[name[0]] = new Library(name[0], name[1], isPackage, dependencies) { GivesBuildFiles = givesBuildFiles };
        }
        return libraries;
    }

    private static void Project(JsonCursor json, string framework, string moniker, HashSet<string> direct)
    {
        foreach (string part in json.Properties())
        {
            if (part != "frameworks") continue;
            foreach (string name in json.Properties())
            {
                if (!IsSame(name, framework, moniker)) continue;
                foreach (string fact in json.Properties())
                {
                    if (fact == "dependencies") direct.UnionWith(json.Properties());
                }
            }
        }
    }
}
