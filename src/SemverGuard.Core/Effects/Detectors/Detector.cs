namespace SemverGuard.Effects.Detectors;

/// <summary>Looks at one changed method for one kind of fact.</summary>
internal delegate IEnumerable<Effect> Detector(MethodPair pair);

/// <summary>All of them.</summary>
internal static class AllDetectors
{
    private static readonly Detector[] Detectors =
    [
        Defaults.Find, ConstantArguments.Find, Exceptions.Find, Catches.Find, Texts.Find, Options.Find, SideEffects.Find, Callbacks.Find,
        Asynchrony.Find, Natives.Find, Conventions.Find, Results.Find, Equality.Find, Limits.Find, KnownTypes.Find, Failures.Find,
        Composition.Find,
    ];

    public static IReadOnlyList<Effect> Find(MethodPair pair) => [.. Detectors.SelectMany(x => x(pair))];

    /// <summary>The same with what the project may show of itself that it depends on.</summary>
    public static IReadOnlyList<Effect> WithSigns(IReadOnlyList<Effect> facts, MethodPair pair)
    {
        if (facts.Count == 0) return facts;
        string[] reads = [.. Reads(pair)], keys = [.. Keys(pair.After).Distinct()];
        return reads.Length + keys.Length == 0 ? facts : [.. facts.Select(x => x with { Reads = reads, Keys = keys })];
    }

    /// <summary>
    /// Names that nobody has in his code who does not mean the same: <c>OTEL_TRACES_SAMPLER_ARG</c>, and not <c>Name</c>.
    /// </summary>
    private static IEnumerable<string> Keys(Script script) =>
        script.Calls.SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>()
            .Where(x => x.Length >= ShortestKey && x.IndexOfAny(['_', '.', ':', '-']) > 0 && Names.IsName(x));

    private const int ShortestKey = 8;

    /// <summary>What the method did not look at before. What everybody has in the framework says nothing about this project.</summary>
    private static IEnumerable<string> Reads(MethodPair pair) =>
        from come in pair.Exclusive(StepKind.Call).Concat(pair.Exclusive(StepKind.Load))
        where come.Direction > 0 && come.Step.Target is { IsFramework: false }
        let target = come.Step.Target!
        where come.Step.Kind == StepKind.Load || target.Name.StartsWith("get_", StringComparison.Ordinal)
        select come.Step.Kind == StepKind.Load ? $"F:{target.Type}.{target.Name}" : $"P:{target.Type}.{target.Name.Substring(4)}";
}
