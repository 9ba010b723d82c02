using System.Globalization;
using System.Text;

namespace SemverGuard.Witness;

/// <summary>How SemverGuard fares on every kind of change, by the file that the cases stand in.</summary>
public sealed class KindsScoreboard(IReadOnlyList<PeerRow> rows)
{
    /// <summary>Names of the cases that are missed, half told or falsely warned of.</summary>
    public IReadOnlyList<string> Wrong => [.. rows.Where(x => !x.IsRight).Select(x => x.Case.Name)];

    /// <summary>Names of the cases that are warned of with a word that does not come true.</summary>
    public IReadOnlyList<string> Untrue => [.. rows.Where(x => x.Untrue != Rules.Impact.None).Select(x => x.Case.Name)];

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Line("# Scoreboard on kinds of changes");
        Line("");
        Line("Written by the kind tests (`SEMVERGUARD_UPDATE=1 dotnet test`), and compared with what they measure on every run.");
        Line("`compare --sources --behavior` semantics: the consumer is compiled against both libraries, the claim is a patch.");
        Line("");
        Line("| kind | harms found | link failures told | harmless, no warning | only the compiler's warnings differ |");
        Line("|---|---|---|---|---|");
        foreach (var kind in rows.GroupBy(x => x.Case.Name.Split(':')[0])) Row(kind.Key, [.. kind]);
        Row("all", rows);
        Line("");
        Line("## Missed, half told or falsely warned of");
        Line("");
        Line("| case | truth | told as |");
        Line("|---|---|---|");
        foreach (var row in rows.Where(x => !x.IsRight)) Line(row.Line);
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Row(string kind, IReadOnlyList<PeerRow> of)
        {
            var judged = of.Where(x => !x.IsUndecided).ToList();
            var links = judged.Where(x => x.Case.Verdicts.Contains("binary")).ToList();
            Line($"| {kind} | {Share(judged.Where(x => !x.IsHarmless), x => x.IsRight)} | {Share(links, x => x.IsBinaryTold)} " +
                $"| {Share(judged.Where(x => x.IsHarmless), x => x.IsRight)} | {of.Count - judged.Count} |");
        }
    }

    private static string Share(IEnumerable<PeerRow> rows, Func<PeerRow, bool> isRight)
    {
        var all = rows.ToList();
        int right = all.Count(isRight);
        return all.Count == 0
            ? "-"
            : $"{right} of {all.Count} ({((double)right / all.Count).ToString("0.0 %", CultureInfo.InvariantCulture)})";
    }
}
