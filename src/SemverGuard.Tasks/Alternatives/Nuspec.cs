using System.Xml;
using System.Xml.Linq;

namespace SemverGuard.Tasks.Alternatives;

/// <summary>What a package says of itself.</summary>
/// <param name="Repository">Address of its sources; empty when it does not say.</param>
/// <param name="Dependencies">Ids and version ranges, for one target framework.</param>
internal sealed record Nuspec(string Repository, IReadOnlyDictionary<string, string> Dependencies)
{
    /// <param name="folder">Of the extracted package.</param>
    /// <returns>Null when it cannot be read.</returns>
    public static Nuspec? Read(string folder, string id, FrameworkName? framework)
    {
        try
        {
            using var reader = XmlReader.Create(Path.Combine(folder, id.ToLowerInvariant() + ".nuspec"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return Read(XDocument.Load(reader), framework);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

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
        return new Nuspec(repository, dependencies);
    }

    private static XElement? Group(XElement[] groups, FrameworkName? framework)
    {
        string? best = framework?.Best(groups.Select(Target));
        return groups.FirstOrDefault(x => Target(x) == (best ?? ""));
    }

    /// <summary>Empty for a group that is for any framework.</summary>
    private static string Target(XElement group) => (string?)group.Attribute("targetFramework") ?? "";

    /// <summary>The namespace depends on the version of the format.</summary>
    private static IEnumerable<XElement> Named(XDocument document, string name) => document.Descendants().Where(x => x.Name.LocalName == name);
}
