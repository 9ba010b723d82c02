namespace SemverGuard.Effects;

/// <summary>
/// A method of a person's as a list of what it does: its lambdas and state machine merged into it, free of what compilers do differently.
/// </summary>
internal sealed record Script(IReadOnlyList<Step> Steps)
{
    public IReadOnlyList<Step> Steps
    {
        get;
        init
        {
            field = value;
            Calls = CallsOf(value);
        }
    } = Steps;

    public bool IsAsync { get; init; }

    public bool IsIterator { get; init; }

    /// <summary>What it does only for those who set an option that the other version does not have.</summary>
    public IReadOnlyList<OptionalStep> Optional { get; init; } = [];

    /// <summary>What stands among the steps once and is led to from elsewhere as well, as it is done there.</summary>
    public IReadOnlyList<Step> Copies { get; init; } = [];

    /// <summary>In the order they stand.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>By which <c>StringComparison</c> two texts are found equal, once for each time; null where that is not known.</summary>
    public IReadOnlyList<long?> Comparisons { get; init; } = [];

    /// <summary>Each <c>StringComparison</c> that a call gets, one of several included.</summary>
    public IReadOnlyCollection<long> ComparedBy { get; init; } = [];

    /// <summary>The package's own methods whose answer is what it returns.</summary>
    public IReadOnlyList<Operand> Answers { get; init; } = [];

    /// <summary>The constructions of exceptions, whether they are thrown or not.</summary>
    public IReadOnlyList<Step> MadeExceptions { get; init; } = [];

    /// <summary>How often something is thrown of which no more is known than that it is an exception.</summary>
    public int UnknownThrows { get; init; }

    /// <summary>It never comes back: a helper that throws.</summary>
    public bool OnlyThrows { get; init; }

    public static Script Empty { get; } = new([]);

    /// <summary>Found once: dozens of detectors ask.</summary>
    public IReadOnlyList<Step> Calls { get; private init; } = CallsOf(Steps);

    private static Step[] CallsOf(IEnumerable<Step> steps) => [.. steps.Where(x => x.Kind == StepKind.Call)];

    /// <summary>The steps that <paramref name="other"/> does not have, counted.</summary>
    public List<Step> Except(Script other)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in other.Steps) counts[step.Key] = counts.TryGetValue(step.Key, out int n) ? n + 1 : 1;
        var rest = new List<Step>();
        foreach (var step in Steps)
        {
            if (counts.TryGetValue(step.Key, out int n) && n > 0) counts[step.Key] = n - 1;
            else rest.Add(step);
        }
        return rest;
    }
}

/// <summary>A whole number that a value is held against.</summary>
/// <param name="First">The first that lies above the line: <c>x &lt; 3</c> and <c>x &lt;= 2</c> have the same.</param>
/// <param name="Number">As it is written.</param>
/// <param name="Argument">The number of the argument that is held against it, <c>this</c> not counted; null for another value.</param>
/// <param name="IsLength">It is the length of the text in the argument.</param>
/// <param name="Type">Of the value, as documentation ids spell it; empty where it is not known.</param>
internal readonly record struct Limit(long First, long Number, int? Argument = null, bool IsLength = false, string Type = "")
{
    /// <summary>
    /// The same value is also asked for single numbers: what a <c>switch</c> is made of, whose comparisons the compiler chooses.
    /// </summary>
    public bool IsSwitched { get; init; }
}
