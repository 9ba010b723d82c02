using SemverGuard.Worlds;
using SemverGuard.Worlds.Files;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Tool.Solutions;

/// <summary>Writes versions where they are kept: in a project, in Directory.Packages.props, in a <c>#:package</c> line.</summary>
internal static class SafeVersions
{
    /// <param name="say">Is told each change, and what was left.</param>
    public static void Apply(IReadOnlyList<ProjectWorld> worlds, IReadOnlyList<OutdatedPackage> found, Action<string> say)
    {
        var projects = worlds.Select(x => x.ProjectFile).Distinct(StringComparer.Ordinal).Select(x => ReferenceLines.Of(x, [])).ToArray();
        foreach (var one in found)
        {
            string name = one.Family.Name, now = one.Family.Now.ToNormalizedString();
            if (one.Safe?.ToNormalizedString() is not { } safe)
            {
                say($"Left: {name} {now}, for which no newer version without a finding was found.");
                continue;
            }
            var lines = one.Family.Ids.SelectMany(
                x => projects.SelectMany(y => y).Where(y => y.Element != "ProjectReference" && y.Names(x) && y.Version.Length > 0))
                .GroupBy(x => (x.File, x.Line, x.Column)).Select(x => x.First()).ToArray();
            string[] written = [.. lines.Where(x => Write(x, safe)).Select(x => Path.GetFileName(x.File)).Distinct()];
            say(written.Length > 0
                ? $"{name} {now} -> {safe} in {string.Join(" and ", written)}."
                : $"Left: {name} {now}, whose version is in no line that could be found; take {safe}.");
        }
    }

    /// <summary>The version that stands behind the beginning of the line's element, and nothing else of the file.</summary>
    private static bool Write(ReferenceLine line, string version)
    {
        string text = InputFile.Text(line.File);
        int start = Offset(text, line.Line), at = start < 0
            ? -1
            : text.IndexOf(line.Version, start + NameEnd(text, start, line), StringComparison.Ordinal);
        if (at < 0) return false;
        OutputFile.Write(line.File, text[..at] + version + text[(at + line.Version.Length)..]);
        return true;
    }

    /// <summary>Behind the package's id, in which digits of a version may stand too.</summary>
    private static int NameEnd(string text, int start, ReferenceLine line)
    {
        int id = text.IndexOf(line.Ids[^1], start, StringComparison.OrdinalIgnoreCase);
        return id < 0 ? 0 : id + line.Ids[^1].Length - start;
    }

    private static int Offset(string text, int line)
    {
        int at = 0;
        for (int i = 1; i < line; i++)
        {
            at = text.IndexOf('\n', at) + 1;
            if (at == 0) return -1;
        }
        return at;
    }
}
