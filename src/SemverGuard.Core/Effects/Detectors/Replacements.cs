using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>One version alone replaces one literal in a text by another: what is written, or asked for, has other signs.</summary>
internal static class Replacements
{
    /// <summary>More of them are a table that was written anew.</summary>
    private const int Most = 3;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (!pair.Gone.Concat(pair.Come).Any(IsOne)) return [];
        HashSet<(string Old, string New)> was = [.. In(pair.Before)], now = [.. In(pair.After)];
        (string Old, string New)[] come = [.. now.Except(was)], gone = [.. was.Except(now)];
        if (come.Length + gone.Length > Most) return [];
        return come.Where(x => !IsElsewhere(pair.BeforeSide, pair.Gone, x)).Select(x => Fact(x, 1))
            .Concat(gone.Where(x => !IsElsewhere(pair.AfterSide, pair.Come, x)).Select(x => Fact(x, -1)));
    }

    /// <summary>A method that the other version calls there does it.</summary>
    private static bool IsElsewhere(Side side, List<Step> steps, (string, string) signs) =>
        steps.Exists(x => x is { Kind: StepKind.Call, Target.OwnMethod: { IsNil: false } own }
            && In(new ScriptReader(side.Image, side.Operands, _ => false).Read(own)).Contains(signs));

    private static Effect Fact((string Old, string New) signs, int direction)
    {
        string verb = (direction > 0 ? "now " : "no longer ") + (signs.New.Length > 0 ? "replaces " : "removes ");
        string by = signs.New.Length > 0 ? " by " + Texts.Quote(signs.New) : "";
        return new Effect(EffectKind.Convention, $"replace {signs.Old} {signs.New}", verb + Texts.Quote(signs.Old) + by, Weight.Faint)
        {
            Direction = direction,
        };
    }

    private static IEnumerable<(string, string)> In(Script script) =>
        from call in script.Calls
        where IsOne(call)
        select (Text(call.Arguments[1])!, Text(call.Arguments[2])!);

    private static bool IsOne(Step step) =>
        step is { Kind: StepKind.Call, IsMessage: false, Target: { Name: "Replace" } call, Arguments: [_, var old, var @new, ..] }
        && call.Type is "System.String" or "System.Text.StringBuilder" && Text(old) is not null && Text(@new) is not null;

    /// <summary>A text, or a sign as one.</summary>
    private static string? Text(Value value) => value.IsNull ? "" : value.String
        ?? (value.Number is > 0 and <= char.MaxValue and var sign ? ((char)sign).ToString() : null);
}
