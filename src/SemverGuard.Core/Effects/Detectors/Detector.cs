namespace SemverGuard.Effects.Detectors;

/// <summary>Looks at one changed method for one kind of fact.</summary>
internal delegate IEnumerable<Effect> Detector(MethodPair pair);

/// <summary>All of them.</summary>
internal static class AllDetectors
{
    private static readonly Detector[] Detectors =
    [
        Defaults.Find, ConstantArguments.Find, Exceptions.Find, Catches.Find, Filters.Find, Texts.Find, Options.Find, SideEffects.Find,
        Callbacks.Find, Asynchrony.Find, Natives.Find, Conventions.Find, Results.Find, Equality.Find, Limits.Find, KnownTypes.Find,
        Failures.Find, Composition.Find, Withheld.Find, SoughtTexts.Find, DelegateDefaults.Find, KeyedCalls.Find, Entries.Find,
        Predicates.Find, Attributes.Find, Replacements.Find, Substitutes.Find, AddedCalls.Find, SoughtServices.Find, Choices.Find,
        FailingEvents.Find, TriedCalls.Find, Casts.Find, AddedArguments.Find, MadeExceptions.Find, AddedParts.Find, Formats.Find,
        KeptLooks.Find, RefusingCalls.Find,
    ];

    public static IReadOnlyList<Effect> Find(MethodPair pair)
    {
        // Whatever it does now, nobody had it do something else before.
        if (Exceptions.Implemented(pair) is { } implemented) return [implemented];
        Effect[] facts = [.. Detectors.SelectMany(x => x(pair))];
        // What stands behind a test for the system is done on one of them, and may have been in that one's own build before.
        if (facts.Length > 0 && SystemTests.Direction(pair) is var direction && direction != 0)
            facts = Array.ConvertAll(facts, x => x.Direction == direction ? x with { Weight = Weight.Faint, IsOfSystem = true } : x);
        return facts;
    }

    /// <summary>The same with what the project may show of itself that it depends on.</summary>
    public static IReadOnlyList<Effect> WithSigns(IReadOnlyList<Effect> facts, MethodPair pair)
    {
        if (facts.Count == 0) return facts;
        // What is asked for outside, and what one version alone names; other names have to do with what stayed as it was.
        var (was, now) = (new HashSet<string>(Keys(pair.Before.Calls)), new HashSet<string>(Keys(pair.After.Calls)));
        now.SymmetricExceptWith(was);
        Step[] looks = [.. Ends([.. Looks(pair)])];
        string[] reads = [.. looks.Select(Read)], shared = [.. looks.Where(x => x.Target!.Pops + x.Arguments.Length == 0).Select(Read)];
        string[] settings = [.. Settings(pair.After).Distinct()], names = [.. now.Except(settings)];
        if (names.Length + settings.Length > MostKeys) names = [];
        string[] keys = settings.Length > MostKeys ? [] : settings;
        if (reads.Length + keys.Length + names.Length == 0) return facts;
        string? setting = settings.Length is > 0 and <= MostSettings
            ? settings.FirstOrDefault(x => pair.Come.Exists(y => Array.Exists(y.Arguments, z => z.String == x))) ?? settings[0]
            : null;
        return [.. facts.Select(x => x with
        {
            Reads = reads, SharedReads = shared, Keys = keys, Names = names, Setting = x.Setting ?? setting,
        })];
    }

    /// <summary>Who asks for more gathers them, and any of them may be meant.</summary>
    private const int MostSettings = 3, MostKeys = 12;

    /// <summary>
    /// Names that nobody has in his code who does not mean the same: <c>OTEL_TRACES_SAMPLER_ARG</c>, and not <c>Name</c>.
    /// </summary>
    private static IEnumerable<string> Keys(IEnumerable<Step> calls) =>
        calls.SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>()
            .Where(x => x.Length >= ShortestKey && x.IndexOfAny(['_', '.', ':', '-']) > 0 && Names.IsName(x));

    /// <summary>
    /// Of these, what is asked for outside; a variable is known by its capitals, whoever is asked for it, but not by texts for people.
    /// </summary>
    private static IEnumerable<string> Settings(Script script) =>
        Keys(script.Calls.Where(x => x.Target is { } call && IsSettings(call)))
            .Concat(Keys(script.Calls.Where(x => x.Target is { } call && Asks(call))).Where(IsVariable));

    private static bool IsVariable(string name) =>
        name.IndexOf('_') > 0 && name.All(x => x == '_' || char.IsUpper(x) || char.IsDigit(x));

    private static bool Asks(Operand call) =>
        call.Type != "System.Resources.ResourceManager" && !call.Name.Contains("Resource")
        && Array.Exists(Asking, x => call.Name.StartsWith(x, StringComparison.Ordinal));

    private static readonly string[] Asking = ["Get", "get_Item", "TryGet", "Read", "TryRead", "Has", "Contains"];

    /// <summary>A configuration, a switch or a variable of the environment is asked for.</summary>
    public static bool IsSettings(Operand call) =>
        call.Starts("Microsoft.Extensions.Configuration.") || call.Type == "System.AppContext"
        || call.Is("System.Environment", "GetEnvironmentVariable");

    private const int ShortestKey = 8;

    /// <summary>What the method did not look at before. What everybody has in the framework says nothing about this project.</summary>
    private static IEnumerable<Step> Looks(MethodPair pair) =>
        from come in pair.Exclusive(StepKind.Call).Concat(pair.Exclusive(StepKind.Load))
        where come.Direction > 0 && come.Step.Target is { IsFramework: false }
        where come.Step.Kind == StepKind.Load || come.Step.Target!.Name.StartsWith("get_", StringComparison.Ordinal)
        select come.Step;

    /// <summary>
    /// Those that lead to no other: <c>engine.Options.Limits.Depth</c> is about the depth, and not about who gives an engine its options.
    /// </summary>
    private static IEnumerable<Step> Ends(IReadOnlyList<Step> looks)
    {
        Value[] owners = [.. looks.Select(x => x.Arguments.FirstOrDefault()).OfType<Value>()];
        return looks.Where(x => !Array.Exists(owners, y => ReferenceEquals(y.Source, x) || y.Of is { } field && field == x.Target));
    }

    private static string Read(Step step) => step.Kind == StepKind.Load
        ? $"F:{step.Target!.Type}.{step.Target.Name}"
        : $"P:{step.Target!.Type}.{step.Target.Name.Substring(4)}";
}
