using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;

namespace SemverGuard.Reports;

/// <summary>
/// The lines a developer reads: one summary for each upgrade, then each finding at its first place in the source; at every place where it
/// is the compiler that refuses it, for there an error stands that wants to be explained.
/// </summary>
public static class ReportLines
{
    /// <summary>More than this for one upgrade nobody reads in a build's log.</summary>
    public const int Most = 10;

    /// <param name="most">Findings for each upgrade, besides those that explain the compiler's errors.</param>
    /// <param name="rest">Where the others are, as the end of a sentence.</param>
    public static IReadOnlyList<Diagnostic> Of(Report report, int most = Most, string rest = "")
    {
        var lines = new List<Diagnostic>();
        foreach (var upgrade in report.Upgrades.Where(x => x.Told.Count > 0))
        {
            var groups = upgrade.Told.Where(x => !x.Finding.IsRefused).GroupBy(Way).ToArray();
            string where = Rest([.. groups.Skip(most).SelectMany(x => x)], rest);
            lines.Add(new Diagnostic(
                Diagnostic.Summary, upgrade.Told[0].Severity, UpgradeSummary.Of(upgrade, where, report.Compiles), upgrade.Place));
            lines.AddRange(upgrade.Told.Where(x => x.Finding.IsRefused).SelectMany(x => Refused(x, upgrade.Place)));
            lines.AddRange(groups.Take(most).Select(x => Of(x.First(), [.. x.Skip(1)], upgrade.Place)));
        }
        lines.AddRange(report.NotChecked.GroupBy(x => x.Reason).Select(x => NotChecked(x.Key, [.. x], report)));
        lines.AddRange(report.Problems);
        return lines;
    }

    /// <summary>A build tells infos only where it is asked for details, and then not all.</summary>
    private static string Rest(IReadOnlyList<ReportedFinding> untold, string where)
    {
        if (untold.Count == 0) return "";
        if (where.Length > 0 && untold.All(x => x.Severity == Severity.Info)) return "The infos: " + where;
        string text = untold.Count + " of them " + (untold.Count == 1 ? "is" : "are") + " not told here";
        return where.Length > 0 ? text + ": " + where : text;
    }

    /// <returns>What others know of an upgrade in which nothing of that was found; null where there is nothing to say.</returns>
    public static string? KnownElsewhere(ReportedUpgrade upgrade)
    {
        if (upgrade.Known.Count == 0 || upgrade.Findings.Any(x => x.Known.Count > 0)) return null;
        string known = KnownText.Short(upgrade.Known[0]);
        return "SemverGuard: others know of " + UpgradeSummary.Name(upgrade) + ", and nothing of it was found here: " + known;
    }

    /// <summary>First why, then what, as far as a line holds it, and how it ends.</summary>
    private static Diagnostic NotChecked(string reason, IReadOnlyList<NotChecked> about, Report report)
    {
        const string Begin = "Not checked: ";
        string[] subjects = [.. about.Select(x => x.Subject).Distinct(StringComparer.Ordinal)];
        string end = "." + Acceptance(about, report);
        // A reason may quote a compiler, who is long; that it is about something must be said all the same.
        int whole = LogLine.Most - Begin.Length - ": ".Length - end.Length, part = LogLine.Most / 3;
        string names = LogLine.List(subjects, Math.Max(whole - reason.Length, part) - " and 100 more".Length);
        string text = Begin + LogLine.Of(reason, Math.Max(whole - names.Length, part)) + ": " + names + end;
        var place = About(about, report).FirstOrDefault(x => x.Place.Line > 0)?.Place ?? report.Place;
        return Diagnostic.About(SelfRules.NotChecked, text, place);
    }

    /// <summary>
    /// What no later build can compare is for its reader to judge. The summary of an upgrade that breaks something says it already.
    /// </summary>
    private static string Acceptance(IReadOnlyList<NotChecked> about, Report report)
    {
        if (!report.Compiles || !about.All(x => x.IsForGood)) return "";
        string[] ids = [.. About(about, report).Where(x => x.Breaks.Count == 0).Select(x => x.Bump.Id)];
        string accept = " Accept it: dotnet build -t:SemverGuardAccept -p:SemverGuardPackages=" + string.Join(",", ids);
        return ids.Length > 0 && accept.Length <= LogLine.Most / 2 ? accept : "";
    }

    private static IEnumerable<ReportedUpgrade> About(IReadOnlyList<NotChecked> about, Report report) =>
        report.Upgrades.Where(x => about.Any(y => y.Packages.Contains(x.Bump.Id, StringComparer.OrdinalIgnoreCase)));

    private static IEnumerable<Diagnostic> Refused(ReportedFinding told, Place otherwise)
    {
        var one = Of(told, [], otherwise);
        return told.Finding.Sites.Count < 2
            ? [one]
            : told.Finding.Sites.Select(x => one with { Place = new Place(x.File, x.Line, x.Column) });
    }

    /// <summary>
    /// One line of the project leads to one package that lacks several things: that is one message to read. Files list them all.
    /// </summary>
    private static object Way(ReportedFinding told) =>
        told.Finding is { NeededBy: { } from, Sites: { Count: > 0 } sites } ? (told.Severity, from, sites[0]) : told;

    /// <param name="others">Found on the same way.</param>
    /// <param name="otherwise">Of a finding that has no place in the source.</param>
    private static Diagnostic Of(ReportedFinding told, IReadOnlyList<ReportedFinding> others, Place otherwise)
    {
        var finding = told.Finding;
        var place = finding.Sites.Count > 0 ? new Place(finding.Sites[0].File, finding.Sites[0].Line, finding.Sites[0].Column) : otherwise;
        string message = finding.Message, besides = Others(others), known = KnownText.Sentence(told.Known);
        if (known.Length > 0)
        {
            // Half an address is none: what others know keeps its room, then what to do, and then what fails besides.
            message = LogLine.Of(message, LogLine.Most - known.Length);
            if (message.Length + besides.Length + known.Length > LogLine.Most) besides = "";
        }
        return new Diagnostic(finding.Id, told.Severity, message + besides + known, place, Catalogue.Find(finding.Id)?.HelpLink);
    }

    private static string Others(IReadOnlyList<ReportedFinding> others)
    {
        const int Names = 3;
        if (others.Count == 0) return "";
        string names = string.Join(
            ", ", others.Take(Names).Select(x => "'" + DisplayName.Of(x.Finding.Symbol) + "' (" + x.Finding.Id + ")"));
        return " Fails here too: " + names + (others.Count > Names ? " and " + (others.Count - Names) + " more" : "") + ".";
    }
}
