using System.Globalization;
using System.Text;

namespace SemverGuard.Worlds.Reporting;

/// <summary>A property of several values, however it was typed.</summary>
/// <remarks>
/// MSBuild splits a list only where the project file has the semicolon: on a command line it stands as <c>%3B</c>, which reaches a task as
/// one item with a semicolon in it, and in an environment variable people write either sign.
/// </remarks>
internal static class Lists
{
    /// <summary>Splits at semicolons, line breaks and commas, but not at those between the parameters of a method.</summary>
    public static string[] Split(string text)
    {
        var values = new List<string>();
        int start = 0, depth = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ';';
            if (c is '(' or '{' or '[' or '<') depth++;
            else if (c is ')' or '}' or ']' or '>') depth--;
            if (c is not (';' or '\n' or '\r') && (c != ',' || depth > 0)) continue;
            string value = text.Substring(start, i - start).Trim().Trim('"').Trim();
            if (value.Length > 0) values.Add(value);
            (start, depth) = (i + 1, 0);
        }
        return [.. values];
    }

    /// <summary>A text as an item's name, of which MSBuild would split, evaluate and unescape some.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            if ("%$@;*?'()".IndexOf(c) < 0) escaped.Append(c);
            else escaped.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
        }
        return escaped.ToString();
    }
}
