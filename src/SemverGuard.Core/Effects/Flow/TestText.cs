using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Flow;

/// <summary>Conditions of one side, and how they came out, as a person would write them; null for what has no name.</summary>
internal sealed class TestText(TermText terms)
{
    /// <summary>A condition and how it came out, as the rest of "where".</summary>
    public string? Of(Test test)
    {
        if (test.Subject is { Kind: TermKind.Operation, Name: TermPool.SameText } same)
            return terms.Of(same.Operands[0]) is { } one && terms.Of(same.Operands[1]) is { } other && one != other
                ? $"{one} is {(test.Set.Contains(1) ? "" : "not ")}{other}"
                : null;
        if (test.Subject is { Kind: TermKind.Operation } cast && cast.Name.StartsWith("Isinst ", StringComparison.Ordinal))
        {
            string type = DisplayName.Type(cast.Name.Substring("Isinst ".Length));
            return terms.Of(cast.Operands[0]) is { } value
                ? $"{value} is {(test.Set.Contains(0) ? "not " : "")}{Article(type)} {type}" : null;
        }
        if (test.Subject is { Kind: TermKind.Operation, Name: TermPool.Less or TermPool.LessUnsigned or TermPool.Equal })
            return terms.Of(test.Subject) is not { } comparison ? null
                : test.Set.Contains(1) ? comparison
                : TermText.Denied(test.Subject) is null ? OperatorWords.Turned(test.Subject.Name, comparison)
                : $"not {comparison}";
        // What two conditions come to that are worked out both.
        if (test.Subject is { Kind: TermKind.Operation, Name: "&", Operands: [var flag, { Kind: TermKind.Number, Number: 1 }] }
            && terms.TypeOf(flag) == "System.Boolean")
            return Of(test with { Subject = flag });
        if (IsDefault(test.Subject)) return null;
        if (terms.Of(test.Subject) is not { } subject) return null;
        if (terms.IsComparison(test.Subject)) return test.Set.Contains(0) ? $"not {subject}" : subject;
        return Range(subject, test.Set, terms.TypeOf(test.Subject));
    }

    /// <summary>Whether a test says that an argument is null.</summary>
    public bool IsNullArgument(Test test) =>
        IsOfArgument(test) && test.Set.Single == 0 && Of(test)?.EndsWith(" is null", StringComparison.Ordinal) == true;

    /// <summary>Whether it is true of an argument that is not null.</summary>
    public bool IsGivenArgument(Test test) => IsOfArgument(test) && test.Set.Complement().Single == 0
        && Of(test)?.EndsWith(" is not null", StringComparison.Ordinal) == true;

    private static bool IsOfArgument(Test test) =>
        (test.Subject is { Kind: TermKind.Operation, Operands: [var inner] } ? inner : test.Subject).Kind == TermKind.Argument;

    private static string Article(string type) => type.Length > 0 && "aeioAEIO".IndexOf(type[0]) >= 0 ? "an" : "a";

    private string? Range(string subject, NumberSet set, string type)
    {
        if (set.Single is { } number) return $"{subject} is {terms.Number(number, type)}";
        if (set.Complement().Single is { } excluded)
            return type == "System.Boolean" && excluded == 0 ? $"{subject} is true" : $"{subject} is not {terms.Number(excluded, type)}";
        // What a type parameter stands for is null, or a number.
        if (type.StartsWith("`", StringComparison.Ordinal)) type = "";
        if (set.Bounds is var (least, most)) return $"{subject} is {terms.Number(least, type)} to {terms.Number(most, type)}";
        return set.Last is -1 ? $"{subject} is negative"
            : set.Last is { } last ? $"{subject} is at most {terms.Number(last, type)}"
            : set.First is { } first ? $"{subject} is at least {terms.Number(first, type)}"
            : null;
    }

    /// <summary>What a type parameter begins with.</summary>
    private static bool IsDefault(Term term) => term.Kind == TermKind.Operation
        && (term.Name.StartsWith("default ", StringComparison.Ordinal)
            || term.Name.StartsWith("Box ", StringComparison.Ordinal) && IsDefault(term.Operands[0]));
}
