namespace SemverGuard.Metadata;

/// <summary>The method a person wrote, for the methods the compiler made of it: lambdas, local functions, iterators, async state machines.</summary>
internal static class UserMethod
{
    /// <summary><c>M:App.Worker.Run</c> for <c>M:App.Worker.&lt;Run&gt;d__3.MoveNext</c> and <c>M:App.Worker.&lt;&gt;c.{Run}b__3_0(System.Int32)</c>.</summary>
    public static string Of(string id)
    {
        int parameters = id.IndexOf('(');
        string path = parameters < 0 ? id : id.Substring(0, parameters);
        int generated = path.IndexOf(".<", StringComparison.Ordinal);
        if (generated >= 0)
        {
            string owner = path.Substring(0, generated), rest = path.Substring(generated + 2);
            // A top-level program is itself a generated method: <<Main>$>d__0.
            rest = rest.TrimStart('<');
            int close = rest.IndexOf('>');
            if (close > 0) return owner + "." + rest.Substring(0, close);
            return Braced(rest) is { } inner ? owner + "." + inner : id;
        }
        int last = path.LastIndexOf('.');
        return last > 0 && path.Length > last + 1 && path[last + 1] == '{' && Braced(path.Substring(last)) is { } local ? path.Substring(0, last) + "." + local : id;
    }

    private static string? Braced(string text)
    {
        int open = text.LastIndexOf(".{", StringComparison.Ordinal);
        int close = open < 0 ? -1 : text.IndexOf('}', open);
        return close > open + 2 ? text.Substring(open + 2, close - open - 2).TrimStart('{') : null; // {{Main}$}b__0_0: as above
    }
}
