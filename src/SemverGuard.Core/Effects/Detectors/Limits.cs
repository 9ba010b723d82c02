using System.Globalization;

namespace SemverGuard.Effects.Detectors;

/// <summary>A value is held against another limit: a number of tries, a length.</summary>
internal static class Limits
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.Limit is not { } limit) yield break;
        string now = Text(limit.Now, pair.AfterSide), was = Text(limit.Was, pair.BeforeSide);
        string text = now == was ? $"now treats {now} itself in another way" : $"now compares with {now} (was {was})";
        // By one, it may be that somebody mended the boundary, which is what most of them are moved for.
        var weight = Math.Abs(limit.Now.First - limit.Was.First) == 1 ? Weight.Faint : Weight.Plain;
        yield return new Effect(EffectKind.Limit, was + now, text, weight) { Held = Held(pair, limit.Was, limit.Now) };
    }

    private static HeldArgument? Held(MethodPair pair, Limit was, Limit now)
    {
        if (was.Argument is not { } argument || now.Argument != argument || was.IsLength != now.IsLength) return null;
        bool isStatic = (pair.AfterSide.Image.Reader.GetMethodDefinition(
            pair.IsHandle).Attributes & System.Reflection.MethodAttributes.Static) != 0;
        return new HeldArgument(argument, was.IsLength, isStatic, was.First, now.First);
    }

    private static string Text(Limit limit, Side side) =>
        Literals.EnumMember(limit.Type, limit.Number, side) ?? limit.Number.ToString(CultureInfo.InvariantCulture);
}
