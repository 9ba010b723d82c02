using System.Globalization;
using System.Text;
using SemverGuard.Findings;

namespace SemverGuard.Witness;

/// <summary>How SemverGuard fares on the witness cases, counted and written as Markdown.</summary>
public sealed class Scoreboard
{
    private readonly List<(WitnessCase Case, bool Warns)> rows;

    public Scoreboard(IReadOnlyDictionary<string, GuardReport> reports)
    {
        rows = [.. WitnessCase.All.Where(x => !x.HasCaveat).Select(x => (x, reports[x.Name].HasWarnings))];
        MustWarn = [.. rows.Where(x => x.Case.Verdicts.Intersect(["binary", "both"]).Any())];
        MustBeSilent = [.. rows.Where(x => x.Case.Verdicts is ["none"])];
    }

    private List<(WitnessCase Case, bool Warns)> MustWarn { get; }

    private List<(WitnessCase Case, bool Warns)> MustBeSilent { get; }

    /// <summary>The share of linkage breaks that give a warning.</summary>
    public double Found => Share(MustWarn);

    /// <summary>The share of harmless upgrades that give a warning.</summary>
    public double FalseAlarms => Share(MustBeSilent);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Line("# Witness scoreboard");
        Line("");
        Line("Written by the witness tests (`SEMVERGUARD_UPDATE=1 dotnet test`), and compared with what they measure on every run.");
        Line("`compare` semantics: the consumer is not rebuilt, the claim is a patch. Cases with a caveat are excused.");
        Line("");
        Line($"- linkage breaks (`binary`, `both`) found: {Count(MustWarn)} of {MustWarn.Count} ({Percent(Found)})");
        Line($"- false alarms on harmless upgrades (`none`): {Count(MustBeSilent)} of {MustBeSilent.Count} ({Percent(FalseAlarms)})");
        Line("");
        Line("| area | breaks | found | harmless | false alarms |");
        Line("|---|---|---|---|---|");
        foreach (string area in rows.Select(x => x.Case.Area).Distinct().Order(StringComparer.Ordinal))
        {
            var breaks = MustWarn.FindAll(x => x.Case.Area == area);
            var harmless = MustBeSilent.FindAll(x => x.Case.Area == area);
            Line($"| {area} | {breaks.Count} | {Count(breaks)} | {harmless.Count} | {Count(harmless)} |");
        }
        Names("Missed", MustWarn.Where(x => !x.Warns));
        Names("False alarms", MustBeSilent.Where(x => x.Warns));
        Line("");
        Line("## For information: what else the cases show");
        Line("");
        Line("| verdict | cases | with a warning |");
        Line("|---|---|---|");
        foreach (var verdict in rows.Except(MustWarn).Except(MustBeSilent).GroupBy(x => string.Join(",", x.Case.Verdicts))
            .OrderBy(x => x.Key, StringComparer.Ordinal))
            Line($"| {verdict.Key} | {verdict.Count()} | {Count(verdict)} |");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Names(string title, IEnumerable<(WitnessCase Case, bool Warns)> cases)
        {
            Line("");
            Line("## " + title);
            Line("");
            string[] names = [.. cases.Select(x => $"- {x.Case.Name} ({string.Join(",", x.Case.Verdicts)})")];
            Line(names.Length == 0 ? "None." : string.Join("\n", names));
        }
    }

    private static int Count(IEnumerable<(WitnessCase Case, bool Warns)> cases) => cases.Count(x => x.Warns);

    private static double Share(List<(WitnessCase Case, bool Warns)> cases) => (double)Count(cases) / cases.Count;

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
