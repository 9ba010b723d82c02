using SemverGuard.Metadata;

namespace SemverGuard.Effects;

internal enum StepKind
{
    Call,

    /// <summary>To a field; the arguments are the object, if there is one, and the value.</summary>
    Store,
    Load,

    /// <summary>The symbol is the exception's type.</summary>
    Throw,
    Catch,
    Rethrow,

    /// <summary>Of a literal.</summary>
    Return,

    /// <summary>A cast or a type test.</summary>
    Test,
    Operator,

    /// <summary>A lock is taken; of whatever kind.</summary>
    Lock,

    /// <summary>The thread waits for a task.</summary>
    Wait,
}

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

/// <summary>Something that a method does, whatever the compiler made of it.</summary>
/// <param name="Symbol">Without signature: overloads of the framework come and go with compilers and target frameworks.</param>
internal sealed record Step(StepKind Kind, Operand? Target, string Symbol, Value[] Arguments)
{
    /// <summary>In the method itself, and not in a helper that only one version has.</summary>
    public bool IsOwn { get; init; } = true;

    /// <summary>The outermost helper in which it stands; nil for what the method does itself.</summary>
    public System.Reflection.Metadata.MethodDefinitionHandle Helper { get; init; }

    /// <summary>The method in which it stands; nil for what the method does itself.</summary>
    public System.Reflection.Metadata.MethodDefinitionHandle Innermost { get; init; }

    /// <summary>
    /// In a helper that does more than to check something, and that was read before for another place that calls it: it stands in the code
    /// once all the same.
    /// </summary>
    public bool IsAgain { get; init; }

    /// <summary>It stands for what was read before and is led to once more: it tells under which conditions.</summary>
    public bool IsCopy { get; init; }

    /// <summary>In a lambda that is only put away: somebody else may call it some time.</summary>
    public bool IsKept { get; init; }

    /// <summary>Its result ends as words in an exception or a log.</summary>
    public bool IsMessage { get; set; }

    /// <summary>The exception that it makes is thrown there.</summary>
    public bool IsThrown { get; set; }

    /// <summary>What reflection throws there is caught.</summary>
    public bool IsUnwrapped { get; init; }

    /// <summary>Of a <c>catch</c>, what is called in its <c>try</c> block, by <see cref="TryBlocks.NameOf"/>.</summary>
    public IReadOnlyCollection<string> Tried { get; init; } = [];

    /// <summary>Of the question for a type, what is done with a value of it.</summary>
    public Handling Handling { get; init; }

    /// <summary>How many conditions can lead around it.</summary>
    public int Guards { get; init; }

    /// <summary>Of these, the ones that only ask whether something is there.</summary>
    public int NullTests { get; init; }

    /// <summary>The others.</summary>
    public int Conditions => Guards - NullTests;

    /// <summary>Properties and fields that have another value than they begin with where it is done.</summary>
    public IReadOnlyList<Operand> Options { get; init; } = [];

    /// <summary>Properties and fields that are false, zero or null where it is done.</summary>
    public IReadOnlyList<Operand> Unless { get; init; } = [];

    /// <summary>Of a throw, the properties and fields against whose values something is held before.</summary>
    public IReadOnlyList<Operand> Bounds { get; init; } = [];

    /// <summary>
    /// What it says, for counting: the literals only, for a helper that becomes static loses an argument and nothing else.
    /// </summary>
    public string Key { get; } = DurationOf(Target, Arguments) is { } ticks ? "TimeSpan " + ticks : Kinds[(int)Kind] + " " + Symbol
        + "(" + string.Join(", ", Arguments.Where(x => x.Kind == ValueKind.Literal).Select(x => Versions.Mask(x.Text))) + ")";

    private static long? DurationOf(Operand? target, Value[] arguments) =>
        target is { Type: "System.TimeSpan" } factory && arguments is [{ Number: { } number }, ..]
            && arguments.Skip(1).All(x => x.IsDefault) ? Durations.Ticks(factory, number) : null;

    /// <summary>Names by number: an enum that is asked for its name looks it up each time.</summary>
    private static readonly string[] Kinds = Enum.GetNames(typeof(StepKind));

    /// <summary>The symbol of what a filter passes on.</summary>
    public const string Filter = "filter";

    /// <summary>The symbols of a cast to a type, and of the question whether something is of it.</summary>
    public static string Cast(string type) => "is always " + type;

    public static string Asked(string type) => "is " + type;

    /// <summary>What a call or store does, as the rest of a sentence behind "now" or "no longer".</summary>
    public string Shown => ShownIn("");

    /// <param name="method">The one that does so, as <see cref="Operand.Symbol"/> has it.</param>
    public string ShownIn(string method) => IsConstruction ? "creates " + DisplayName.Type(Target!.Type)
        : (Kind == StepKind.Store ? "sets" : Target!.Verb) + " " + Target!.ShownIn(method);

    /// <summary>It words something for people: an exception, a log, a sentence.</summary>
    public bool IsForPeople => IsMessage || (Kind != StepKind.Store && Target is { } target && Logging.IsForPeople(target))
        || !IsFormatting && Array.Exists(Arguments, x => x.IsWords);

    /// <summary>The text that it is given says how a value is written: <c>date.ToString("ddd, dd MMM yyyy")</c>.</summary>
    public bool IsFormatting => Target is { IsFramework: true, Name: "ToString" or "ParseExact" or "TryParseExact" };

    public bool IsConstruction => Kind == StepKind.Call && Target is { IsConstructor: true };

    /// <summary>Calls in calls, and calls in all, as if each value were worked out wherever it is used.</summary>
    private const int Deepest = 200, MostParts = 10_000;

    private int Depth { get; } = 1 + DeepestOf(Arguments);

    private int Parts { get; } = (int)Math.Min(MostParts + 1, 1 + PartsOf(Arguments));

    private static int DeepestOf(Value[] arguments)
    {
        int deepest = 0;
        foreach (var argument in arguments) deepest = Math.Max(deepest, argument.Source?.Depth ?? 0);
        return deepest;
    }

    private static long PartsOf(Value[] arguments)
    {
        long parts = 0;
        foreach (var argument in arguments) parts += argument.Source?.Parts ?? 0;
        return parts;
    }

    public bool IsEndless => Depth > Deepest || Parts > MostParts;

    /// <summary>Two steps that say the same are two: what each was made of would be compared with it, all the way down.</summary>
    public bool Equals(Step? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
