using SemverGuard.Packages;

namespace SemverGuard.Worlds.Assets;

/// <summary>Reads of a project.assets.json what is asked of it, for one target framework.</summary>
internal sealed class AssetsReader
{
    private readonly string framework, moniker, runtimeIdentifier;

    private readonly Dictionary<string, string> hashes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PackageParts> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> projectFiles = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> direct = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> isImplicit = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> isPrivate = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> folders = [], vulnerable = [], pinned = [];

    private Dictionary<string, Library>? libraries;

    private AssetsReader(string framework, string moniker, string runtimeIdentifier) =>
        (this.framework, this.moniker, this.runtimeIdentifier) = (framework, moniker, runtimeIdentifier);

    /// <param name="framework">The target framework's short name, as in the project: <c>net10.0</c>.</param>
    /// <param name="moniker">Its long name, which NuGet writes for frameworks before .NET 5: <c>.NETStandard,Version=v2.0</c>.</param>
    /// <exception cref="FormatException">The text is not JSON, or not what NuGet writes.</exception>
    public static ProjectAssets Read(string text, string framework, string moniker, string runtimeIdentifier)
    {
        var reader = new AssetsReader(framework, moniker, runtimeIdentifier);
        var json = new JsonCursor(text);
        foreach (string part in json.Properties()) reader.Part(part, json);
        if (reader.libraries is null) throw new FormatException("has no target for " + framework);
        return new ProjectAssets(
            reader.libraries.ToDictionary(x => x.Key, x => reader.Whole(x.Value), StringComparer.OrdinalIgnoreCase),
            reader.direct,
            reader.folders)
        {
            Vulnerable = reader.vulnerable,
            Implicit = reader.isImplicit,
            Private = reader.isPrivate,
            Pinned = reader.pinned,
            ProjectFiles = reader.projectFiles,
        };
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

    private void Part(string name, JsonCursor json)
    {
        switch (name)
        {
            case "targets": Targets(json); break;
            case "libraries": Libraries(json); break;
            case "packageFolders":
                folders.AddRange(json.Properties().Where(x => x.IndexOf('\0') < 0 && Path.IsPathRooted(x)));
                break;
            case "logs": vulnerable.AddRange(Audited(json)); break;
            case "centralTransitiveDependencyGroups":
                foreach (string group in json.Properties())
                {
                    if (IsAsked(group)) pinned.AddRange(json.Properties());
                }
                break;
            case "project": Project(json); break;
        }
    }

    private void Targets(JsonCursor json)
    {
        foreach (string target in json.Properties())
        {
            string[] names = target.Split(['/'], 2);
            if (!IsAsked(names[0])) continue;
            bool isWanted = (names.Length == 2 ? names[1] : "") == runtimeIdentifier;
            if (libraries is null || isWanted) libraries = Target(json);
        }
    }

    private void Libraries(JsonCursor json)
    {
        foreach (string library in json.Properties())
        {
            foreach (string fact in json.Properties())
            {
                if (fact == "sha512") hashes[library] = json.String() ?? "";
                if (fact == "files") parts[library] = Files(json);
                if (fact == "msbuildProject" && json.String() is { } file) projectFiles[library.Split('/')[0]] = file;
            }
        }
    }

    private Library Whole(Library library)
    {
        string name = library.Id + "/" + library.Version;
        parts.TryGetValue(name, out var lying);
        return library with { Hash = hashes.TryGetValue(name, out string? hash) ? hash : "", Brings = library.Brings | lying };
    }

    private bool IsAsked(string target) =>
        target.Equals(framework, StringComparison.OrdinalIgnoreCase) || target.Equals(moniker, StringComparison.OrdinalIgnoreCase)
        // net10.0-windows in the project is net10.0-windows7.0 here
        || (framework.IndexOf('-') > 0 && target.StartsWith(framework, StringComparison.OrdinalIgnoreCase));

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

    private void Project(JsonCursor json)
    {
        foreach (string part in json.Properties())
        {
            if (part != "frameworks") continue;
            foreach (string name in json.Properties())
            {
                if (!IsAsked(name)) continue;
                foreach (string fact in json.Properties())
                {
                    if (fact != "dependencies") continue;
                    foreach (string id in json.Properties())
                    {
                        direct.Add(id);
                        foreach (string of in json.Properties())
                        {
                            if (of == "autoReferenced") isImplicit.Add(id);
                            if (of == "suppressParent" && json.String() == "All") isPrivate.Add(id);
                        }
                    }
                }
            }
        }
    }
}
