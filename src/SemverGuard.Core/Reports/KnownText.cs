using SemverGuard.Baselines;

namespace SemverGuard.Reports;

/// <summary>What others know of a finding or an upgrade, in words.</summary>
internal static class KnownText
{
    /// <summary>Characters of it in a log, which has less than half a message for it: it must not push aside what was found.</summary>
    public const int Most = 140;

    /// <summary>Words of what happened that are worth beginning.</summary>
    private const int Worthwhile = 16;

    private const string More = "…";

    /// <summary><c>INC-123 claims stayed in the queue, 2020-12-04; runbook: (address)</c>, or why it was fine there.</summary>
    public static string Of(AcceptedFinding line) =>
        line.Incident is { } incident ? Of(incident, incident.What, incident.Date, incident.Runbook) : line.Reason;

    /// <summary>A sentence that begins with a space; empty where nothing is known.</summary>
    public static string Sentence(IReadOnlyList<AcceptedFinding> known) =>
        known.Count == 0 ? "" : " Known: " + Short(known[0]).TrimEnd('.') + ".";

    /// <summary>For reports, which have room for all.</summary>
    public static string Whole(IReadOnlyList<AcceptedFinding> known) =>
        string.Concat(known.Select(x => " Known: " + Of(x).TrimEnd('.') + "."));

    /// <summary>What happened gives way first, then the day; half an address is none.</summary>
    public static string Short(AcceptedFinding line)
    {
        // One sentence, so that a log that cuts sentences keeps it as a whole.
        if (line.Incident is not { } incident) return Cut(line.Reason.Replace(". ", "; "), Most);
        string what = incident.What.Replace(". ", "; ");
        int room = Most - Of(incident, "", incident.Date, incident.Runbook).Length - 1;
        string[] texts =
        [
            Of(incident, what, incident.Date, incident.Runbook),
            Of(incident, room >= Worthwhile ? Cut(what, room) : "", incident.Date, incident.Runbook),
            Of(incident, "", "", incident.Runbook),
        ];
        return texts.FirstOrDefault(x => x.Length <= Most) ?? Of(incident, Cut(what, Most / 2), incident.Date, "");
    }

    private static string Of(Incident incident, string what, string date, string runbook) =>
        incident.Id + (what.Length > 0 ? " " + what : "")
        + (date.Length > 0 ? ", " + date : "") + (runbook.Length > 0 ? "; runbook: " + runbook : "");

    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        int space = text.LastIndexOf(' ', most - 1);
        return text.Substring(0, space > 0 ? space : most - 1).TrimEnd(',', ';') + More;
    }
}
