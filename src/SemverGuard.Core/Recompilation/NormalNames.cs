using System.Text;

namespace SemverGuard.Recompilation;

/// <summary>
/// Names without what the compiler counted, <c>&lt;Run&gt;b__3_0</c> and <c>&lt;Run&gt;b__4_1</c> are the same lambda of two builds, and
/// without where a file lies: the name of a <c>file</c> type holds a hash of its path, and generated files of two builds lie in two places.
/// </summary>
internal static class NormalNames
{
    public static string Of(string name)
    {
        if (name.IndexOf('<') < 0 && name.IndexOf('{') < 0) return name;
        // Nearly all names end here, for all that numbers stand behind one of these; what follows is slow.
        if (name.IndexOf("__", StringComparison.Ordinal) < 0 && name.IndexOf("DisplayClass", StringComparison.Ordinal) < 0) return name;
        // <PrivateImplementationDetails> names its data by content: there a different name is a different value.
        if (name.IndexOf("<PrivateImplementationDetails>", StringComparison.Ordinal) >= 0) return name;
        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            text.Append(name[i]);
            i += HashOfPath(name, i + 1);
            if (!IsNumber(name, i + 1)) continue;
            bool isCounted = (name[i] == '_' && i > 0 && name[i - 1] == '_') || EndsWith(text, "DisplayClass")
                || EndsWith(text, ">f__AnonymousType") || EndsWith(text, ">f__AnonymousDelegate");
            if (!isCounted) continue;
            while (IsNumber(name, i + 1)) i++;
        }
        return text.ToString();
    }

    /// <summary>
    /// Length of the hash in <c>&lt;File_g&gt;F0A1B...__Name</c>, with the letter before it, at an index; 0 where there is none.
    /// </summary>
    private static int HashOfPath(string name, int start)
    {
        const int Digits = 64; // of SHA-256
        int end = start + 1 + Digits;
        if (name[start - 1] != '>' || end >= name.Length || name[start] != 'F' || name[end] != '_') return 0;
        for (int i = start + 1; i < end; i++)
        {
            if (name[i] is not (>= '0' and <= '9' or >= 'A' and <= 'F')) return 0;
        }
        return end - start;
    }

    /// <summary>A digit, or what stands between two numbers: <c>b__3_0</c>.</summary>
    private static bool IsNumber(string name, int i) =>
        i < name.Length && (name[i] is >= '0' and <= '9' || (name[i] == '_' && i + 1 < name.Length && name[i + 1] is >= '0' and <= '9'));

    private static bool EndsWith(StringBuilder text, string end)
    {
        if (text.Length < end.Length) return false;
        for (int i = 0; i < end.Length; i++)
        {
            if (text[text.Length - end.Length + i] != end[i]) return false;
        }
        return true;
    }
}
