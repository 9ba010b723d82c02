namespace SemverGuard.Baselines;

/// <summary>What the committed files have in common: lines that people edit and git merges.</summary>
internal static class CommittedText
{
    public static bool IsConflict(string line) =>
        line == "=======" || line.StartsWith("<<<<<<< ", StringComparison.Ordinal) || line.StartsWith(">>>>>>> ", StringComparison.Ordinal);

    /// <summary>Lines end with LF; a CR before it is an editor's doing and ignored, an unfinished last line is read.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        int start = text.Length > 0 && text[0] == '\ufeff' ? 1 : 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            yield return text.Substring(start, end - start).TrimEnd('\r');
            start = end + 1;
        }
    }
}
