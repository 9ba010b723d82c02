using System.IO.Compression;

namespace SemverGuard.Worlds.Assets;

/// <summary>
/// Versions that nobody should get any more, as far as NuGet knows: of which its audit warns, that are deprecated for critical bugs, or
/// that no source lists. They are asked for before anything is brought: what a project has left behind it may have left for a reason.
/// </summary>
/// <remarks>
/// An audit is about the packages of a project. So a project under obj references empty packages of the same names and versions, which are
/// written here and found in no other place, and NuGet is asked about that project, with the user's own sources.
/// </remarks>
/// <param name="host">Path of the dotnet command.</param>
/// <param name="projectFolder">Where the user's nuget.config holds.</param>
/// <param name="stateFolder">Under obj.</param>
/// <param name="isVulnerable">What an audit of the project itself said earlier.</param>
internal sealed class WithdrawnVersions(
    string host, string projectFolder, string stateFolder, Func<string, string, bool> isVulnerable, CancellationToken cancellation)
{
    public const string Vulnerable = "NuGet's audit warns of it", Critical = "it is deprecated for critical bugs",
        Unlisted = "no source lists it any more";

    public const string Unknown = "NuGet could not be asked whether its audit warns of it";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>One package may be wanted in several versions, and a project has one of each.</summary>
    private const int MostProjects = 5;

    private static readonly string[] Warnings = ["NU1901", "NU1902", "NU1903", "NU1904"];

    private string Folder => Path.Combine(stateFolder, "audit");

    private string Known => Path.Combine(stateFolder, "withdrawn.txt");

    /// <summary>Those that may be brought.</summary>
    public IReadOnlyCollection<(string Id, string Version)> Without(IReadOnlyCollection<(string Id, string Version)> packages)
    {
        var reasons = Ask(packages);
        OutputFile.Renew(Known, string.Concat(reasons.Select(x => x.Key.Id + " " + x.Key.Version + " " + x.Value + "\n")));
        return [.. packages.Where(x => !reasons.ContainsKey(x))];
    }

    /// <returns>Why a version was not brought the last time; null when it was not kept away.</returns>
    public static Func<string, string, string?> Reasons(string stateFolder)
    {
        var reasons = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string file = Path.Combine(stateFolder, "withdrawn.txt");
        foreach (string[] line in (File.Exists(file) ? InputFile.Lines(file) : []).Select(x => x.Split([' '], 3)).Where(x => x.Length == 3))
            reasons[line[0] + " " + line[1]] = line[2];
        return (id, version) => reasons.TryGetValue(id + " " + version, out string? reason) ? reason : null;
    }

    /// <returns>Those that should not be brought, each with the reason.</returns>
    public IReadOnlyDictionary<(string Id, string Version), string> Ask(IReadOnlyCollection<(string Id, string Version)> packages)
    {
        var reasons = new Dictionary<(string Id, string Version), string>();
        foreach (var package in packages.Where(x => isVulnerable(x.Id, x.Version))) reasons[package] = Vulnerable;
        var open = packages.Where(x => !reasons.ContainsKey(x)).ToArray();
        foreach (var group in open.GroupBy(x => x.Id, StringComparer.OrdinalIgnoreCase))
        {
            var listed = PackageSearch.Versions(host, group.Key, projectFolder, cancellation, Patience);
            foreach (var package in group.Where(x => listed?.Any(y => y == PackageText.Parse(x.Version)) != true))
                reasons[package] = listed is null ? Unknown : Unlisted;
        }
        open = [.. open.Where(x => !reasons.ContainsKey(x))];
        var rounds = open.GroupBy(x => x.Id, StringComparer.OrdinalIgnoreCase).SelectMany(x => x.Select((y, i) => (Package: y, Round: i)))
            .GroupBy(x => x.Round, x => x.Package);
        foreach (var round in rounds)
        {
            foreach (var (package, reason) in round.Key < MostProjects
                ? Audit([.. round])
                : round.Select(x => (x, Unknown))) reasons[package] = reason;
        }
        return reasons;
    }

    private IEnumerable<((string Id, string Version) Package, string Reason)> Audit(
        IReadOnlyCollection<(string Id, string Version)> packages)
    {
        string folder = OutputFile.WorkFolder(Folder);
        try
        {
            foreach (var (id, version) in packages) WriteEmptyPackage(folder, id, version);
            // Whatever packages the user maps to his sources: those of this project come from here.
            OutputFile.Write(Path.Combine(folder, "nuget.config"), """
                <configuration>
                  <packageSources><add key="semverguard-empty" value="empty" /></packageSources>
                  <packageSourceMapping>
                    <clear /><packageSource key="semverguard-empty"><package pattern="*" /></packageSource>
                  </packageSourceMapping>
                </configuration>

                """);
            string packagesFolder = Path.Combine(folder, "packages");
            OutputFile.Write(Path.Combine(folder, "audit.csproj"),
                RestoreProject.Of(packagesFolder, isAudited: true, packages.Select(x => RestoreProject.Reference(x.Id, x.Version))));
            var (exitCode, _) = Command.Run(host, ["restore", "audit.csproj"], folder, cancellation, Patience);
            string assets = Path.Combine(folder, "obj", "project.assets.json");
            if (exitCode != 0 || !File.Exists(assets)) return packages.Select(x => (x, Unknown)).ToArray();
            var warnings = AssetsReader.Warnings(InputFile.Text(assets)).ToArray();
            if (warnings.Any(x => x.Code == "NU1900")) return packages.Select(x => (x, Unknown)).ToArray();
            var vulnerable = warnings.Where(x => Warnings.Contains(x.Code)).Select(x => x.Id).ToArray();
            var (answer, text) =
                Command.Run(host, ["list", "audit.csproj", "package", "--deprecated", "--format", "json"], folder, cancellation, Patience);
            string[]? deprecated = answer == 0 ? Deprecated(text) : null;
            return packages.Select(x => (x, Reason(x.Id))).Where(x => x.Item2 is not null).Select(x => (x.x, x.Item2!)).ToArray();

            string? Reason(string id) =>
                Has(vulnerable, id) ? Vulnerable : deprecated is null ? Unknown : Has(deprecated, id) ? Critical : null;
        }
        finally
        {
            OutputFile.RemoveFolder(folder);
        }

        static bool Has(string[] ids, string id) => ids.Contains(id, StringComparer.OrdinalIgnoreCase);
    }

    private static void WriteEmptyPackage(string folder, string id, string version)
    {
        string feed = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        using var package = new ZipArchive(File.Create(Path.Combine(feed, id + "." + version + ".nupkg")), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry(id + ".nuspec").Open());
        nuspec.Write($"<package><metadata><id>{id}</id><version>{version}</version>"
            + "<authors>SemverGuard</authors><description>Empty.</description></metadata></package>");
    }

    /// <summary>Ids that are deprecated for critical bugs; null where the answer is none.</summary>
    private static string[]? Deprecated(string answer)
    {
        var ids = new List<string>();
        try
        {
            var json = new JsonCursor(answer);
            foreach (string part in json.Properties())
            {
                if (part != "projects") continue;
                foreach (int project in json.Elements())
                foreach (string fact in json.Properties())
                {
                    if (fact != "frameworks") continue;
                    foreach (int framework in json.Elements())
                    foreach (string kind in json.Properties())
                    {
                        if (kind is "topLevelPackages" or "transitivePackages") ids.AddRange(Critically(json));
                    }
                }
            }
            return [.. ids];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Critically(JsonCursor json)
    {
        foreach (int _ in json.Elements())
        {
            string id = "";
            bool isCritical = false;
            foreach (string fact in json.Properties())
            {
                if (fact == "id") id = json.String() ?? "";
                if (fact != "deprecationReasons") continue;
                foreach (int reason in json.Elements())
                    isCritical |= json.String()?.Equals("CriticalBugs", StringComparison.OrdinalIgnoreCase) == true;
            }
            if (isCritical) yield return id;
        }
    }
}
