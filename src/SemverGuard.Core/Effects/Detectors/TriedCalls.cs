using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A call of both versions that stands in a <c>try</c> block of one of them, whose handler both have.</summary>
internal static class TriedCalls
{
    /// <summary>Where more of them come or go, the block was written anew.</summary>
    private const int Most = 2;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        Dictionary<string, Step> was = Handlers(pair.Before), now = Handlers(pair.After);
        Step[]? once = null;
        foreach (var (type, handler) in now.Select(x => (x.Key, x.Value)))
        {
            if (!was.TryGetValue(type, out var former)) continue;
            once ??= [.. CalledOnce(pair)];
            Step[] calls = Array.FindAll(once, x => former.Tried.Contains(NameOf(x)) != handler.Tried.Contains(NameOf(x)));
            if (calls.Length is 0 or > Most || calls.Select(x => handler.Tried.Contains(NameOf(x))).Distinct().Count() > 1) continue;
            bool comes = handler.Tried.Contains(NameOf(calls[0]));
            if (calls.Any(x => IsCaughtElsewhere(pair, comes, type, x))) continue;
            string thrown = string.Join(" and ", calls.Select(x => Shown(x.Target!)));
            yield return new Effect(EffectKind.Catch, type, $"{(comes ? "now" : "no longer")} catches {DisplayName.Type(type)} of {thrown}",
                Weight.Faint) { Direction = comes ? 1 : -1, Concerns = type };
        }
    }

    public static string Shown(Operand call) => call.IsConstructor ? DisplayName.Type(call.Type) : call.Shown;

    /// <summary>By what they catch; of two for one type nobody knows which is which.</summary>
    private static Dictionary<string, Step> Handlers(Script script) => script.Steps.Where(x => x.Kind == StepKind.Catch)
        .GroupBy(x => x.Symbol).Where(x => x.Count() == 1).ToDictionary(x => x.Key, x => x.First(), StringComparer.Ordinal);

    private static string NameOf(Step call) => TryBlocks.NameOf(call)!;

    /// <summary>What each version does in one place, and may fail in it.</summary>
    private static IEnumerable<Step> CalledOnce(MethodPair pair)
    {
        var was = pair.Before.Calls.ToLookup(TryBlocks.NameOf);
        return pair.After.Calls.GroupBy(TryBlocks.NameOf).Where(x => x.Key is not null && x.Count() == 1)
            .Where(x => was[x.Key].Select(y => y.Symbol).SequenceEqual(x.Select(y => y.Symbol))).Select(x => x.First())
            .Where(x => x is { IsMessage: false, Target: { IsAnswerOnly: false } target } && !Logging.IsForPeople(target));
    }

    /// <summary>In the version in which that handler does not, another one catches it.</summary>
    private static bool IsCaughtElsewhere(MethodPair pair, bool comes, string type, Step call)
    {
        var (script, side) = comes ? (pair.Before, pair.BeforeSide) : (pair.After, pair.AfterSide);
        return script.Steps.Any(x => x.Kind == StepKind.Catch && x.Symbol != type && x.Tried.Contains(NameOf(call))
            && ExceptionTypes.IsKindOf(side.World, side.Image, type, x.Symbol));
    }
}
