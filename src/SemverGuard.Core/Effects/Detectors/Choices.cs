using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A member of the framework is called with one choice more: how to parse, to round, to open.</summary>
internal static class Choices
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        foreach (var come in Called(pair.Come).GroupBy(x => x.Symbol))
        {
            if (Called(pair.Gone).Where(x => x.Symbol == come.Key).ToArray() is not [var was] || come.ToArray() is not [var now]) continue;
            if (was.Arguments.Length == now.Arguments.Length) continue;
            string[] before = [.. Of(was, pair.BeforeSide)], after = [.. Of(now, pair.AfterSide)];
            string name = DisplayName.Short("M:" + come.Key.Replace("..ctor", ".#ctor"));
            if (before.Length == 0 && after.Length > 0) yield return Fact(come.Key, $"now calls {name} with ", after, 1);
            else if (after.Length == 0 && before.Length > 0) yield return Fact(come.Key, $"no longer calls {name} with ", before, -1);
        }
    }

    private static Effect Fact(string symbol, string text, string[] choices, int direction) =>
        new(EffectKind.Argument, symbol, text + string.Join(" and ", choices), Weight.Faint) { Direction = direction };

    private static IEnumerable<Step> Called(List<Step> steps) =>
        steps.Where(x => x is { Kind: StepKind.Call, Target: { IsFramework: true, SetProperty: null } });

    /// <summary>Members of enums that it is given, but those that say nothing; how text is compared is told by itself.</summary>
    private static IEnumerable<string> Of(Step call, Side side)
    {
        var types = Literals.ParameterTypes(call.Target!, side);
        int shift = call.Arguments.Length - types.Count;
        for (int i = Math.Max(0, -shift); i < types.Count; i++)
        {
            if (call.Arguments[i + shift] is { Number: not (null or 0) } value && types[i] != "System.StringComparison"
                && Literals.IsEnum(types[i], side))
                yield return Literals.Text(value, types[i], side);
        }
    }
}
