using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace SemverGuard.Worlds.Reporting;

/// <summary>A line in a project's files that references something or gives it a version.</summary>
/// <param name="Element"><c>PackageReference</c>, <c>PackageVersion</c>, <c>GlobalPackageReference</c> or <c>ProjectReference</c>.</param>
/// <param name="Version">As it is written; empty when the line has none.</param>
internal sealed record ReferenceLine(string Element, IReadOnlyList<string> Ids, string Version, string File, int Line, int Column)
{
    public bool Names(string id) => Ids.Contains(id, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The lines of a project and of the files that it imports, as far as their names can be read.</summary>
internal static class ReferenceLines
{
    /// <summary>What MSBuild and NuGet look for in the folders above a project, in the order in which they are read.</summary>
    private static readonly string[] Early = ["Directory.Build.props"], Late = ["Directory.Build.targets", "Directory.Packages.props"];

    private static readonly string[] Elements = ["PackageReference", "PackageVersion", "GlobalPackageReference", "ProjectReference"];

    private static readonly Regex Directive =
        new(@"^\s*#:package\s+(?<id>[^\s@]+)(\s*@\s*(?<version>\S+))?", RegexOptions.CultureInvariant);

    /// <param name="others">Further files that are known to belong to it.</param>
    /// <returns>In the order in which they count: the last word is said last.</returns>
    public static IReadOnlyList<ReferenceLine> Of(string projectFile, IEnumerable<string> others)
    {
        string folder = Path.GetDirectoryName(projectFile)!;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var lines = new List<ReferenceLine>();
        var properties = new ReadProperties(projectFile);
        string?[] files = [.. Early.Select(Above), projectFile, .. Late.Select(Above), .. others];
        foreach (string file in files.OfType<string>()) Read(file);
        // A program in one file has a project that is nowhere on the disk.
        if (Program(projectFile) is { } program) lines.AddRange(Directives(program));
        return lines;

        string? Above(string name) => ReadProperties.Above(name, folder);

        void Read(string file)
        {
            if (!seen.Add(Path.GetFullPath(file)) || Load(file) is not { } document) return;
            foreach (var element in document.Descendants())
            {
                if (element.Parent is { Name.LocalName: "PropertyGroup", Parent.Name.LocalName: not "Target" } group)
                    properties.Set(element.Name.LocalName, element.Value, file, IsConditional(element) || IsConditional(group));
                else if (element.Name.LocalName == "Import" && (string?)element.Attribute("Project") is { } import)
                    foreach (string other in Imported(import, file, properties)) Read(other);
                else if (Elements.Contains(element.Name.LocalName) && Line(element, file) is { } line) lines.Add(line);
            }
        }
    }

    /// <summary>The file that is a whole program; null for an ordinary project.</summary>
    public static string? Program(string projectFile)
    {
        if (File.Exists(projectFile)) return null;
        string without = Path.Combine(Path.GetDirectoryName(projectFile)!, Path.GetFileNameWithoutExtension(projectFile));
        return new[] { without + ".cs", without }.FirstOrDefault(File.Exists);
    }

    private static ReferenceLine? Line(XElement element, string file)
    {
        if (((string?)element.Attribute("Include") ?? (string?)element.Attribute("Update")) is not { } names) return null;
        string version = Said(element, "VersionOverride") ?? Said(element, "Version") ?? "";
        var place = (IXmlLineInfo)element;
        // The reader stands on the name; MSBuild, and with it every editor, counts from the bracket before it.
        return new ReferenceLine(
            element.Name.LocalName, [.. names.Split(';').Select(x => x.Trim())], version, file, place.LineNumber, place.LinePosition - 1);
    }

    private static string? Said(XElement element, string name) =>
        (string?)element.Attribute(name) ?? element.Elements().FirstOrDefault(x => x.Name.LocalName == name)?.Value.Trim();

    private static IEnumerable<ReferenceLine> Directives(string file)
    {
        string[] lines = [];
        try { lines = InputFile.Lines(file); }
        // The compiler has read it: whatever is wrong is somebody else's news.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
        for (int i = 0; i < lines.Length; i++)
        {
            if (Directive.Match(lines[i]) is { Success: true } match)
                yield return new ReferenceLine(
                    "PackageReference", [match.Groups["id"].Value], match.Groups["version"].Value, file, i + 1, lines[i].IndexOf('#') + 1);
        }
    }

    private static bool IsConditional(XElement element) => element.Attribute("Condition") is not null;

    private static XDocument? Load(string file)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null; // MSBuild has read this very file: whatever is wrong is somebody else's news.
        }
    }

    /// <returns>Nothing where only an evaluation would tell.</returns>
    private static IEnumerable<string> Imported(string import, string file, ReadProperties properties)
    {
        if (properties.Value(import, file) is not { Length: > 0 } value || value.Contains('@')) return [];
        string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, value.Replace('\\', '/')));
        if (!path.Contains('*')) return [path];
        string folder = Path.GetDirectoryName(path)!;
        if (folder.Contains('*') || !Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder, Path.GetFileName(path)).OrderBy(x => x, StringComparer.Ordinal);
    }
}
