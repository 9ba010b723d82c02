namespace SemverGuard.Findings;

/// <summary>What a finding is about, as it was and as it is.</summary>
/// <param name="Before">Empty for what was not there.</param>
/// <param name="After">Empty for what is gone.</param>
public readonly record struct Difference(string Before, string After)
{
    private const string Was = " (was ", Gone = "no longer ";

    /// <summary>Behind these a fact says what is.</summary>
    private static readonly string[] Now = ["is now ", "now "];

    /// <summary>The facts of a finding, and what the compiler or the runtime makes of them.</summary>
    public static IReadOnlyList<Difference> Of(Finding finding)
    {
        var all = finding.Facts.Select(Of).OfType<Difference>().ToList();
        if (finding.Observed is { } seen) all.Add(new Difference(seen.Before, seen.After));
        if (finding.IsRefused) all.Add(new Difference("the project compiles", "the project does not compile"));
        if (finding.Exception is { Length: > 0 } exception) all.Add(new Difference("links", "fails with " + exception));
        return all;
    }

    /// <summary>Facts are said in the words of MESSAGES.md: <c>now returns int (was string)</c>, <c>no longer has a setter</c>.</summary>
    /// <returns>Null for one that says it in another way.</returns>
    private static Difference? Of(string fact)
    {
        int was = fact.IndexOf(Was, StringComparison.Ordinal), end = was < 0 ? -1 : End(fact, was + 1);
        if (end > 0)
        {
            string after = fact.Substring(0, was) + fact.Substring(end + 1);
            string? word = Now.FirstOrDefault(x => after.StartsWith(x, StringComparison.Ordinal));
            return new Difference(fact.Substring(was + Was.Length, end - was - Was.Length), after.Substring(word?.Length ?? 0));
        }
        int gone = fact.IndexOf(Gone, StringComparison.Ordinal);
        if (gone == 0 || (gone > 0 && fact[gone - 1] == ' ')) return new Difference(fact.Remove(gone, Gone.Length), "");
        string? begin = Now.FirstOrDefault(x => fact.StartsWith(x, StringComparison.Ordinal));
        return begin is null ? null : new Difference("", fact.Substring(begin.Length));
    }

    /// <summary>The parenthesis that closes the one at <paramref name="open"/>; -1 where none does.</summary>
    private static int End(string text, int open)
    {
        int depth = 0;
        for (int i = open; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')' && --depth == 0) return i;
        }
        return -1;
    }
}
