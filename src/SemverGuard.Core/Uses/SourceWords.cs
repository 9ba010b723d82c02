namespace SemverGuard.Uses;

/// <summary>The identifiers in source text of any language of .NET.</summary>
/// <remarks>
/// Words in comments and strings count too: telling them apart takes a lexer for each language (a string's hole is code again), and a word
/// too many costs a line of a file at most.
/// </remarks>
public sealed class SourceWords
{
    private readonly HashSet<string> words;

    /// <param name="ignoreCase">As Visual Basic does.</param>
    public SourceWords(bool ignoreCase = false) => words = new(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private SourceWords(HashSet<string> words) => this.words = words;

    public bool Contains(string word) => words.Contains(word);

    /// <summary>These words and those of <paramref name="names"/>.</summary>
    public SourceWords And(IEnumerable<string> names)
    {
        var both = new SourceWords(new HashSet<string>(words, words.Comparer));
        foreach (string name in names) both.Add(name);
        return both;
    }

    public void Add(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsPart(text[i])) continue;
            int start = i;
            while (i < text.Length && IsPart(text[i])) i++;
            if (text[start] is < '0' or > '9') words.Add(text.Substring(start, i - start));
        }
    }

    private static bool IsPart(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or (>= '0' and <= '9') || (c > '\x7f' && char.IsLetterOrDigit(c));
}
