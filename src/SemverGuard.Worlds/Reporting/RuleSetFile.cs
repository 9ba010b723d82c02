using System.Xml;

namespace SemverGuard.Worlds.Reporting;

/// <summary>The actions of a rule set file, with those that it includes.</summary>
internal static class RuleSetFile
{
    /// <returns>Empty for a project that has none.</returns>
    public static string PathOf(ProjectWorld project) =>
        project.RuleSet.Length == 0 ? "" : Path.Combine(project.ProjectFolder, project.RuleSet.Replace('\\', '/'));

    /// <summary>Names the file as it is now.</summary>
    public static string StateOf(ProjectWorld project) =>
        project.RuleSet.Length == 0 ? "" : project.RuleSet + " " + File.GetLastWriteTimeUtc(PathOf(project)).Ticks;

    /// <returns>By rule id, in lower case; empty for a file that cannot be read, of which the compiler tells.</returns>
    public static IReadOnlyDictionary<string, string> Read(string path) =>
        Read(path, new HashSet<string>(StringComparer.OrdinalIgnoreCase));

    private static Dictionary<string, string> Read(string path, HashSet<string> seen)
    {
        var own = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var included = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!seen.Add(path) || !File.Exists(path)) return own;
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                string? action = reader.GetAttribute("Action")?.ToLowerInvariant();
                if (reader.LocalName == "Rule" && reader.GetAttribute("Id") is { } id && action is not (null or "default"))
                    own[id] = action;
                else if (reader.LocalName == "Include" && reader.GetAttribute("Path") is { } other && action != "none")
                    Include(Path.Combine(Path.GetDirectoryName(path)!, other.Replace('\\', '/')), action);
            }
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The compiler reads this very file.
        }
        foreach (var (rule, action) in included.Select(x => (x.Key, x.Value)))
        {
            if (!own.ContainsKey(rule)) own[rule] = action;
        }
        return own;

        // Of two that include the same rule the stricter wins.
        void Include(string file, string? all)
        {
            foreach (var (rule, action) in Read(file, seen).Select(x => (x.Key, x.Value)))
            {
                string said = all is null or "default" || action == "none" ? action : all;
                if (!included.TryGetValue(rule, out string? known) || Strictness(said) > Strictness(known)) included[rule] = said;
            }
        }
    }

    private static int Strictness(string action) => Array.IndexOf(["none", "hidden", "info", "warning", "error"], action);
}
