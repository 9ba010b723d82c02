using SemverGuard.Effects.Flow;

namespace SemverGuard.Effects;

/// <summary>What has to be so for something to be met: "where level is Level.None and count is at least 101".</summary>
/// <param name="All">Those about arguments of the method and about properties.</param>
/// <param name="IsWhole">There are no others.</param>
internal sealed record CaseConditions(IReadOnlyList<CaseCondition> All, bool IsWhole)
{
    public static readonly CaseConditions None = new([], false);

    /// <summary>What is passed that meets them all; null where they are not all known to be met.</summary>
    /// <param name="argument">By its index; null for one that is left out.</param>
    public string? MetBy(Func<int, Value?> argument) =>
        IsWhole && All.Count > 0 && All.All(x => x.Holds(argument) == true)
            ? string.Join(" and ", All.SelectMany(x => x.Passed(argument)).Distinct()) : null;

    /// <summary>One condition decides it.</summary>
    public bool IsSingle => IsWhole && All.Count == 1;

    /// <summary>Whether one of them is known not to be met.</summary>
    public bool IsMissedBy(Func<int, Value?> argument) => All.Any(x => x.Holds(argument) == false);
}

/// <summary>What a condition says of an argument of the method or of a property.</summary>
/// <param name="Numbers">What it has to be one of; null is zero.</param>
internal sealed record CaseCondition(NumberSet Numbers)
{
    /// <summary>Type and member that set the property; null for an argument.</summary>
    public string? Setter { get; init; }

    /// <summary>Of the argument, <c>this</c> not counted.</summary>
    public int Index { get; init; } = -1;

    /// <summary>The argument that is taken from it: the two are held against each other.</summary>
    public int? Less { get; init; }

    /// <summary>The number that the condition is about; null where the value does not tell it.</summary>
    public Func<Value, long?> Measure { get; init; } = NumberOf;

    /// <summary>The one number that somebody has to pass or set, and how he writes it; null where there are more.</summary>
    public (long Number, string Text)? Constant { get; init; }

    /// <returns>Null where what is passed is not known.</returns>
    public bool? Holds(Func<int, Value?> argument)
    {
        if (Setter is not null || argument(Index) is not { } value) return null;
        if (Less is { } other)
            return value.Number is { } one && argument(other)?.Number is { } taken ? Numbers.Contains(one - taken) : null;
        if (Measure(value) is { } number) return Numbers.Contains(number);
        // An object that is there is any number but zero.
        return Measure != NumberOf || value.Truth != true ? null
            : Numbers.Complement().Single == 0 ? true
            : Numbers.Single == 0 ? false
            : null;
    }

    private static long? NumberOf(Value value) => value.Number ?? (value.IsNull ? 0 : null);

    public static long? LengthOf(Value value) => value.String?.Length;

    /// <param name="call">A question for a text that the framework answers.</param>
    /// <returns>Null where the framework answers another one.</returns>
    public static Func<Value, long?>? AnswerOf(string call) => call switch
    {
        "System.String.get_Length" => LengthOf,
        "System.String.IsNullOrEmpty" => x => Asked(x, string.IsNullOrEmpty),
        "System.String.IsNullOrWhiteSpace" => x => Asked(x, string.IsNullOrWhiteSpace),
        _ => null,
    };

    /// <summary>Whether it is a text.</summary>
    public static Func<Value, long?> Is(string text) => x => Asked(x, y => y == text);

    private static long? Asked(Value value, Func<string?, bool> asks) =>
        value.IsNull || value.String is not null ? asks(value.String) ? 1 : 0 : null;

    /// <summary>What the condition is about, as the caller writes it.</summary>
    public IEnumerable<string> Passed(Func<int, Value?> argument)
    {
        if (Constant is { } constant) return [constant.Text];
        return new[] { argument(Index), Less is { } other ? argument(other) : null }.OfType<Value>()
            .Where(x => x.Kind == ValueKind.Literal).Select(Shown);
    }

    private static string Shown(Value value) =>
        value.String is { Length: > LongestText } text ? $"a text of {text.Length} characters" : value.Text;

    private const int LongestText = 40;
}
