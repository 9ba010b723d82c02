using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SemverGuard.Reports.Muting;

/// <summary>The name of a section in an <c>.editorconfig</c> (editorconfig.org, file format), as the compiler reads it.</summary>
internal sealed class ConfigGlob
{
    private readonly Regex regex;
    private readonly IReadOnlyList<(int Least, int Most)> ranges;

    private ConfigGlob(Regex regex, IReadOnlyList<(int, int)> ranges) => (this.regex, this.ranges) = (regex, ranges);

    /// <returns>Null for a name that means nothing; such a section is about no file.</returns>
    public static ConfigGlob? Parse(string name)
    {
        var text = new StringBuilder("^");
        // A name without a slash is one in whatever folder below.
        text.Append(name.IndexOf('/') < 0 ? ".*/" : name[0] == '/' ? "" : "/");
        var ranges = new List<(int, int)>();
        int position = 0;
        if (!Append(name, ref position, text, ranges, isInBraces: false) || position < name.Length) return null;
        return new ConfigGlob(new Regex(text.Append('$').ToString(), RegexOptions.CultureInvariant), ranges);
    }

    /// <param name="path">From the folder of the configuration, beginning with a slash.</param>
    public bool Matches(string path)
    {
        var match = regex.Match(path);
        if (!match.Success) return false;
        for (int i = 0; i < ranges.Count; i++)
        {
            if (!int.TryParse(match.Groups[i + 1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
                return false;
            if (number < ranges[i].Least || number > ranges[i].Most) return false;
        }
        return true;
    }

    private static bool Append(string name, ref int position, StringBuilder text, List<(int, int)> ranges, bool isInBraces)
    {
        while (position < name.Length)
        {
            char c = name[position++];
            switch (c)
            {
                case '*':
                    bool isDeep = position < name.Length && name[position] == '*';
                    if (isDeep) position++;
                    text.Append(isDeep ? ".*" : "[^/]*");
                    break;
                case '?': text.Append('.'); break;
                case '\\':
                    if (position == name.Length) return false;
                    text.Append(Regex.Escape(name[position++].ToString()));
                    break;
                case '[':
                    if (!AppendClass(name, ref position, text)) return false;
                    break;
                case '{':
                    if (!AppendChoice(name, ref position, text, ranges)) return false;
                    break;
                case ',' when isInBraces: text.Append('|'); break;
                case '}' when isInBraces: return true;
                default: text.Append(Regex.Escape(c.ToString())); break;
            }
        }
        return !isInBraces;
    }

    /// <summary><c>{a,b}</c> or <c>{1..3}</c>.</summary>
    private static bool AppendChoice(string name, ref int position, StringBuilder text, List<(int, int)> ranges)
    {
        int end = name.IndexOf('}', position);
        if (end > 0
            && Regex.Match(
                name.Substring(position, end - position), @"^(-?\d+)\.\.(-?\d+)$", RegexOptions.CultureInvariant) is { Success: true } range
            && Number(range.Groups[1].Value) is { } one && Number(range.Groups[2].Value) is { } other)
        {
            text.Append("(-?[0-9]+)");
            ranges.Add((Math.Min(one, other), Math.Max(one, other)));
            position = end + 1;
            return true;
        }
        text.Append("(?:");
        if (!Append(name, ref position, text, ranges, isInBraces: true)) return false;
        text.Append(')');
        return true;
    }

    private static bool AppendClass(string name, ref int position, StringBuilder text)
    {
        int end = name.IndexOf(']', position);
        if (end <= position) return false;
        string characters = name.Substring(position, end - position);
        bool isNegated = characters[0] == '!';
        if (isNegated) characters = characters.Substring(1);
        if (characters.Length == 0) return false;
        text.Append(isNegated ? "[^" : "[").Append(characters.Replace("\\", "\\\\").Replace("^", "\\^").Replace("[", "\\[")).Append(']');
        position = end + 1;
        return true;
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
