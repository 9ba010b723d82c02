using System.Text.RegularExpressions;
using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

/// <summary>How good the README says we are, as the scoreboards have it, which the other tests hold against what they measure.</summary>
internal static partial class AccuracyTable
{
    public static string Markdown() => string.Join('\n', [
        "| cases | harms found | failures to link told | harmless, no warning |",
        "|---|---|---|---|",
        $"| [kinds of changes that other tools' tests and rules know](tests/Peers/kinds.md) | {Cells(Kinds(@"^\| all ").Single())} |",
        $"| [what other tools' suites had and we got wrong at first](tests/Peers/scoreboard.md) | {Peers("harms found")} | - | {Peers("harmless upgrades without a warning")} |",
        $"| [our own, as built](tests/Witness/scoreboard.md) | - | {Witness("linkage breaks")} | {Silent("scoreboard.md")} |",
        $"| [our own, with the source](tests/Witness/scoreboard-sources.md) | {Sources("harms found:")} | - | {Silent("scoreboard-sources.md")} |",
        "",
        $"Missed or told by half on other people's cases: {Misses()}.",
        "",
    ]);

    /// <summary>By kind, the most first.</summary>
    private static string Misses() => MissesByKind() is { Length: > 0 } misses ? misses : "none of those that we have";

    private static string MissesByKind() => string.Join(", ", Kinds(@"^\| (\w+): ").Select(x => x.Split(':')[0].Trim('|', ' '))
        .GroupBy(x => x).OrderByDescending(x => x.Count()).ThenBy(x => x.Key, StringComparer.Ordinal)
        .Select(x => $"{x.Count()} of `{x.Key}`"));

    private static IEnumerable<string> Kinds(string pattern) => Lines("Peers", "kinds.md").Where(x => Regex.IsMatch(x, pattern));

    /// <summary>The first three figures of a table's row.</summary>
    private static string Cells(string row) => string.Join(" | ", row.Split('|').Skip(2).Take(3).Select(x => x.Trim()));

    private static string Peers(string what) => Figure("Peers", "scoreboard.md", what);

    private static string Witness(string what) => Figure("Witness", "scoreboard.md", what);

    private static string Sources(string what) => Figure("Witness", "scoreboard-sources.md", what);

    /// <summary>The scoreboard counts the false alarms, and the table those without.</summary>
    private static string Silent(string file)
    {
        var alarms = Counted().Match(Figure("Witness", file, "false alarms on harmless"));
        int alarmed = int.Parse(alarms.Groups[1].Value), all = int.Parse(alarms.Groups[2].Value);
        return FormattableString.Invariant($"{all - alarmed} of {all} ({100.0 * (all - alarmed) / all:F1} %)");
    }

    private static string Figure(string suite, string file, string what)
    {
        string line = Lines(suite, file).Single(x => x.StartsWith("- " + what, StringComparison.Ordinal));
        return line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
    }

    private static string[] Lines(string suite, string file) => File.ReadAllLines(Repository.PathOf("tests", suite, file));

    [GeneratedRegex(@"(\d+) of (\d+)")]
    private static partial Regex Counted();
}
