using System.Text.RegularExpressions;
using SemverGuard.Metadata;

namespace SemverGuard.Reports;

/// <summary>A message as a build's log has it: short enough to be read there. Reports have the whole.</summary>
public static class LogLine
{
    /// <summary>Characters of a message, its place and id not counted.</summary>
    public const int Most = 300;

    private const string More = " …";

    /// <summary>Room that is worth beginning a sentence for.</summary>
    private const int Worthwhile = 60;

    /// <summary>Sentences end before a space and what no small letter begins; what stands in quotes is somebody else's.</summary>
    private static readonly Regex Sentence = new(
        @"(?:""[^""]*""|`[^`]*`|(?<!\w)'[^']*'|(?!\.\s+[^a-z\s]).)+(?:\.\s+|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly Regex Part =
        new(@"""[^""]*""|`[^`]*`|(?<!\w)'[^']*'|(?<end>[,;:] )|.", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>An aside at the end of a sentence, with names in quotes that may hold brackets of their own.</summary>
    private static readonly Regex Aside = new(@" \((?:'[^']*'|[^()'])*\)\.$", RegexOptions.CultureInvariant);

    /// <summary>
    /// What changed comes first, what to do last, and both stay: of what stands between, the evidence is left out first, from the second
    /// sentence on, and as much of that is kept as there is room for. What changed is cut where there is no other way.
    /// </summary>
    /// <param name="most">Characters that there is room for.</param>
    public static string Of(string message, int most = Most) => Short(SafeText.WholeLine(message), most);

    /// <summary>The first of some names, as far as there is room, and how many more there are; empty for none.</summary>
    /// <param name="most">Characters of the names.</param>
    public static string List(IReadOnlyList<string> names, int most)
    {
        if (names.Count == 0) return "";
        string text = names[0];
        int named = 1;
        for (; named < names.Count && text.Length + names[named].Length < most; named++) text += ", " + names[named];
        return named == names.Count ? text : text + $" and {names.Count - named} more";
    }

    private static string Short(string message, int most)
    {
        if (message.Length <= most) return message;
        string[] sentences = [.. Sentence.Matches(message).Cast<Match>().Select(x => x.Value.Trim()).Where(x => x.Length > 0)];
        // Half a line says what changed; what it is besides gives way to the consequence.
        if (sentences.Length > 1 && sentences[0].Length > most / 2) sentences[0] = Aside.Replace(sentences[0], ".");
        for (int left = 2; left < sentences.Length; left++)
        {
            string rest = " " + string.Join(" ", sentences.Skip(left));
            int room = most - sentences[0].Length - rest.Length - 1;
            if (room >= Worthwhile) return sentences[0] + " " + Cut(sentences[left - 1], room) + rest;
            if (room >= More.Length) return sentences[0] + More + rest;
            // What is said besides, behind what to do, is a list: it gives way to the consequence.
            string kept = sentences[0] + More + " " + string.Join(" ", sentences.Skip(left).Take(sentences.Length - left - 1)) + " ";
            if (sentences.Length - left > 2 && most - kept.Length >= Worthwhile)
                return kept + Cut(sentences[sentences.Length - 1], most - kept.Length);
        }
        string last = sentences.Length < 2 ? "" : " " + sentences[sentences.Length - 1];
        return last.Length > most / 2 ? Cut(message, most) : Cut(sentences[0], most - last.Length) + last;
    }

    /// <summary>At the last comma, semicolon or colon that leaves room, else between two words.</summary>
    private static string Cut(string text, int most)
    {
        int room = most - More.Length, end = 0, space = 0;
        foreach (Match part in Part.Matches(text))
        {
            if (part.Index + part.Length > room) break;
            if (part.Groups["end"].Success) end = part.Index;
            else if (part.Value == " ") space = part.Index;
        }
        if (end < most / 2) end = Math.Max(end, space) is > 0 and var cut ? cut : room;
        return text.Substring(0, end) + More;
    }
}
