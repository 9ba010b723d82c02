using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A <c>catch</c> of both versions has another condition: <c>catch (IOException e) when (e.HResult == Full)</c>.</summary>
internal static class Filters
{
    /// <summary>Parts of the condition that are named; more of them are a condition of its own.</summary>
    private const int MostNamed = 2;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        // A condition that came or went is told as what is passed on.
        if (Count(pair.Before) != Count(pair.After)) yield break;
        foreach (string type in pair.Come.Concat(pair.Gone).Select(x => x.Filtered).OfType<string>().Distinct())
        {
            if (!Asks(pair.Before, type) || !Asks(pair.After, type)) continue;
            string text = $"now catches {DisplayName.Type(type)} under another condition" + Part(pair, type);
            yield return new Effect(EffectKind.Catch, "when " + type, text, Weight.Plain) { Concerns = type };
        }
    }

    /// <summary>What the condition asks by now, or no longer does.</summary>
    private static string Part(MethodPair pair, string type)
    {
        string[] come = Parts(pair.Come, type), gone = Parts(pair.Gone, type);
        var (verb, named) = come.Length > 0 ? (", which", come) : (", which no longer", gone);
        return named.Length is 0 or > MostNamed ? "" : $"{verb} {string.Join(" and ", named)}";
    }

    private static string[] Parts(List<Step> steps, string type) =>
    [
        .. steps.Where(x => x.Filtered == type && x.Target is not null).Select(x => x.Kind switch
        {
            StepKind.Test => "asks for " + DisplayName.Type(x.Target!.Type),
            StepKind.Call when !ShapeCalls.Is(x.Target!) && !x.Target!.Name.StartsWith("op_", StringComparison.Ordinal) => x.Shown,
            _ => null,
        }).OfType<string>().Distinct(),
    ];

    private static int Count(Script script) => script.Steps.Count(x => x is { Kind: StepKind.Rethrow, Symbol: Step.Filter });

    private static bool Asks(Script script, string type) => script.Steps.Any(x => x.Filtered == type);
}
