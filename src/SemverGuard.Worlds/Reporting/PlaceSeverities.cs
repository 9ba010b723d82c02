using SemverGuard.Findings;
using SemverGuard.Reports.Muting;
using SemverGuard.Uses;

namespace SemverGuard.Worlds.Reporting;

/// <summary>
/// What is said of a rule at a place in the source, by all that the compiler goes by: configuration files, rule set, pragmas, attributes.
/// </summary>
/// <param name="configFiles">Editor configurations and global ones.</param>
/// <param name="ruleSet">Empty for none.</param>
/// <param name="sources">All of the project.</param>
/// <param name="symbols">For conditional compilation.</param>
internal sealed class PlaceSeverities(
    IEnumerable<string> configFiles, string ruleSet, IEnumerable<string> sources, IReadOnlyList<string> symbols)
{
    private readonly Lazy<ConfigSeverities> configured =
        new(() => new ConfigSeverities([.. configFiles.Select(x => ConfigFile.Parse(x, Text(x)))]));
    private readonly Lazy<IReadOnlyDictionary<string, string>> rules = new(() => RuleSetFile.Read(ruleSet));
    private readonly Lazy<IReadOnlyList<SourceMutes>> forAll = new(() =>
        [.. sources.Select(Text).Where(x => x.Contains("SuppressMessage")).Select(x => SourceMutes.Of(x, isVisualBasic: false, symbols))]);
    private readonly Dictionary<string, SourceMutes> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeclaredCode> declared = new(StringComparer.Ordinal);

    /// <summary>How the source mutes a rule there; null where it does not.</summary>
    public string? MutedBy(SourceSite? site, string rule)
    {
        const string ForAll = "[assembly: SuppressMessage]";
        if (forAll.Value.Any(x => x.Everywhere.Contains(rule, StringComparer.OrdinalIgnoreCase))) return ForAll;
        if (site is not { Line: > 0 } place) return null;
        if (IsTarget(place, rule)) return ForAll;
        if (!files.TryGetValue(place.File, out var mutes))
        {
            mutes = SourceMutes.Of(Text(place.File), place.File.EndsWith(".vb", StringComparison.OrdinalIgnoreCase), symbols);
            files[place.File] = mutes;
        }
        return mutes.By(rule, place.Line);
    }

    private bool IsTarget(SourceSite place, string rule)
    {
        var targets = forAll.Value.SelectMany(x => x.Targets).Where(x => x.Rule.Equals(rule, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (targets.Length == 0) return false;
        if (!declared.TryGetValue(place.File, out var code)) declared[place.File] = code = DeclaredCode.Of(Text(place.File));
        return Array.Exists(targets, x => x.Covers(code, place.Line));
    }

    /// <returns>A severity, or where it is switched off; neither when nothing is said.</returns>
    public (Severity? Severity, string? MutedBy) Of(SourceSite? site, string rule, Severity judged)
    {
        string place = (site?.File ?? "").Replace('\\', '/');
        var said = configured.Value.Of(place, rule) ?? (rules.Value.TryGetValue(rule, out string? action) ? (action, ruleSet) : null);
        if (said is { } one) return Read(one);
        // Who makes all analyzers louder does not mean the news that every release brings.
        var (severity, mutedBy) = Read(configured.Value.OfAll(place) ?? ("", ""));
        return (judged == Severity.Info && severity > judged ? null : severity, mutedBy);
    }

    private static (Severity? Severity, string? MutedBy) Read((string Word, string File) said)
    {
        var (word, file) = said;
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
