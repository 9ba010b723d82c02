using System.Globalization;

namespace SemverGuard.Effects.Detectors;

/// <summary>A value is held against another limit: a number of tries, a length.</summary>
internal static class Limits
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.Limit is not { } limit) yield break;
        string now = Text(limit.Now), was = Text(limit.Was);
        // By one, it may be the boundary that moved: nobody can tell which of the two was meant.
        var weight = Math.Abs(limit.Now - limit.Was) == 1 ? Weight.Faint : Weight.Plain;
        yield return new Effect(EffectKind.Argument, "limit " + was + now, $"now compares with {now} (was {was})", weight);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
