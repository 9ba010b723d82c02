using System.Globalization;
using System.Text;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Witness;

/// <summary>How SemverGuard fares where the API is the same and the behavior is not, and where nothing but the code is another.</summary>
public sealed class EffectsScoreboard
{
    private static readonly string[] Areas = ["behav", "refactor", "reflect", "chain"];

    private readonly List<Row> rows;

    private EffectsScoreboard(List<Row> rows) => this.rows = rows;

    private sealed record Row(WitnessCase Case, GuardReport Report)
    {
        private IEnumerable<Finding> Behavior => Report.Findings.Where(x => (x.Impact & Impact.Behavior) != 0);

        /// <summary>Old builds and new ones link, and do something else.</summary>
        public bool IsHarmful => Case.Verdicts.Contains("silent-recompile") && Case.Verdicts.Contains("silent-binary");

        public bool IsHarmless => Case.Verdicts is ["none"];

        public bool Warns => Behavior.Any(x => x.Severity >= Severity.Warning);

        public bool IsNamed => Behavior.Any(x => x.Id != EffectRules.Implementation.Id);

        public bool IsListed => Behavior.Any();

        public string Line =>
            $"| {Case.Name} | {Case.Area} | {(Warns ? "warning" : IsNamed ? "info" : IsListed ? "listed as changed" : "nothing")} | {string.Join(", ", Behavior.Where(x => x.Id != EffectRules.Implementation.Id).Select(x => x.Id).Distinct())} |";
    }

    public static EffectsScoreboard Of(IReadOnlyDictionary<string, GuardReport> reports) =>
        new([.. WitnessCase.All.Where(x => !x.HasCaveat).Select(x => new Row(x, reports[x.Name]))]);

    /// <summary>Shares of the harmful <c>behav</c> cases: at warning, and at warning or info.</summary>
    public (double Warned, double Found) Recall => (Share(Behav, x => x.Warns), Share(Behav, x => x.IsListed));

    /// <summary>Harmless cases of every area with a warning about behavior.</summary>
    public IReadOnlyList<string> FalseAlarms => [.. rows.Where(x => x.IsHarmless && x.Warns).Select(x => x.Case.Name)];

    private List<Row> Behav => rows.FindAll(x => x.IsHarmful && x.Case.Area == "behav");

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Line("# Witness scoreboard, behavior");
        Line("");
        Line("Written by the witness tests (`SEMVERGUARD_UPDATE=1 dotnet test`), and compared with what they measure on every run.");
        Line("`compare` semantics: the consumer is not rebuilt, the claim is a patch. Cases with a caveat are excused.");
        Line("");
        Line($"- changed behavior in `behav`, told as a warning: {Behav.Count(x => x.Warns)} of {Behav.Count} ({Percent(Recall.Warned)})");
        Line($"- with a fact, as a warning or info: {Behav.Count(x => x.IsNamed)} of {Behav.Count} ({Percent(Share(Behav, x => x.IsNamed))})");
        Line($"- or at least in the list of changed methods (SG4099): {Behav.Count(x => x.IsListed)} of {Behav.Count} ({Percent(Recall.Found)})");
        Line($"- harmless cases of all areas with a warning about behavior: {FalseAlarms.Count} of {rows.Count(x => x.IsHarmless)}; of `refactor`: {rows.Count(x => x.Case.Area == "refactor" && x.Warns)} of {rows.Count(x => x.Case.Area == "refactor")}");
        Line("");
        Line("## Changed behavior behind the same API");
        Line("");
        Line("| case | area | told as | rules |");
        Line("|---|---|---|---|");
        foreach (var row in rows.Where(x => x.IsHarmful)) Line(row.Line);
        Line("");
        Line("## Harmless");
        Line("");
        Line("| case | area | told as | rules |");
        Line("|---|---|---|---|");
        foreach (var row in rows.Where(x => x.IsHarmless && (Areas.Contains(x.Case.Area) || x.IsNamed))) Line(row.Line);
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    private static double Share(List<Row> rows, Predicate<Row> which) =>
        rows.Count == 0 ? 0 : (double)rows.FindAll(which).Count / rows.Count;

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
