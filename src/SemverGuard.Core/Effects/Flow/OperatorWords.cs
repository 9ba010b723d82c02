namespace SemverGuard.Effects.Flow;

/// <summary>Operators as a person writes them between two values, and how strongly they hold these.</summary>
internal static class OperatorWords
{
    /// <returns>Null for what is not written so.</returns>
    public static string? Of(string name) => name switch
    {
        "+" or "-" or "*" or "/" or TermPool.Remainder or "&" or "|" or "^" or TermPool.Equal or TermPool.Less => name,
        TermPool.LessUnsigned => TermPool.Less,
        TermPool.DivideUnsigned => "/",
        TermPool.RemainderUnsigned => TermPool.Remainder,
        TermPool.SameText => TermPool.Equal,
        _ => null,
    };

    /// <summary>A comparison in words, where it does not hold.</summary>
    /// <param name="name">Its operator.</param>
    public static string Turned(string name, string comparison)
    {
        (string Word, string Other)[] words = Of(name) == TermPool.Less ? [(TermPool.Less, ">="), (">", "<=")] : [(TermPool.Equal, "!=")];
        foreach (var (word, other) in words)
        {
            if (comparison.Split([$" {word} "], StringSplitOptions.None) is [var one, var two]) return $"{one} {other} {two}";
        }
        return $"not {comparison}";
    }

    /// <summary>Whether the operator around a value would take only a part of it.</summary>
    public static bool NeedParentheses(string around, Term value, bool isSecond)
    {
        int outer = Binding(around), inner = Binding(Of(value));
        return inner < outer || (inner == outer && isSecond && around is not ("+" or "*"));
    }

    /// <summary>The operator that the words for a term are held together by; null where there is none.</summary>
    private static string? Of(Term term) => term.Kind != TermKind.Operation ? null
        : term.Operands.Length == 2 ? Of(term.Name)
        : term.Operands.Length == 1 ? Of(term.Operands[0])
        : null;

    /// <summary>As in C#; those of bits less than anything, which few know better.</summary>
    private static int Binding(string? word) => word switch
    {
        null => 5,
        "*" or "/" or TermPool.Remainder => 4,
        "+" or "-" => 3,
        TermPool.Less => 2,
        TermPool.Equal => 1,
        _ => 0,
    };
}
