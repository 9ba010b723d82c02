using System.Globalization;
using System.Text;

namespace SemverGuard.Metadata;

/// <summary>
/// Text that may come from a package, made harmless for whoever reads it: a name in an assembly may hold any character, and a log is read
/// by terminals, browsers and build servers, to each of which some characters are orders.
/// </summary>
public static class SafeText
{
    /// <summary>Characters of a name; what is longer is cut.</summary>
    public const int LongestName = 200;

    /// <summary>Of all the text. Nobody reads more in one message.</summary>
    private const int Longest = 20_000;

    private const string Cut = "…";

    /// <summary>Azure Pipelines and GitHub Actions take orders behind these, wherever they stand in a line.</summary>
    private static readonly string[] Commands = ["##vso[", "##["];

    /// <summary>
    /// Without characters that are not seen, and nothing that a build server takes for an order: each becomes <c>\u</c> and four
    /// hexadecimal digits.
    /// </summary>
    public static string OneLine(string text) => Of(text, keepsLines: false, LongestName);

    /// <summary>The same with its line breaks, for formats that encode them.</summary>
    public static string Lines(string text) => Of(text, keepsLines: true, LongestName);

    /// <summary>One line, for who cuts it himself.</summary>
    internal static string WholeLine(string text) => Of(text, keepsLines: false, int.MaxValue);

    /// <summary>A character that has a shape and no other meaning; of two halves of one, what they make together.</summary>
    public static bool IsSeen(string text, int index) =>
        text[index] is >= ' ' and <= '~' || CharUnicodeInfo.GetUnicodeCategory(text, index) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate);

    /// <summary>The bracket of an order to a build server.</summary>
    internal static bool IsCommand(string text, int index)
    {
        if (text[index] != '[') return false;
        foreach (string command in Commands)
        {
            int start = index - command.Length + 1;
            if (start >= 0 && string.Compare(text, start, command, 0, command.Length, StringComparison.OrdinalIgnoreCase) == 0) return true;
        }
        return false;
    }

    private static string Of(string text, bool keepsLines, int longestName)
    {
        if (IsHarmless(text, longestName)) return text;
        var safe = new StringBuilder(text.Length + 16);
        int name = 0; // characters since the last space
        bool isStart = true;
        for (int i = 0; i < text.Length && safe.Length < Longest; i++)
        {
            char c = text[i];
            bool isBreak = keepsLines && c is '\n' or '\r';
            name = c == ' ' || isBreak ? 0 : name + 1;
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (name == longestName) safe.Append(Cut);
            if (name < longestName)
            {
                bool isOrder = IsCommand(text, i) || (isStart && c == ':' && i + 1 < text.Length && text[i + 1] == ':');
                if (isBreak || (!isOrder && IsSeen(text, i))) safe.Append(text, i, isPair ? 2 : 1);
                else Escape(safe, text, i, isPair ? 2 : 1);
            }
            isStart = isBreak || (isStart && c == ' ');
            if (isPair) i++;
        }
        return safe.Length < Longest ? safe.ToString() : safe.ToString(0, Longest) + Cut;
    }

    /// <summary>Nearly all text is.</summary>
    private static bool IsHarmless(string text, int longestName)
    {
        int name = 0;
        bool isStart = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            name = c == ' ' ? 0 : name + 1;
            if (c is < ' ' or > '~' && !IsSeen(text, i)) return false;
            if (name >= longestName || (c == '[' && IsCommand(text, i)) || (isStart && c == ':')) return false;
            isStart &= c == ' ';
            if (char.IsHighSurrogate(c)) i++;
        }
        return text.Length < Longest;
    }

    private static void Escape(StringBuilder safe, string text, int start, int count)
    {
        for (int i = start; i < start + count; i++) safe.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
    }
}
