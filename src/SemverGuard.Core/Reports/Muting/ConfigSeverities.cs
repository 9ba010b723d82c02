namespace SemverGuard.Reports.Muting;

/// <summary>What the configuration files of a compilation say together.</summary>
public sealed class ConfigSeverities(IReadOnlyList<ConfigFile> files)
{
    private readonly ConfigFile[] globals = [.. files.Where(x => x.IsGlobal)];

    /// <summary>The one that is nearer comes later.</summary>
    private readonly ConfigFile[] editorconfigs =
        [.. files.Where(x => !x.IsGlobal).OrderBy(x => x.Folder.Length).ThenBy(x => x.Path, StringComparer.Ordinal)];

    /// <param name="file">Full, with forward slashes; empty for what is said of no file.</param>
    /// <returns>The word, and the file that has it; null when none says anything.</returns>
    public (string Severity, string File)? Of(string file, string rule)
    {
        if (InEditorConfig(file, rule) is { } near) return near;
        // Of two on one level that do not agree neither counts.
        var said = globals.Select(x => (x.Level, Severity: x.SeverityOf(file, rule), x.Path)).Where(x => x.Severity is not null)
            .GroupBy(x => x.Level).OrderByDescending(x => x.Key).FirstOrDefault()?.ToArray();
        return said is { Length: > 0 } && said.All(x => x.Severity == said[0].Severity) && said[0].Severity != "default"
            ? (said[0].Severity!, said[0].Path)
            : null;
    }

    /// <summary>What is said of our rules together, or else of every analyzer's: where nothing is said of the rule itself.</summary>
    /// <inheritdoc cref="Of"/>
    public (string Severity, string File)? OfAll(string file) => Of(file, ConfigFile.OurCategory) ?? Of(file, ConfigFile.AllRules);

    private (string, string)? InEditorConfig(string file, string rule)
    {
        if (file.Length == 0) return null;
        (string, string)? near = null;
        foreach (var config in editorconfigs.Where(x => x.IsAbove(file)))
        {
            if (config.IsRoot) near = null;
            if (config.SeverityOf(file, rule) is { } severity) near = severity == "default" ? null : (severity, config.Path);
        }
        return near;
    }
}
