using System.Text.RegularExpressions;

namespace SemverGuard.Effects;

/// <summary>What a build writes about itself into its strings: version numbers, commit stamps and the framework it was built for change with every release and say nothing.</summary>
internal static class Versions
{
    private static readonly Regex Stamp = new(@"\d+\.\d+\.\d+[\w.+-]*|\b[0-9a-f]{40}\b|[Nn][Ee][Tt](coreapp|standard|framework)?[ ._]?\d+([._]\d)?", RegexOptions.CultureInvariant);

    public static string Mask(string text)
    {
        if (text.Length is < 5 or > 400) return text;
        if (text.IndexOf("net", StringComparison.OrdinalIgnoreCase) >= 0) return Stamp.Replace(text, "#");
        for (int i = 0, digits = 0; i < text.Length; i++)
        {
            if (text[i] is (>= '0' and <= '9') && ++digits >= 3) return Stamp.Replace(text, "#");
        }
        return text;
    }
}
