using System.Xml;

namespace SemverGuard.Tasks.Reporting;

/// <summary>Finds the line that decides a package's version: where a reader would go to undo the upgrade.</summary>
/// <param name="projectFile">Where to point when no line is found.</param>
/// <param name="references">PackageReference ids and the file that holds each.</param>
/// <param name="versions">PackageVersion ids and the file that holds each; empty without central package management.</param>
internal sealed class ReferencePlaces(string projectFile, IReadOnlyDictionary<string, string> references, IReadOnlyDictionary<string, string> versions)
{
    private readonly Dictionary<string, IReadOnlyList<Element>> files = new(StringComparer.Ordinal);

    /// <param name="path">For a transitive package, what leads to it; the project's own reference first.</param>
    public Place Find(string package, IReadOnlyList<string>? path)
    {
        // A central version of a package that nobody references decides nothing, unless transitive packages are pinned: then there is no path.
        if (path is null || path.Count == 0) return Version(package) ?? Reference(package) ?? new Place(projectFile);
        return Version(path[0]) ?? Reference(path[0]) ?? Project(path[0]) ?? new Place(projectFile);
    }

    private Place? Version(string package)
    {
        if (!versions.TryGetValue(package, out string? file)) return null;
        bool isOverridden = references.TryGetValue(package, out string? owner) && Elements(owner).Any(x => x.Is("PackageReference", package) && x.HasVersion);
        return isOverridden ? null : Place(file, "PackageVersion", package) ?? Place(file, "GlobalPackageReference", package);
    }

    private Place? Reference(string package) => references.TryGetValue(package, out string? file) ? Place(file, "PackageReference", package) ?? new Place(file) : null;

    private Place? Project(string name)
    {
        foreach (var element in Elements(projectFile))
        {
            if (element.Name == "ProjectReference" && element.Includes.Any(x => Path.GetFileNameWithoutExtension(x.Replace('\\', '/')).Equals(name, StringComparison.OrdinalIgnoreCase)))
                return new Place(projectFile, element.Line, element.Column);
        }
        return null;
    }

    private Place? Place(string file, string element, string package)
    {
        var found = Elements(file).FirstOrDefault(x => x.Is(element, package));
        return found is null ? null : new Place(file, found.Line, found.Column);
    }

    private IReadOnlyList<Element> Elements(string file)
    {
        if (files.TryGetValue(file, out var known)) return known;
        var elements = new List<Element>();
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                string? names = reader.GetAttribute("Include") ?? reader.GetAttribute("Update");
                if (names is null) continue;
                var place = (IXmlLineInfo)reader;
                bool hasVersion = reader.GetAttribute("Version") is not null || reader.GetAttribute("VersionOverride") is not null;
                // The reader stands on the name; MSBuild, and with it every editor, counts from the bracket before it.
                elements.Add(new Element(reader.LocalName, names.Split(';').Select(x => x.Trim()).ToArray(), hasVersion, place.LineNumber, place.LinePosition - 1));
            }
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // MSBuild has read this very file: whatever is wrong is somebody else's news.
        }
        return files[file] = elements;
    }

    private sealed record Element(string Name, IReadOnlyList<string> Includes, bool HasVersion, int Line, int Column)
    {
        public bool Is(string name, string include) => Name == name && Includes.Contains(include, StringComparer.OrdinalIgnoreCase);
    }
}
