using System.Globalization;
using System.Text;

namespace SemverGuard.Witness;

/// <summary>How SemverGuard fares on the cases of other people's test suites.</summary>
public sealed class PeersScoreboard(IReadOnlyList<PeerRow> rows)
{
    private List<PeerRow> Harmful => [.. rows.Where(x => !x.IsHarmless && !x.IsUndecided)];

    private List<PeerRow> Harmless => [.. rows.Where(x => x.IsHarmless && !x.IsUndecided)];

    /// <summary>Names of the cases that are missed, half told or falsely warned of.</summary>
    public IReadOnlyList<string> Wrong => [.. rows.Where(x => !x.IsRight).Select(x => x.Case.Name)];

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Line("# Scoreboard on other people's cases");
        Line("");
        Line("Written by the peer tests (`SEMVERGUARD_UPDATE=1 dotnet test`), and compared with what they measure on every run.");
        Line("`compare --sources --behavior` semantics: the consumer is compiled against both libraries, the claim is a patch.");
        Line("");
        Line($"- harms found: {Share(Harmful)}");
        Line($"- harmless upgrades without a warning: {Share(Harmless)}");
        Table("Missed or half told", Harmful.Where(x => !x.IsRight));
        Table("False alarms", Harmless.Where(x => !x.IsRight));
        Table("Found", Harmful.Where(x => x.IsRight));
        Table("Harmless", Harmless.Where(x => x.IsRight));
        Table("Only the compiler's warnings differ, or truth rests on luck", rows.Where(x => x.IsUndecided));
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Table(string title, IEnumerable<PeerRow> cases)
        {
            Line("");
            Line("## " + title);
            Line("");
            var lines = cases.Select(x => x.Line).ToList();
            if (lines.Count == 0)
            {
                Line("None.");
                return;
            }
            Line("| case | truth | told as |");
            Line("|---|---|---|");
            foreach (string line in lines) Line(line);
        }
    }

    private static string Share(List<PeerRow> rows)
    {
        int right = rows.Count(x => x.IsRight);
        return $"{right} of {rows.Count} ({((double)right / rows.Count).ToString("0.0 %", CultureInfo.InvariantCulture)})";
    }
}
