namespace SemverGuard.Uses;

/// <summary>What belongs together in C# code without comments and texts.</summary>
internal static class Brackets
{
    /// <returns>Behind the bracket that closes the one at <paramref name="open"/>, or the end.</returns>
    public static int End(string code, int open)
    {
        int depth = 0;
        for (int i = open; i < code.Length; i++)
        {
            if (code[i] is '(' or '[' or '{') depth++;
            else if (code[i] is ')' or ']' or '}' && --depth == 0) return i + 1;
        }
        return code.Length;
    }

    /// <param name="list">Where an attribute list begins.</param>
    /// <returns>The last character of what it stands before: a type, a member, a parameter.</returns>
    public static int DeclarationEnd(string code, int list)
    {
        int i = list;
        while (i < code.Length && code[i] == '[') i = Blank(code, End(code, i));
        bool hasValue = false; // after an arrow or an equals sign only a semicolon ends it
        while (i < code.Length)
        {
            switch (code[i])
            {
                case ';': return i;
                case ')' or ']' or '}': return i - 1;
                case '=': hasValue = true; break;
                case '{':
                    int end = End(code, i), next = Blank(code, end);
                    if (!hasValue && (next >= code.Length || code[next] != '=')) return end - 1;
                    i = end;
                    continue;
                case '(' or '[':
                    i = End(code, i);
                    continue;
            }
            i++;
        }
        return code.Length - 1;
    }

    /// <summary>What stands between commas that no bracket encloses, without what is blank before it; the last may be nothing.</summary>
    /// <param name="areTypes">An angle is a bracket up to an equals sign, behind which values stand.</param>
    public static IEnumerable<(int Start, int End)> Parts(string code, int from, int to, bool areTypes)
    {
        int start = from, angles = 0;
        for (int i = from; i < to; i++)
        {
            if (code[i] is '(' or '[' or '{') i = Math.Min(End(code, i), to) - 1;
            else if (code[i] == '=') areTypes = false;
            else if (code[i] == '<' && areTypes) angles++;
            else if (code[i] == '>' && angles > 0) angles--;
            else if (code[i] == ',' && angles == 0)
            {
                yield return (Math.Min(Blank(code, start), i), i);
                start = i + 1;
            }
        }
        yield return (Math.Min(Blank(code, start), to), to);
    }

    private static int Blank(string code, int i)
    {
        while (i < code.Length && char.IsWhiteSpace(code[i])) i++;
        return i;
    }
}
