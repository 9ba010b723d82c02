using SemverGuard.Packages;

namespace SemverGuard.Worlds.Assets;

/// <summary>A package or project in the graph that NuGet resolved for one target framework.</summary>
/// <param name="Dependencies">Ids and the version ranges asked for.</param>
internal sealed record Library(string Id, string Version, bool IsPackage, IReadOnlyDictionary<string, string> Dependencies)
{
    /// <summary>SHA-512 of the content in base 64; empty for a project.</summary>
    public string Hash { get; init; } = "";

    /// <summary>
    /// What the project gets of it besides assemblies. Analyzers and tools only lie in it: who takes them, NuGet does not note.
    /// </summary>
    public PackageParts Brings { get; init; }

    /// <summary>There is an assembly of it for this project, which may lose to the framework's.</summary>
    public bool HasAssemblies { get; init; }

    /// <summary>Nothing of it, and nothing that it asks for, comes into the application: analyzers, tools, what a build imports.</summary>
    public bool IsForBuilds =>
        !HasAssemblies && (Brings & (PackageParts.Native | PackageParts.Content)) == PackageParts.None && Dependencies.Count == 0;

    /// <summary>The project's build imports something of it.</summary>
    public bool GivesBuildFiles => (Brings & PackageParts.Build) != 0;

    /// <summary>Files of it become the project's own.</summary>
    public bool GivesContent => (Brings & PackageParts.Content) != 0;
}

/// <summary>The part of project.assets.json we need: who is there, who asks for whom, and where the packages lie.</summary>
/// <param name="Folders">The global packages folder first, then the fallback folders.</param>
internal sealed record ProjectAssets(
    IReadOnlyDictionary<string, Library> Libraries, IReadOnlyCollection<string> Direct, IReadOnlyList<string> Folders)
{
    /// <summary>Ids of which NuGet's audit warns, at the versions they are at.</summary>
    public IReadOnlyCollection<string> Vulnerable { get; init; } = [];

    /// <summary>Ids of packages that the SDK asked for in the project's name, at the version it knows.</summary>
    public IReadOnlyCollection<string> Implicit { get; init; } = [];

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
        var parts = new Dictionary<string, PackageParts>(StringComparer.OrdinalIgnoreCase);
        var isImplicit = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
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
                            if (fact == "files") parts[library] = Files(json);
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
                    Project(json, framework, moniker, direct, isImplicit);
                    break;
            }
        }
        if (libraries is null) throw new FormatException("has no target for " + framework);
        return new ProjectAssets(
            libraries.ToDictionary(x => x.Key, x => Whole(x.Value), StringComparer.OrdinalIgnoreCase),
            direct,
            folders) { Vulnerable = vulnerable, Implicit = isImplicit, Pinned = pinned, ProjectFiles = projectFiles };

        Library Whole(Library library)
        {
            string name = library.Id + "/" + library.Version;
            parts.TryGetValue(name, out var lying);
            return library with { Hash = hashes.TryGetValue(name, out string? hash) ? hash : "", Brings = library.Brings | lying };
        }
    }

    /// <summary>What lies in a package and is no asset to NuGet.</summary>
    private static PackageParts Files(JsonCursor json)
    {
        var parts = PackageParts.None;
        foreach (int _ in json.Elements())
        {
            if (json.String() is not { } path) continue;
            if (PackageContent.IsAnalyzer(path)) parts |= PackageParts.Analyzers;
            if (PackageContent.IsTool(path)) parts |= PackageParts.Tools;
        }
        return parts;
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
            bool isPackage = true, hasAssemblies = false;
            var brings = PackageParts.None;
            var dependencies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (string fact in json.Properties())
            {
                if (fact == "type") isPackage = json.String() == "package";
                if (fact is "compile" or "runtime" && IsThere(json)) hasAssemblies = true;
                if (fact == "build" && IsThere(json)) brings |= PackageParts.Build;
                if (fact == "contentFiles" && IsThere(json)) brings |= PackageParts.Content;
                if (fact == "native" && IsThere(json) || fact == "runtimeTargets" && HasNative(json)) brings |= PackageParts.Native;
                if (fact != "dependencies") continue;
                foreach (string dependency in json.Properties()) dependencies[dependency] = json.String() ?? "";
            }
            string[] name = key.Split('/');
            if (name.Length == 2 && isPackage && !(PackageGrammar.IsId(name[0]) && PackageGrammar.IsVersion(name[1])))
                throw new FormatException("has a package with an id or a version that none can have");
            if (name.Length == 2)
                libraries[name[0]] =
                    new Library(name[0], name[1], isPackage, dependencies) { Brings = brings, HasAssemblies = hasAssemblies };
        }
        return libraries;
    }

    /// <summary>NuGet writes <c>_._</c> for what a package has and the project does not get.</summary>
    private static bool IsThere(JsonCursor json) => json.Properties().Count(x => !x.EndsWith("_._", StringComparison.Ordinal)) > 0;

    private static bool HasNative(JsonCursor json)
    {
        bool hasNative = false;
        foreach (string _ in json.Properties())
        {
            foreach (string fact in json.Properties()) hasNative |= fact == "assetType" && json.String() == "native";
        }
        return hasNative;
    }

    private static void Project(JsonCursor json, string framework, string moniker, HashSet<string> direct, HashSet<string> isImplicit)
    {
        foreach (string part in json.Properties())
        {
            if (part != "frameworks") continue;
            foreach (string name in json.Properties())
            {
                if (!IsSame(name, framework, moniker)) continue;
                foreach (string fact in json.Properties())
                {
                    if (fact != "dependencies") continue;
                    foreach (string id in json.Properties())
                    {
                        direct.Add(id);
                        if (json.Properties().Count(x => x == "autoReferenced") > 0) isImplicit.Add(id);
                    }
                }
            }
        }
    }
}
