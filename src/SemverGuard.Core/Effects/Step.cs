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

    /// <summary>Of what a condition of a <c>catch</c> does, the type of the exceptions that this is asked of.</summary>
    public string? Filtered { get; init; }

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
        + "(" + string.Join(", ", Arguments.Where(x => x.Kind == ValueKind.Literal).Select(x => x.Masked)) + ")";

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
