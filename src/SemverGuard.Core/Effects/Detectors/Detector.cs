namespace SemverGuard.Effects.Detectors;

/// <summary>Looks at one changed method for one kind of fact.</summary>
internal delegate IEnumerable<Effect> Detector(MethodPair pair);

/// <summary>All of them.</summary>
internal static class AllDetectors
{
    private static readonly Detector[] Detectors =
    [
        Defaults.Find, ConstantArguments.Find, Exceptions.Find, Catches.Find, Texts.Find, Options.Find, SideEffects.Find, Callbacks.Find,
        Asynchrony.Find, Natives.Find, Conventions.Find, Results.Find, Equality.Find, Limits.Find, KnownTypes.Find,
    ];

    public static IReadOnlyList<Effect> Find(MethodPair pair) => [.. Detectors.SelectMany(x => x(pair))];
}
