using System.Globalization;
using System.Text.RegularExpressions;

namespace SemverGuard.Reports.Muting;

/// <summary>An <c>.editorconfig</c> or global configuration, of which the severities count: of a rule, of ours together, of all.</summary>
/// <remarks>As the compiler reads them: https://learn.microsoft.com/dotnet/fundamentals/code-analysis/configuration-files.</remarks>
public sealed class ConfigFile
{
    /// <summary>What stands for a rule's id where rules are meant together: those of our category, and those of every analyzer.</summary>
    internal const string OurCategory = "dotnet_analyzer_diagnostic.category-semverguard", AllRules = "dotnet_analyzer_diagnostic";

    private const string Key = "dotnet_diagnostic.", Value = ".severity";

    private static readonly Regex SectionLine =
        new(@"^\s*\[((?:[^#;\]\[]|\\.|\[[^\]]*\])+)\]\s*(?:[#;].*)?$", RegexOptions.CultureInvariant);
    private static readonly Regex PropertyLine = new(@"^\s*([\w.\-]+)\s*[=:]\s*(.*?)\s*(?:[#;].*)?$", RegexOptions.CultureInvariant);

    private readonly List<Section> sections = [];

    private ConfigFile(string path) => Path = path;

    /// <summary>Full, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>Files further up do not count below it.</summary>
    public bool IsRoot { get; private set; }

    public bool IsGlobal { get; private set; }

    /// <summary>Of two global ones the higher wins.</summary>
    public int Level { get; private set; }

    /// <summary>With the slash at its end.</summary>
    internal string Folder => Path.Substring(0, Path.LastIndexOf('/') + 1);

    public static ConfigFile Parse(string path, string text)
    {
        var file = new ConfigFile(path.Replace('\\', '/'));
        bool isGlobalByName = file.Path.EndsWith("/.globalconfig", StringComparison.OrdinalIgnoreCase);
        int? level = null;
        var section = new Section("");
        file.sections.Add(section);
        foreach (string line in text.Split('\n'))
        {
            if (line.TrimStart() is "" or ['#' or ';', ..]) continue;
            if (SectionLine.Match(line.TrimEnd('\r')) is { Success: true } name)
                file.sections.Add(section = new Section(name.Groups[1].Value.Trim()));
            else if (PropertyLine.Match(line.TrimEnd('\r')) is { Success: true } property)
            {
                string key = property.Groups[1].Value.ToLowerInvariant(), value = property.Groups[2].Value.ToLowerInvariant();
                if (section.Name.Length == 0 && key == "root") file.IsRoot = value == "true";
                else if (section.Name.Length == 0 && key == "is_global") file.IsGlobal = value == "true";
                else if (section.Name.Length == 0 && key == "global_level"
                    && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
                         level = number;
                else if (key.StartsWith(Key, StringComparison.Ordinal) && key.EndsWith(Value, StringComparison.Ordinal)
                    && key.Length > Key.Length + Value.Length)
                    section.Severities[key.Substring(Key.Length, key.Length - Key.Length - Value.Length)] = value;
                else if (key is OurCategory + Value or AllRules + Value)
                    section.Severities[key.Substring(0, key.Length - Value.Length)] = value;
            }
        }
        file.IsGlobal |= isGlobalByName;
        file.Level = level ?? (isGlobalByName ? 100 : 0);
        return file;
    }

    /// <summary>What it says of a rule in a file below it; the last section has the last word.</summary>
    /// <param name="file">Full, with forward slashes; empty for what is said of no file.</param>
    internal string? SeverityOf(string file, string rule)
    {
        string? severity = null;
        foreach (var section in sections)
        {
            if (section.Severities.TryGetValue(rule.ToLowerInvariant(), out string? said) && IsAbout(section, file)) severity = said;
        }
        return severity;
    }

    internal bool IsAbove(string file) => file.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary>A global file names files whole; what stands before its first section is about all.</summary>
    private bool IsAbout(Section section, string file)
    {
        if (IsGlobal) return section.Name.Length == 0 || section.Name == file;
        return section.Name.Length > 0 && IsAbove(file) && section.Glob is { } glob && glob.Matches(file.Substring(Folder.Length - 1));
    }

    private sealed class Section(string name)
    {
        public string Name => name;

        public ConfigGlob? Glob { get; } = name.Length > 0 ? ConfigGlob.Parse(name) : null;

        public Dictionary<string, string> Severities { get; } = new(StringComparer.Ordinal);
    }
}
