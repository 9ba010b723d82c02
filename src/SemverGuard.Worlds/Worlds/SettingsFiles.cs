using System.Text.RegularExpressions;

namespace SemverGuard.Worlds;

/// <summary>
/// Names by which a project's configuration, environment and project files set something. Values are not kept: there are secrets among
/// them.
/// </summary>
internal static class SettingsFiles
{
    /// <summary>What is larger is no settings file that somebody wrote.</summary>
    private const long Most = 1024 * 1024;

    private static readonly (string Folder, string Pattern, Regex Name)[] Kinds =
    [
        ("", "appsettings*.json", Property),
        ("", "runtimeconfig.template.json", Property),
        ("Properties", "launchSettings.json", Property),
        ("", "*.env", Variable),
        ("", "*.config", Attribute),
        ("", "*.*proj", Switch),
    ];

    private static Regex Property => new(@"""((?:[^""\\\r\n]|\\.){1,200})""\s*:", RegexOptions.CultureInvariant);

    private static Regex Variable =>
        new(@"^\s*(?:export\s+)?([A-Za-z_][\w.:-]{0,199})\s*=", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static Regex Attribute => new(@"\b(?:key|name)\s*=\s*""([^""<\r\n]{1,200})""", RegexOptions.CultureInvariant);

    /// <summary>Of AppContext, set in the project file.</summary>
    private static Regex Switch =>
        new(@"<RuntimeHostConfigurationOption\s+Include\s*=\s*""([^""<\r\n]{1,200})""", RegexOptions.CultureInvariant);

    /// <returns>Empty where there is no such file; one that cannot be read is left out, since nothing depends on it alone.</returns>
    public static HashSet<string> Names(string folder)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (below, pattern, name) in Kinds)
        {
            foreach (string file in Files(Path.Combine(folder, below), pattern)) names.UnionWith(In(file, name));
        }
        return names;
    }

    private static string[] Files(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> In(string file, Regex name)
    {
        try
        {
            using var reader = new StreamReader(InputFile.Open(file, Most));
            return [.. name.Matches(reader.ReadToEnd()).Cast<Match>().Select(x => x.Groups[1].Value)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
