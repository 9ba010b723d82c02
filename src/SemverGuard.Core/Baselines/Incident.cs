using System.Globalization;
using System.Text.RegularExpressions;

namespace SemverGuard.Baselines;

/// <summary>What an upgrade did where it was taken: a part of an accepted finding's reason, so that nobody learns it twice.</summary>
/// <remarks>
/// It stands at the beginning of the reason, or behind a semicolon, and goes to the end of the line. All but its id may be missing:
/// <code>
/// AutoStart is set now; incident: INC-123 claims stayed in the queue, 2020-12-04, runbook: https://wiki.example.org/INC-123
/// </code>
/// </remarks>
/// <param name="Id">As the team's records have it: one word with a digit in it.</param>
/// <param name="What">What happened.</param>
/// <param name="Date">As ISO 8601 writes a day.</param>
/// <param name="Runbook">An http or https address that is harmless in a log, in HTML and in Markdown.</param>
public sealed record Incident(string Id, string What, string Date, string Runbook)
{
    /// <summary>A log cuts a word that is longer, and half an address leads elsewhere.</summary>
    private const int LongestRunbook = 180;

    private const string Example = "'incident: <id> <what happened>, <yyyy-mm-dd>, runbook: <address>'";

    private static readonly Regex Start = new(@"(?:^|;)\s*incident:(?=\s|$)", RegexOptions.CultureInvariant);

    private static readonly Regex Name = new(@"^(?=\S{0,39}\d)[A-Za-z0-9#][A-Za-z0-9#._/-]{0,39}\z", RegexOptions.CultureInvariant);

    private static readonly Regex RunbookStart = new(@"[,;]?\s+runbook:\s*", RegexOptions.CultureInvariant);

    private static readonly Regex LastDay = new(@"(?:^|,)\s*(?<day>\d{4}-\d\d?-\d\d?)\s*\z", RegexOptions.CultureInvariant);

    /// <summary>RFC 3986 without brackets, which only addresses of machines need and some build servers take for orders.</summary>
    private static readonly Regex Address = new(@"^https?://[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+\z", RegexOptions.CultureInvariant);

    /// <returns>Nothing of either where the reason has none; else the incident, or what is wrong as the rest of a sentence.</returns>
    public static (Incident? Incident, string? Problem) Of(string reason)
    {
        if (Start.Match(reason) is not { Success: true } start) return (null, null);
        string text = reason.Substring(start.Index + start.Length).Trim(), runbook = "", day = "";
        string id = text.Split([' '], 2)[0].TrimEnd(',', ';');
        if (!Name.IsMatch(id)) return (null, "has an incident without an id: " + Example + " was expected");
        text = text.Substring(id.Length);
        if (RunbookStart.Match(text) is { Success: true } last)
        {
            runbook = text.Substring(last.Index + last.Length).Trim();
            text = text.Substring(0, last.Index);
            if (!IsAddress(runbook))
                return (null, $"has an incident with a runbook that is no http or https address of up to {LongestRunbook} characters");
        }
        if (LastDay.Match(text) is { Success: true } date)
        {
            day = date.Groups["day"].Value;
            text = text.Substring(0, date.Index);
            if (!DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                return (null, "has an incident with a day that is none; a day is yyyy-mm-dd");
        }
        return (new Incident(id, text.Trim().Trim(',', ';').Trim(), day, runbook), null);
    }

    /// <summary>A name before the host would make an address look like another's.</summary>
    private static bool IsAddress(string text) =>
        text.Length <= LongestRunbook && Address.IsMatch(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { UserInfo: "", Host.Length: > 0 };
}
