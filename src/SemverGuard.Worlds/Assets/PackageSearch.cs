using NuGet.Versioning;
using SemverGuard.Packages;

namespace SemverGuard.Worlds.Assets;

/// <summary>Asks the user's own sources which versions of a package they list.</summary>
internal static class PackageSearch
{
    /// <param name="projectFolder">Where the user's nuget.config holds.</param>
    /// <returns>Null when they could not be asked: by an SDK that answers in another form, or where a source does not answer.</returns>
    public static IReadOnlyList<NuGetVersion>? Versions(
        string host, string id, string projectFolder, CancellationToken cancellation, TimeSpan patience)
    {
        if (!PackageGrammar.IsId(id)) return [];
        var (exitCode, output) = Command.Run(
            host, ["package", "search", id, "--exact-match", "--prerelease", "--format", "json"], projectFolder, cancellation, patience);
        if (exitCode != 0) return null;
        try
        {
            return [.. Listed(output, id).Select(PackageText.Parse).OfType<NuGetVersion>()];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static List<string> Listed(string output, string id)
    {
        var versions = new List<string>();
        var json = new JsonCursor(output);
        foreach (string part in json.Properties())
        {
            if (part != "searchResult") continue;
            foreach (int _ in json.Elements())
            {
                foreach (string fact in json.Properties())
                {
                    if (fact == "packages") versions.AddRange(Packages(json, id));
                }
            }
        }
        return versions;
    }

    private static IEnumerable<string> Packages(JsonCursor json, string id)
    {
        foreach (int _ in json.Elements())
        {
            string name = "", version = "";
            foreach (string fact in json.Properties())
            {
                if (fact == "id") name = json.String() ?? "";
                if (fact == "version") version = json.String() ?? "";
            }
            if (PackageText.Same(name, id)) yield return version;
        }
    }
}
