namespace SemverGuard.Recompilation;

/// <summary>The identifiers of a text.</summary>
internal static class Words
{
    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_')) continue;
            if (i > start) words.Add(text.Substring(start, i - start));
            start = i + 1;
        }
        return words;
    }
}
