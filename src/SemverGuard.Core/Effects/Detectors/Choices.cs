using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A member of the framework is called with one choice more: how to parse, to round, to open.</summary>
internal static class Choices
{
    public static IEnumerable<Effect> Find(MethodPair pair) =>
        Only(pair.Come, pair.AfterSide, pair.Before, pair.BeforeSide, 1).Concat(
            Only(pair.Gone, pair.BeforeSide, pair.After, pair.AfterSide, -1));

    /// <summary>Choices of calls that one version alone makes, where the other calls the same member without any.</summary>
    private static IEnumerable<Effect> Only(List<Step> steps, Side side, Script other, Side otherSide, int direction)
    {
        foreach (var calls in Called(steps).GroupBy(x => x.Symbol))
        {
            Step[] others = [.. Called(other.Steps).Where(x => x.Symbol == calls.Key)];
            if (others.Length == 0 || others.Any(x => Of(x, otherSide).Any())) continue;
            string[] choices = [.. calls.Where(x => others.All(y => y.Arguments.Length != x.Arguments.Length))
                .SelectMany(x => Of(x, side)).Distinct()];
            if (choices.Length == 0) continue;
            string called = DisplayName.Short("M:" + calls.Key.Replace("..ctor", ".#ctor"));
            string text = $"{(direction > 0 ? "now" : "no longer")} calls {called} with {string.Join(" and ", choices)}";
            yield return new Effect(EffectKind.Argument, calls.Key, text, Weight.Faint) { Direction = direction };
        }
    }

    private static IEnumerable<Step> Called(IEnumerable<Step> steps) =>
        steps.Where(x => x is { Kind: StepKind.Call, Target: { IsFramework: true, SetProperty: null } });

    /// <summary>Members of enums that it is given, but those that say nothing; how text is compared is told by itself.</summary>
    private static IEnumerable<string> Of(Step call, Side side)
    {
        foreach (var (value, type) in Enums(call, side))
        {
            if (value.Number != 0 && type != "System.StringComparison") yield return Literals.Text(value, type, side);
        }
    }

    /// <summary>The members of enums that a call is given, with the enum.</summary>
    public static IEnumerable<(Value Value, string Type)> Enums(Step call, Side side)
    {
        var types = Literals.ParameterTypes(call.Target!);
        int shift = call.Arguments.Length - types.Count;
        for (int i = Math.Max(0, -shift); i < types.Count; i++)
        {
            if (call.Arguments[i + shift] is { Number: not null } value && Literals.IsEnum(types[i], side)) yield return (value, types[i]);
        }
    }
}
