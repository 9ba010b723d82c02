using System.Text.RegularExpressions;

namespace SemverGuard.Findings;

/// <summary>What is said of an upgrade, said of a downgrade: the lower version lost nothing, it does not have it yet.</summary>
public static class Wording
{
    /// <summary>What stands in quotes is somebody else's word; an apostrophe opens none.</summary>
    private const string Quoted = @"""[^""]*""|`[^`]*`|(?<!\w)'[^']*'";

    private static readonly Regex Loss = new(
        Quoted + @"|(?<more> any more\b)|(?<be>\b(?:is|are|was|may|can)) no longer\b|"
            + @"\bno longer (?:has (?:an?|the) (?<thing>)|(?<verb>\w+))", RegexOptions.CultureInvariant);

    /// <param name="text">A sentence or a part of one, in which something "no longer" is or is not there "any more".</param>
    public static string Of(Bump bump, string text) => bump.IsDowngrade ? Loss.Replace(text, Without) : text;

    private static string Without(Match match)
    {
        if (match.Groups["more"].Success) return "";
        if (match.Groups["be"].Success) return match.Groups["be"].Value == "can" ? "cannot" : match.Groups["be"].Value + " not";
        if (match.Groups["thing"].Success) return "has no ";
        if (!match.Groups["verb"].Success) return match.Value;
        string verb = match.Groups["verb"].Value;
        return verb == "has" ? "does not have" : verb.EndsWith("s", StringComparison.Ordinal) ? "does not " + Stem(verb) : "do not " + verb;
    }

    /// <summary><c>set</c> of <c>sets</c>, <c>catch</c> of <c>catches</c>.</summary>
    private static string Stem(string verb)
    {
        bool isLong = verb.EndsWith("ches", StringComparison.Ordinal) || verb.EndsWith("shes", StringComparison.Ordinal)
            || verb.EndsWith("sses", StringComparison.Ordinal);
        return verb.Substring(0, verb.Length - (isLong ? 2 : 1));
    }
}
