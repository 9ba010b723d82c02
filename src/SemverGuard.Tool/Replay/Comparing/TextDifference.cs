namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>Of two recorded texts, the part that differs.</summary>
internal static class TextDifference
{
    /// <summary>Characters that are shown whole.</summary>
    private const int Short = 48;

    private const int Most = 120;

    /// <summary>Behind these begins, and before them ends, what can be understood by itself.</summary>
    private const string Borders = "{}[](),\"";

    public static (string Before, string After) Of(string before, string after)
    {
        if (before.Length <= Short && after.Length <= Short) return (before, after);
        int start = 0, end = 0, least = Math.Min(before.Length, after.Length);
        while (start < least && before[start] == after[start]) start++;
        while (end < least - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        while (start > 0 && !Borders.Contains(before[start - 1], StringComparison.Ordinal)) start--;
        while (end > 0 && !Borders.Contains(before[^end], StringComparison.Ordinal)) end--;
        return (Part(before, start, end), Part(after, start, end));
    }

    private static string Part(string text, int start, int end)
    {
        string part = text[start..(text.Length - end)].Trim();
        return part.Length == 0 ? "nothing" : part.Length > Most ? part[..Most] + " …" : part;
    }
}
