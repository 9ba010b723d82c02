using NuGet.Versioning;
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
        var wanted = Wanted(found);
        foreach (var one in found)
        {
            string name = one.Family.Name, now = one.Family.Now.ToNormalizedString();
            if (!wanted.TryGetValue(one.Family.Ids[0], out var version))
            {
                say($"Left: {name} {now}, for which no newer version without a finding was found.");
                continue;
            }
            string safe = version.ToNormalizedString();
            var lines = one.Family.Ids.SelectMany(Lines);
            string[] written = [.. lines.Where(x => Write(x, safe)).Select(x => Path.GetFileName(x.File)).Distinct()];
            string along = string.Join(", ", one.Along.Select(x => $"{x.Id} {x.Version}"));
            say(written.Length > 0
                ? $"{name} {now} -> {safe} in {string.Join(" and ", written)}{(along.Length > 0 ? ", which needs " + along : "")}."
                : $"Left: {name} {now}, whose version is in no line that could be found; take {safe}.");
        }

        IEnumerable<ReferenceLine> Lines(string id) =>
            projects.SelectMany(x => x).Where(x => x.Element != "ProjectReference" && x.Names(id) && x.Version.Length > 0)
                .GroupBy(x => (x.File, x.Line, x.Column)).Select(x => x.First());
    }

    /// <summary>By id: what is safe for its family, or what the safe version of another one needs of it, where that is more.</summary>
    private static Dictionary<string, NuGetVersion> Wanted(IReadOnlyList<OutdatedPackage> found)
    {
        var wanted = new Dictionary<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in found.Where(x => x.Safe is not null))
        {
            foreach (string id in one.Family.Ids) Want(id, one.Safe!);
            foreach (var along in one.Along)
            {
                var family = found.FirstOrDefault(x => x.Family.Ids.Contains(along.Id, StringComparer.OrdinalIgnoreCase))?.Family;
                foreach (string id in family?.Ids ?? [along.Id]) Want(id, NuGetVersion.Parse(along.Version));
            }
        }
        return wanted;

        void Want(string id, NuGetVersion version)
        {
            if (!wanted.TryGetValue(id, out var other) || other < version) wanted[id] = version;
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
