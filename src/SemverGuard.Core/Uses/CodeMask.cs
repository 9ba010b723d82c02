namespace SemverGuard.Uses;

/// <summary>C# source of the same length in which everything is blank that is no code: comments, texts, directives.</summary>
internal sealed class CodeMask
{
    private readonly string text;
    private readonly char[] code;
    private readonly List<(int Start, string Text)> directives = [];

    private CodeMask(string text) => (this.text, code) = (text, text.ToCharArray());

    public string Code { get; private set; } = "";

    /// <summary>From the number sign to the end of the line or a comment.</summary>
    public IReadOnlyList<(int Start, string Text)> Directives => directives;

    public static CodeMask Of(string text)
    {
        var mask = new CodeMask(text);
        mask.Walk();
        mask.Code = new string(mask.code);
        return mask;
    }

    private void Walk()
    {
        bool isLineStart = true;
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == '#' && isLineStart)
            {
                int end = LineEnd(i), comment = text.IndexOf("//", i, end - i, StringComparison.Ordinal);
                directives.Add((i, text.Substring(i, (comment < 0 ? end : comment) - i)));
                i = Blank(i, end);
                continue;
            }
            isLineStart = text[i] == '\n' || (isLineStart && char.IsWhiteSpace(text[i]));
            i = Skip(i) is var next && next > i ? next : i + 1;
        }
    }

    /// <returns>Behind the comment or text that begins here, now blank; the same place when none does.</returns>
    private int Skip(int i)
    {
        if (IsAt(i, "//")) return Blank(i, LineEnd(i));
        if (IsAt(i, "/*"))
            return Blank(i, text.IndexOf("*/", i + 2, StringComparison.Ordinal) is var end && end < 0 ? text.Length : end + 2);
        if (text[i] == '\'') return Blank(i, CharacterEnd(i));
        return text[i] == '"' ? Blank(i, TextEnd(i)) : i;
    }

    private int CharacterEnd(int i)
    {
        for (int end = i + 1; end < text.Length && text[end] != '\n'; end++)
        {
            if (text[end] == '\\') end++;
            else if (text[end] == '\'') return end + 1;
        }
        return i + 1;
    }

    private int TextEnd(int i)
    {
        bool isVerbatim = false, isInterpolated = false;
        for (int before = i - 1; before >= 0 && text[before] is '@' or '$'; before--)
        {
            isVerbatim |= text[before] == '@';
            isInterpolated |= text[before] == '$';
        }
        int quotes = Run(i);
        if (!isVerbatim && quotes >= 3)
        {
            int end = i + quotes;
            while (end < text.Length && Run(end) < quotes) end += Math.Max(1, Run(end));
            return end < text.Length ? end + Run(end) : text.Length;
        }
        for (int end = i + 1; end < text.Length; end++)
        {
            char c = text[end];
            if (c == '"' && isVerbatim && end + 1 < text.Length && text[end + 1] == '"') end++;
            else if (c == '"' || (c == '\n' && !isVerbatim && !isInterpolated)) return end + 1;
            else if (c == '\\' && !isVerbatim) end++;
            else if (c == '{' && isInterpolated)
            {
                if (end + 1 < text.Length && text[end + 1] == '{') end++;
                else end = HoleEnd(end);
            }
        }
        return text.Length;
    }

    /// <summary>An interpolated text may hold code that holds texts.</summary>
    private int HoleEnd(int open)
    {
        int depth = 0;
        for (int i = open; i < text.Length;)
        {
            if (text[i] == '{') depth++;
            else if (text[i] == '}' && --depth == 0) return i;
            i = Skip(i) is var next && next > i ? next : i + 1;
        }
        return text.Length;
    }

    private int Run(int i)
    {
        int end = i;
        while (end < text.Length && text[end] == '"') end++;
        return end - i;
    }

    private int LineEnd(int i) => text.IndexOf('\n', i) is var end && end < 0 ? text.Length : end;

    private bool IsAt(int i, string what) => string.CompareOrdinal(text, i, what, 0, what.Length) == 0;

    private int Blank(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (code[i] is not ('\n' or '\r')) code[i] = ' ';
        }
        return to;
    }
}
