using SemverGuard.Metadata;

namespace SemverGuard.Effects;

internal enum ValueKind { Unknown, Literal, This, Argument, Field, Made }

/// <summary>What is known of a value on its way through a method.</summary>
/// <param name="Text">A literal as C# writes it, an argument's number, a field's symbol.</param>
/// <param name="Source">The call that made it.</param>
internal sealed record Value(ValueKind Kind, string Text, Step? Source = null)
{
    public static readonly Value Unknown = new(ValueKind.Unknown, "?");

    /// <summary>What the method returns, which was told where it was put away; another instance than the unknown, and as unknown.</summary>
    public static readonly Value Returned = new(ValueKind.Unknown, "?");
    public static readonly Value This = new(ValueKind.This, "this");
    public static readonly Value Null = new(ValueKind.Literal, "null");

    public static Value From(long number) =>
        new(ValueKind.Literal, number.ToString(System.Globalization.CultureInfo.InvariantCulture)) { Number = number };

    /// <param name="position">Among the parameters of the method that is walked, from zero.</param>
    public static Value Parameter(int position) =>
        new(ValueKind.Argument, position.ToString(System.Globalization.CultureInfo.InvariantCulture)) { Position = position };

    /// <summary>Of an argument its place among the parameters of the method that is walked; none where it was given to another.</summary>
    public int? Position { get; init; }

    /// <summary>Of a whole number, which may stand for a bool, a char or a member of an enum.</summary>
    public long? Number { get; init; }

    /// <summary>The text itself of a literal string.</summary>
    public string? String
    {
        get;
        init
        {
            field = value;
            IsWords = value is not null && Names.IsWords(value);
        }
    }

    /// <summary>A literal text that is words for people.</summary>
    public bool IsWords { get; private init; }

    /// <summary>The field that it was read from, or the type that it names.</summary>
    public Operand? Of { get; init; }

    /// <summary>The local that it was read from, where nothing else is known of it.</summary>
    public int? Local { get; init; }

    /// <summary>The texts that are put into it, of an array of texts that is made here.</summary>
    public List<string>? Items { get; init; }

    /// <summary>A test for a type: null where it is of another.</summary>
    public bool IsTested { get; init; }

    /// <summary>A number was taken from it: a range begins at zero then, and one comparison does for both ends.</summary>
    public bool IsShifted { get; init; }

    /// <summary>The literals among the values that meet here.</summary>
    public IReadOnlyList<Value> Alternatives { get; init; } = [];

    /// <summary>It is a literal, or nothing but literals meets here.</summary>
    public bool IsOfLiterals => Kind == ValueKind.Literal || areAll;

    private bool areAll;

    public IEnumerable<Value> Literals => Kind == ValueKind.Literal ? [this] : Alternatives;

    /// <summary>The package's own methods whose answer it may be.</summary>
    public IReadOnlyList<Operand> Answers { get; init; } = [];

    public static Value Meet(Value one, Value other) => one == other ? one : new Value(ValueKind.Unknown, "?")
    {
        Alternatives = [.. one.Literals.Concat(other.Literals).GroupBy(x => x.Text).Select(x => x.First()).Take(MostAlternatives)],
        Answers = [.. one.Answers.Concat(other.Answers).Distinct().Take(MostAnswers)],
        areAll = one.IsOfLiterals && other.IsOfLiterals,
    };

    private const int MostAlternatives = 256, MostAnswers = 16;

    /// <summary>Whether a way on which it is not null leaves something out.</summary>
    public bool MayBeNull => IsNull || Answers.Count > 0 || Alternatives.Any(x => x.IsNull);

    /// <summary>The same where it is known not to be null.</summary>
    public Value NotNull => !MayBeNull ? this : IsNull ? Unknown
        : this with { Alternatives = [.. Alternatives.Where(x => !x.IsNull)], Answers = [] };

    /// <summary>
    /// What a call leaves. What that was made of is forgotten where there is no end to it: whoever follows it calls himself.
    /// </summary>
    public static Value MadeBy(Step call, string symbol) => new(ValueKind.Made, symbol, call.IsEndless ? null : call);

    /// <summary>Its text without what the build wrote about itself.</summary>
    public string Masked
    {
        get => field ?? Text;
        init;
    }

    public static Value Literal(string text) => new(ValueKind.Literal, Api.ConstantText.Of(text)) { String = text };

    public bool IsNull => Kind == ValueKind.Literal && Text == "null";

    /// <summary>What a condition makes of it; null where that cannot be told.</summary>
    public bool? Truth =>
        Number is { } number ? number != 0
            : IsNull ? false
            : Kind == ValueKind.This || String is not null || Source is { IsConstruction: true } ? true
            : null;

    /// <summary>The value that memory has before anybody sets it.</summary>
    public bool IsDefault => Kind == ValueKind.Literal && (IsNull || Number == 0 || Text is "0f" or "0d");

    /// <summary>A literal, or what a framework factory makes of literals: <c>TimeSpan.FromSeconds(10)</c>.</summary>
    public bool IsConstant => Kind == ValueKind.Literal
        || (Kind == ValueKind.Made && Source is { Target: { IsFramework: true } target } made && Constants.IsFactory(target)
            && made.Arguments.All(x => x.IsConstant));
}
