using System.Globalization;
using System.Text;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Witness;

/// <summary>How well the harms that SemverGuard names agree with the truth, when it has the consumer's source.</summary>
public sealed class SourcesScoreboard
{
    private readonly List<Row> rows;

    private SourcesScoreboard(List<Row> rows) => this.rows = rows;

    private sealed record Row(WitnessCase Case, Impact Expected, GuardReport Report)
    {
        private IEnumerable<Finding> Warnings => Report.Findings.Where(x => x.Severity >= Severity.Warning);

        /// <summary>
        /// What is said about behavior is counted on a scoreboard of its own; here it counts only where nothing should be said.
        /// </summary>
        public Impact Named =>
            Warnings.Aggregate(Impact.None, (x, y) => x | y.Impact) & (IsBehavior || IsHarmless ? (Impact)~0 : ~Impact.Behavior);

        /// <summary>The same API does something else, to old builds and new ones alike: the effect engine's work.</summary>
        public bool IsBehavior => Case.Verdicts.Contains("silent-recompile") && Case.Verdicts.Contains("silent-binary");

        /// <summary>Only a build that is not renewed is hurt, and silently; whatever says so is right.</summary>
        public bool IsSilentBinary => Case.Verdicts is ["silent-binary"] or ["source", "silent-binary"];

        public bool IsHarmless => Case.Verdicts is ["none"];

        public bool IsFound => IsSilentBinary && Expected == Impact.None ? Named != Impact.None : (Expected & ~Named) == Impact.None;

        public bool Agrees => IsFound && (IsSilentBinary || Named == Expected);

        public bool IsUnnamed => Warnings.Any(x => x.Id is "SG2000" or "SG2099");

        public string Line =>
            $"- {Case.Name} ({string.Join(",", Case.Verdicts)}): {(Named == Impact.None ? "nothing" : string.Join(",", Named.Words()))}";
    }

    public static SourcesScoreboard Of(IReadOnlyDictionary<string, GuardReport> reports) =>
        new([.. WitnessCase.All.Where(x => !x.HasCaveat).Select(x => new Row(x, Expected(x), reports[x.Name]))]);

    public double Found => Share(Harmful, x => x.IsFound);

    public double Agreeing => Share(Harmful, x => x.Agrees);

    public double FalseAlarms => Share(rows.FindAll(x => x.IsHarmless), x => x.Named != Impact.None);

    private List<Row> Harmful => rows.FindAll(x => !x.IsHarmless && !x.IsBehavior && x.Case.Verdicts is not ["warning-only"]);

    /// <summary>The words of the truth as kinds of harm.</summary>
    private static Impact Expected(WitnessCase @case)
    {
        var impact = Impact.None;
        foreach (string verdict in @case.Verdicts)
        {
            impact |= verdict switch
            {
                "source" => Impact.Source,
                "binary" => Impact.Binary,
                "both" => Impact.Source | Impact.Binary,
                // Recompiled, and still failing to link: that is the binary break of an assembly that nobody recompiles.
                "silent-recompile" when @case.RecompileFixes is false => Impact.None,
                "silent-recompile" => Impact.Recompile,
                _ => Impact.None,
            };
        }
        return impact;
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        var harmless = rows.FindAll(x => x.IsHarmless);
        Line("# Witness scoreboard, with the consumer's source");
        Line("");
        Line("Written by the witness tests (`SEMVERGUARD_UPDATE=1 dotnet test`), and compared with what they measure on every run.");
        Line("`compare --sources` semantics: the consumer is compiled against both libraries. Cases with a caveat are excused.");
        Line("");
        Line($"- harms found: {Harmful.Count(x => x.IsFound)} of {Harmful.Count} ({Percent(Found)})");
        Line(
            $"- harms found and named with the truth's own words: {Harmful.Count(x => x.Agrees)} of {Harmful.Count} ({Percent(Agreeing)})");
        Line($"- false alarms on harmless upgrades (`none`): {harmless.Count(x => x.Named != Impact.None)} of {harmless.Count} ({Percent(FalseAlarms)})");
        Names("Missed", Harmful.Where(x => !x.IsFound));
        Names("Found, with a word too many", Harmful.Where(x => x.IsFound && !x.Agrees));
        Names("False alarms", harmless.Where(x => x.Named != Impact.None));
        Names("Found by an engine, and no rule has a name for it", rows.Where(x => x.IsUnnamed));
        Names("Changed behavior behind the same API: see scoreboard-effects.md", rows.Where(x => x.IsBehavior));
        Names("New compiler warnings only, and a warning of ours",
            rows.Where(x => x.Case.Verdicts is ["warning-only"] && x.Named != Impact.None));
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Names(string title, IEnumerable<Row> cases)
        {
            Line("");
            Line("## " + title);
            Line("");
            string[] names = [.. cases.Select(x => x.Line)];
            Line(names.Length == 0 ? "None." : string.Join("\n", names));
        }
    }

    private static double Share(List<Row> rows, Predicate<Row> which) =>
        rows.Count == 0 ? 0 : (double)rows.FindAll(which).Count / rows.Count;

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
