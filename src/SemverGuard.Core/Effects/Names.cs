using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>Tells names that programs read from sentences that people read.</summary>
internal static class Names
{
    private const int Longest = 100;

    /// <summary>How values are written down: they are in everybody's code, and name nothing.</summary>
    private static readonly string[] Values = ["null", "true", "false", "NaN", "undefined"];

    public static bool IsName(string text)
    {
        if (text.Length is < 2 or > Longest || BuildStamps.Has(text)) return false;
        if (Values.Contains(text, StringComparer.OrdinalIgnoreCase)) return false;
        if (text.StartsWith("op_", StringComparison.Ordinal)) return false; // what compilers call an operator
        bool hasLetter = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || c is '{' or '}' or '\'' or '"' or '!' or '<' or '>') return false;
            hasLetter |= char.IsLetter(c);
        }
        return hasLetter;
    }

    /// <summary>Words with spaces between them are for people.</summary>
    public static bool IsWords(string text)
    {
        for (int i = text.IndexOf(' ', 0); i >= 0 && i < text.Length - 1; i = text.IndexOf(' ', i + 1))
        {
            if (i > 0 && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1])) return true;
        }
        return false;
    }
}
