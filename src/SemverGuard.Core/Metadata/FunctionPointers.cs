namespace SemverGuard.Metadata;

/// <summary>Pointers to functions as a person writes them: the parameters first, and then what comes back.</summary>
internal static class FunctionPointers
{
    public const string Start = "=FUNC:";

    /// <summary><c>delegate*{System.Int32,System.Int64}</c> for <c>=FUNC:System.Int64(System.Int32)</c>.</summary>
    public static string AsWritten(string type)
    {
        // The innermost are the last to begin.
        for (int start = Last(type, type.Length); start >= 0; start = Last(type, start))
        {
            if (Parts(type, start + Start.Length) is not (var open, var close)) continue;
            string result = type.Substring(start + Start.Length, open - start - Start.Length), parameters =
                type.Substring(open + 1, close - open - 1);
            int convention = result.IndexOf(' ');
            string called = convention < 0 ? "" : " unmanaged";
            result = result.Substring(convention + 1);
            type = type.Substring(0, start) + "delegate*" + called + "{" + (parameters.Length > 0 ? parameters + "," : "") + result + "}"
                + type.Substring(close + 1);
        }
        return type;
    }

    private static int Last(string type, int end) => end == 0 ? -1 : type.LastIndexOf(Start, end - 1, StringComparison.Ordinal);

    /// <summary>Where the parameters begin and end; null where no list of them is complete.</summary>
    private static (int Open, int Close)? Parts(string type, int start)
    {
        int open = type.IndexOf('(', start), depth = 0;
        for (int i = Math.Max(open, 0); open >= 0 && i < type.Length; i++)
        {
            if (type[i] == '(') depth++;
            else if (type[i] == ')' && --depth == 0) return (open, i);
        }
        return null;
    }
}
