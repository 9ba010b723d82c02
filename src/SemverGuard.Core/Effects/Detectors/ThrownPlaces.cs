using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>How often each exception is thrown, and where and with which words it is by now.</summary>
internal static class ThrownPlaces
{
    /// <summary>An exception that both versions throw, and one of them under a condition more.</summary>
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var was = Counted(pair.Before);
        foreach (var (type, now) in Counted(pair.After).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => (x.Key, x.Value)))
        {
            if (!was.TryGetValue(type, out var before)) continue;
            bool isMore = now.Least > before.Most;
            if (!isMore && now.Most >= before.Least) continue;
            // A check that went may be one that a method that is called makes anyway.
            bool isBelow = isMore ? pair.Gone.Exists(x => Exceptions.Throws(pair.BeforeSide, x, type))
                : pair.After.Calls.Any(x => Exceptions.Throws(pair.AfterSide, x, type));
            if (isBelow) continue;
            string where = !isMore ? "fewer places"
                : (now.Least - before.Most == 1 ? "one more place" : "more places") + When(pair, type);
            yield return new Effect(EffectKind.Exception, type, $"now throws {DisplayName.Type(type)} in {where}", Weight.Faint)
            {
                Direction = isMore ? 1 : -1,
                Concerns = type,
                Kinds = ExceptionTypes.KindsOf(isMore ? pair.AfterSide : pair.BeforeSide, type),
            };
        }
    }

    private const int MostWords = 2;

    /// <summary>The new limit by which it is thrown, or else its words, which tell as much.</summary>
    public static string When(MethodPair pair, string type) =>
        NewLimits.Text(pair, type) is { Length: > 0 } limit ? limit : Words(pair, type);

    /// <summary>What it says where the version before did not say it.</summary>
    private static string Words(MethodPair pair, string type)
    {
        var was = pair.WasHandle.IsNil ? [] : Words(pair.BeforeSide, pair.WasHandle, pair.Before, type);
        string[] come = [.. Words(pair.AfterSide, pair.IsHandle, pair.After, type).Except(was).Take(MostWords + 1)];
        return come.Length is 0 or > MostWords ? "" : $" ({string.Join(", ", come.Select(Texts.Quote))})";
    }

    /// <summary>Those of the method, and of the helpers that throw for it.</summary>
    public static IEnumerable<string> Words(Side side, MethodDefinitionHandle method, Script script, string type) =>
        script.Steps.Where(x => x.Kind == StepKind.Throw && x.Symbol == type && !x.Helper.IsNil).Select(x => x.Helper).Prepend(method)
            .Distinct().SelectMany(x => Messages.Words(side, x, type)).Distinct();

    /// <summary>
    /// How often each stands in the code, and how often it would if each place that calls a helper had its code.
    /// </summary>
    public static Dictionary<string, (int Least, int Most)> Counted(Script script) =>
        script.Steps.Where(x => x.Kind == StepKind.Throw).GroupBy(x => x.Symbol)
            .ToDictionary(x => x.Key, x => (x.Count(y => !y.IsAgain), x.Count()), StringComparer.Ordinal);
}
