using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Worlds.Checks;

/// <summary>Writes down that findings of the last check are fine, each with its exact facts and the reason.</summary>
/// <param name="acceptedFile">The committed file.</param>
/// <param name="say">Tells what was done.</param>
internal sealed class FindingsToAccept(
    string projectFile, string acceptedFile, string stateFolder, Action<Diagnostic> tell, Action<string> say)
{
    /// <summary>Other projects are asked the same: what is no finding here may be one there.</summary>
    public bool IsOneOfMany { get; init; }

    /// <param name="wanted">A rule id, or a rule id, a colon, and the symbol: its name as in the message, or its documentation comment
    /// id.</param>
    /// <returns>What was accepted.</returns>
    public IReadOnlyList<AcceptedFinding> Accept(IReadOnlyList<string> wanted, string reason)
    {
        if (reason.Trim().Length == 0)
        {
            tell(BadSetting("SemverGuardReason is empty: say why the findings are fine; nothing was accepted.", Severity.Error));
            return [];
        }
        var found = AcceptedFile.LastFindings.Read(stateFolder);
        var chosen = new List<AcceptedFinding>();
        var unknown = new List<string>();
        foreach (string one in wanted)
        {
            var matching = found.Where(x => IsMeant(x, one)).ToArray();
            if (matching.Length == 0) unknown.Add(one);
            chosen.AddRange(matching);
        }
        // Nothing at all was accepted: whoever asked for it must not take the silence of the next build for its doing.
        foreach (string one in unknown)
        {
            bool mayBeElsewhere = IsOneOfMany && Catalogue.Find(one.Split(':')[0].Trim().ToUpperInvariant()) is not null;
            var severity = chosen.Count == 0 && !mayBeElsewhere ? Severity.Error : Severity.Warning;
            tell(BadSetting($"'{one}' is no finding of the last build; {Choice(found)}.", severity));
        }
        return chosen.Count > 0 && Write(chosen.Select(x => x with { Reason = reason }).ToArray()) ? chosen : [];
    }

    private bool Write(IReadOnlyList<AcceptedFinding> chosen)
    {
        var (before, error) = AcceptedFile.Read(acceptedFile);
        if (before is null)
        {
            tell(AcceptedFile.Unreadable(acceptedFile, error!, "Nothing was accepted, and the file is left as it is.", Severity.Error));
            return false;
        }
        try
        {
            OutputFile.Write(acceptedFile, AcceptedText.Write(before.And(chosen)));
            foreach (var finding in chosen) say("SemverGuard accepted " + AcceptedText.Line(finding));
            say("Commit " + Path.GetFileName(acceptedFile) + ".");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            tell(Diagnostic.About(SelfRules.FileNotWritten,
                Path.GetFileName(acceptedFile) + " cannot be written and is as it was: " + e.Message, new Place(acceptedFile),
                Severity.Error));
            return false;
        }
    }

    private static bool IsMeant(AcceptedFinding finding, string wanted)
    {
        string[] parts = wanted.Split([':'], 2);
        if (!finding.Rule.Equals(parts[0].Trim(), StringComparison.OrdinalIgnoreCase)) return false;
        if (parts.Length == 1) return true;
        string symbol = parts[1].Trim();
        return symbol == finding.Symbol || symbol == DisplayName.Of(finding.Symbol) || symbol == DisplayName.Short(finding.Symbol);
    }

    private static string Choice(IReadOnlyList<AcceptedFinding> found) =>
        found.Count == 0
            ? "it had none, or there was none: build first"
            : "it had " + string.Join(", ", found.Select(x => x.Rule + ":" + DisplayName.Short(x.Symbol)));

    private Diagnostic BadSetting(string message, Severity severity = Severity.Warning) =>
        Diagnostic.About(SelfRules.BadSetting, message, new Place(projectFile), severity);
}
