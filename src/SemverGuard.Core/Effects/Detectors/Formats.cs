namespace SemverGuard.Effects.Detectors;

/// <summary>Signs and formats with which a method newly writes text piece by piece, by whatever means.</summary>
internal static class Formats
{
    /// <summary>Texts beyond which it writes another thing.</summary>
    private const int Most = 2;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var known = new HashSet<string>(Written(pair.Before.Steps, _ => true), StringComparer.Ordinal);
        string[] signs = [.. Written(pair.Come, x => x.Target!.Name == "AppendLiteral").Where(x => !known.Contains(x) && IsSign(x))],
            formats = [.. pair.Come.Select(Format).OfType<string>().Where(x => !known.Contains(x)).Distinct()];
        // Signs alone stand in many texts; who writes numbers in another way writes for programs.
        if (formats.Length is 0 or > Most || signs.Length > Most) yield break;
        string text = string.Join(" and ", signs.Select(Texts.Quote).Append("in the format " + Texts.Quote(formats[0])));
        yield return new Effect(EffectKind.Name, string.Concat(signs) + formats[0], "now writes " + text, Weight.Faint) { Direction = 1 };
    }

    /// <summary>The last that such a call is given, behind the value.</summary>
    private static string? Format(Step step) =>
        step is { Kind: StepKind.Call, IsMessage: false, Target.Name: "AppendFormatted", Arguments: [_, _, .., { String: { } format }] }
            ? format : null;

    private static bool IsSign(string text) => text.Trim().Length > 0 && !Effects.Names.IsWords(text);

    private static IEnumerable<string> Written(IEnumerable<Step> steps, Func<Step, bool> which) =>
        steps.Where(x => x is { Kind: StepKind.Call, IsMessage: false, Target: not null } && which(x))
            .SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>().Distinct();
}
