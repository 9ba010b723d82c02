using System.Text.RegularExpressions;

namespace SemverGuard.Reports.Muting;

/// <summary>Which parts of a C# file <c>#if</c> and the like leave in (C# specification, 6.5.6).</summary>
/// <param name="symbols">That the compiler is given.</param>
internal sealed class ConditionalParts(IEnumerable<string> symbols)
{
    private static readonly Regex Directive = new(@"^#\s*(if|elif|else|endif|define|undef)\b(.*)$", RegexOptions.CultureInvariant);
    private static readonly Regex Token = new(@"&&|\|\||==|!=|[!()]|\w+", RegexOptions.CultureInvariant);

    private readonly HashSet<string> defined = new(symbols, StringComparer.Ordinal);

    /// <summary>Of each <c>#if</c> around: whether one of its parts was left in, and whether this one is.</summary>
    private readonly Stack<(bool WasIn, bool IsIn)> around = new();

    private string[] tokens = [];

    private int next;

    /// <summary>Whether what follows is compiled.</summary>
    public bool IsIn => around.All(x => x.IsIn);

    public void Read(string directive)
    {
        if (Directive.Match(directive.TrimEnd()) is not { Success: true } found) return;
        string rest = found.Groups[2].Value;
        switch (found.Groups[1].Value)
        {
            case "if":
                bool isIn = IsTrue(rest);
                around.Push((isIn, isIn));
                break;
            case "elif" or "else" when around.Count > 0:
                bool wasIn = around.Pop().WasIn, isNow = !wasIn && (found.Groups[1].Value == "else" || IsTrue(rest));
                around.Push((wasIn || isNow, isNow));
                break;
            case "endif" when around.Count > 0:
                around.Pop();
                break;
            case "define" when IsIn:
                defined.Add(rest.Trim());
                break;
            case "undef" when IsIn:
                defined.Remove(rest.Trim());
                break;
        }
    }

    private bool IsTrue(string condition)
    {
        tokens = [.. Token.Matches(condition).Cast<Match>().Select(x => x.Value)];
        next = 0;
        return Or();
    }

    private bool Or()
    {
        bool value = And();
        while (Take("||")) value |= And();
        return value;
    }

    private bool And()
    {
        bool value = Equality();
        while (Take("&&")) value &= Equality();
        return value;
    }

    private bool Equality()
    {
        bool value = Unary();
        for (;;)
        {
            if (Take("==")) value = value == Unary();
            else if (Take("!=")) value = value != Unary();
            else return value;
        }
    }

    private bool Unary()
    {
        bool isNegated = false;
        while (Take("!")) isNegated = !isNegated;
        return Primary() != isNegated;
    }

    /// <remarks>What is no condition is refused by the compiler, whatever is made of it here.</remarks>
    private bool Primary()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Take("("))
        {
            bool value = Or();
            Take(")");
            return value;
        }
        return next < tokens.Length && tokens[next++] is var word && (word == "true" || defined.Contains(word));
    }

    private bool Take(string token)
    {
        if (next >= tokens.Length || tokens[next] != token) return false;
        next++;
        return true;
    }
}
