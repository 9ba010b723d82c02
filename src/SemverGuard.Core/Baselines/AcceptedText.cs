using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SemverGuard.Api;
using SemverGuard.Packages;

namespace SemverGuard.Baselines;

/// <summary>
/// The text of the accepted findings. <see cref="Write"/> and <see cref="Parse"/> are exact inverses; comments and empty lines survive.
/// </summary>
/// <remarks>
/// <code>
/// semverguard-accepted 1
/// # We export no histograms.
/// SG3001 F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts OpenTelemetry 1.20.0 -> 1.20.1: checked by Ann, see #123
/// </code>
/// A reason may tell of an <see cref="Incident"/>.
/// </remarks>
public static class AcceptedText
{
    /// <summary>The highest format this version reads.</summary>
    public const int Format = 1;

    private const string Magic = "semverguard-accepted ";

    private static readonly Regex Rule = new(@"^SG\d{4}\z", RegexOptions.CultureInvariant);

    private const string Example = "'<rule id> <symbol> <package> <version before> -> <version after>: <reason>'";

    public static string Write(AcceptedFindings accepted)
    {
        var text = new StringBuilder(Magic).Append(Format).Append('\n');
        foreach (string line in accepted.Head) text.Append(line).Append('\n');
        foreach (var line in accepted.Lines)
        {
            foreach (string comment in line.Comments) text.Append(comment).Append('\n');
            text.Append(Line(line.Finding)).Append('\n');
        }
        foreach (string line in accepted.Tail) text.Append(line).Append('\n');
        return text.ToString();
    }

    /// <summary>One finding's line.</summary>
    public static string Line(AcceptedFinding finding) =>
        finding.Rule + " " + PercentEncoding.Escape(finding.Symbol) + " " + finding.Package + " " + finding.Before + " -> " + finding.After
        + ": " + OneLine(finding.Reason);

    /// <returns>The findings, or what is wrong with the first line that is. An empty text accepts nothing.</returns>
    public static (AcceptedFindings? Accepted, BaselineError? Error) Parse(string text)
    {
        var lines = new List<AcceptedLine>();
        var above = new List<string>(); // comments and empty lines since the last finding
        var head = new List<string>();
        int number = 0;
        foreach (string line in CommittedText.Lines(text))
        {
            number++;
            if (CommittedText.IsConflict(line)) return Fail("has a merge conflict here: resolve it; as a rule, both sides stay");
            if (number == 1)
            {
                if (!line.StartsWith(Magic, StringComparison.Ordinal)
                    || !int.TryParse(line.Substring(Magic.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int format))
                    return Fail("does not begin with '" + Magic + Format + "'");
                if (format > Format)
                    return Fail($"has format {format}, and this SemverGuard reads up to {Format}: update the SemverGuard package");
            }
            else if (line.Trim().Length == 0 || line.TrimStart()[0] == '#')
            {
                above.Add(line);
            }
            else
            {
                var (finding, problem) = Finding(line);
                if (finding is null) return Fail(problem);
                // A comment above an empty line is the file's, one right above a finding is the finding's.
                int own = lines.Count == 0 ? above.FindLastIndex(x => x.Trim().Length == 0) + 1 : 0;
                if (lines.Count == 0) head.AddRange(above.Take(own));
                lines.Add(new AcceptedLine(finding, [.. above.Skip(own)], number));
                above.Clear();
            }
        }
        return lines.Count == 0 ? (new AcceptedFindings([.. above], [], []), null) : (new AcceptedFindings(head, lines, [.. above]), null);

        (AcceptedFindings?, BaselineError?) Fail(string message) => (null, new BaselineError(Math.Max(number, 1), message));
    }

    private static (AcceptedFinding? Finding, string Problem) Finding(string line)
    {
        string[] words = line.TrimStart().Split([' '], 7);
        if (words.Length < 6 || words.Take(6).Any(x => x.Length == 0) || words[4] != "->" || words[5].Length < 2
            || words[5][words[5].Length - 1] != ':')
            return (null, "cannot be read here: " + Example + " was expected");
        if (words.Length < 7 || words[6].Trim().Length == 0) return (null, "has no reason here: say after the colon why this is fine");
        string after = words[5].TrimEnd(':');
        if (!Rule.IsMatch(words[0])) return (null, "has here a rule id that is none: " + Example + " was expected");
        if (!PackageGrammar.IsId(words[2])) return (null, "has here a package id that no package can have");
        if (!PackageGrammar.IsVersion(words[3]) || !PackageGrammar.IsVersion(after)) return (null, "has here a version that is none");
        return (new AcceptedFinding(words[0], PercentEncoding.Unescape(words[1]), words[2], words[3], after, words[6].Trim()), "");
    }

    /// <summary>A reason may come from a command line, and a line of the file is one line.</summary>
    private static string OneLine(string reason) => string.Join(" ", reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
