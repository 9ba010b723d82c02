using System.Text.RegularExpressions;

namespace SemverGuard.Effects;

/// <summary>
/// What a build writes about itself into its strings: version numbers, commit stamps and the framework it was built for change with every
/// release and say nothing.
/// </summary>
internal static class Versions
{
    private static readonly Regex Stamp =
        new(@"\d+\.\d+\.\d+[\w.+-]*|\b[0-9a-f]{40}\b|[Nn][Ee][Tt](coreapp|standard|framework)?[ ._]?\d+([._]\d)?",
            RegexOptions.CultureInvariant);

    public static string Mask(string text)
    {
        if (text.Length is < 5 or > 400) return text;
        if (text.IndexOf("net", StringComparison.OrdinalIgnoreCase) >= 0) return Stamp.Replace(text, "#");
        // The expression takes longer than the text is worth where it cannot match: without a point between digits, or the digits of a
        // hash.
        for (int i = 0, hexadecimal = 0; i < text.Length; i++)
        {
            bool isDigit = text[i] is >= '0' and <= '9';
            hexadecimal = isDigit || text[i] is >= 'a' and <= 'f' ? hexadecimal + 1 : 0;
            bool isPoint = text[i] == '.' && i > 0 && i + 1 < text.Length && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]);
            if (isPoint || hexadecimal == 40) return Stamp.Replace(text, "#");
        }
        return text;
    }
}
