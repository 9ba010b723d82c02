using SemverGuard.Findings;
using SemverGuard.Reports.Muting;
using SemverGuard.Uses;

namespace SemverGuard.Worlds.Reporting;

/// <summary>What is said of a rule at a place in the source, by all that the compiler goes by: configuration files, rule set, pragmas, attributes.</summary>
/// <param name="configFiles">Editor configurations and global ones.</param>
/// <param name="ruleSet">Empty for none.</param>
/// <param name="sources">All of the project.</param>
internal sealed class PlaceSeverities(IEnumerable<string> configFiles, string ruleSet, IEnumerable<string> sources)
{
    private readonly Lazy<ConfigSeverities> configured = new(() => new ConfigSeverities([.. configFiles.Select(x => ConfigFile.Parse(x, Text(x)))]));
    private readonly Lazy<IReadOnlyDictionary<string, string>> rules = new(() => RuleSetFile.Read(ruleSet));
    private readonly Lazy<HashSet<string>> everywhere = new(() => new HashSet<string>(
        sources.Select(Text).Where(x => x.Contains("SuppressMessage")).SelectMany(x => SourceMutes.Of(x, isVisualBasic: false).Everywhere), StringComparer.OrdinalIgnoreCase));
    private readonly Dictionary<string, SourceMutes> files = new(StringComparer.Ordinal);

    /// <summary>How the source mutes a rule there; null where it does not.</summary>
    public string? MutedBy(SourceSite? site, string rule)
    {
        if (everywhere.Value.Contains(rule)) return "[assembly: SuppressMessage]";
        if (site is not { Line: > 0 } place) return null;
        if (!files.TryGetValue(place.File, out var mutes))
            files[place.File] = mutes = SourceMutes.Of(Text(place.File), place.File.EndsWith(".vb", StringComparison.OrdinalIgnoreCase));
        return mutes.By(rule, place.Line);
    }

    /// <returns>A severity, or where it is switched off; neither when nothing is said.</returns>
    public (Severity? Severity, string? MutedBy) Of(SourceSite? site, string rule)
    {
        var (word, file) = configured.Value.Of((site?.File ?? "").Replace('\\', '/'), rule) ?? (rules.Value.TryGetValue(rule, out string? action) ? (action, ruleSet) : ("", ""));
        return word switch
        {
            "error" => (Severity.Error, null),
            "warning" => (Severity.Warning, null),
            "suggestion" or "info" => (Severity.Info, null),
            "none" or "silent" or "refactoring" or "hidden" => (null, "severity " + word + " in " + Path.GetFileName(file)),
            _ => (null, null),
        };
    }

    private static string Text(string file) => SourceFiles.Text(file) ?? "";
}
