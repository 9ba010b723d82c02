using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace SemverGuard.Packages;

/// <summary>What a package says of itself.</summary>
/// <param name="Repository">Address of its sources; empty when it does not say.</param>
/// <param name="Dependencies">Ids and version ranges, for one target framework.</param>
public sealed record Nuspec(string Repository, IReadOnlyDictionary<string, string> Dependencies)
{
    /// <summary>SPDX expression; empty when there is none.</summary>
    public string LicenceExpression { get; init; } = "";

    /// <summary>Path of the licence inside the package, with forward slashes; empty when it brings none.</summary>
    public string LicenceFile { get; init; } = "";

    /// <summary>What packages had before there were expressions; empty when there is none.</summary>
    public string LicenceAddress { get; init; } = "";

    /// <summary>
    /// Patterns of content files, relative to <c>contentFiles/</c>, and what the build does with them, in the order in which they apply.
    /// </summary>
    public IReadOnlyList<(string Include, string Exclude, string Action)> Content { get; init; } = [];

    /// <summary>A content file is compiled unless the package says otherwise; the last pattern that fits decides.</summary>
    public bool IsCompiled(string path)
    {
        string action = "Compile";
        foreach (var rule in Content.Where(x => Fits(x.Include, path) && !Fits(x.Exclude, path))) action = rule.Action;
        return action.Equals("Compile", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Fits(string patterns, string path) => patterns.Split(';').Any(x => x.Length > 0 && Regex.IsMatch(
        path, "^" + Regex.Escape(x.Trim().Replace('\\', '/')).Replace(@"\*\*/", "(.*/)?").Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*")
            + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    public bool IsSameRepository(Nuspec other) =>
        Repository.Length > 0 && Plain(Repository).Equals(Plain(other.Repository), StringComparison.OrdinalIgnoreCase);

    /// <exception cref="XmlException">It is not XML.</exception>
    /// <exception cref="IOException">It cannot be read to its end.</exception>
    public static Nuspec Read(Stream stream, FrameworkName? framework) => Read(BoundedXml.Load(stream), framework);

    private static Nuspec Read(XDocument document, FrameworkName? framework)
    {
        string repository = (string?)Named(document, "repository").FirstOrDefault()?.Attribute("url") ?? "";
        var groups = Named(document, "dependencies").Elements().Where(x => x.Name.LocalName == "group").ToArray();
        var group = groups.Length == 0 ? Named(document, "dependencies").FirstOrDefault() : Group(groups, framework);
        var dependencies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var dependency in group?.Elements().Where(x => x.Name.LocalName == "dependency") ?? [])
        {
            if ((string?)dependency.Attribute("id") is { } id) dependencies[id] = (string?)dependency.Attribute("version") ?? "";
        }
        var licence = Named(document, "license").FirstOrDefault();
        bool isFile = (string?)licence?.Attribute("type") == "file";
        string text = licence?.Value.Trim() ?? "";
        return new Nuspec(repository, dependencies)
        {
            Content =
            [
                .. Named(document, "contentFiles").Elements()
                    .Where(x => x.Name.LocalName == "files" && x.Attribute("buildAction") is not null)
                    .Select(x => ((string?)x.Attribute("include") ?? "", (string?)x.Attribute("exclude")
                        ?? "", (string)x.Attribute("buildAction")!)),
            ],
            LicenceExpression = isFile ? "" : text,
            LicenceFile = isFile ? text.Replace('\\', '/') : "",
            LicenceAddress = Named(document, "licenseUrl").FirstOrDefault()?.Value.Trim() ?? "",
        };
    }

    /// <summary>Tools write an address with and without the ending.</summary>
    private static string Plain(string address) =>
        address.TrimEnd('/') is var trimmed && trimmed.EndsWith(".git", StringComparison.OrdinalIgnoreCase)
            ? trimmed.Substring(0, trimmed.Length - 4)
            : trimmed;

    private static XElement? Group(XElement[] groups, FrameworkName? framework)
    {
        string? best = framework?.Best(groups.Select(Target));
        return groups.FirstOrDefault(x => Target(x) == (best ?? ""));
    }

    /// <summary>Empty for a group that is for any framework.</summary>
    private static string Target(XElement group) => (string?)group.Attribute("targetFramework") ?? "";

    /// <summary>The namespace depends on the version of the format.</summary>
    private static IEnumerable<XElement> Named(XDocument document, string name) =>
        document.Descendants().Where(x => x.Name.LocalName == name);
}
