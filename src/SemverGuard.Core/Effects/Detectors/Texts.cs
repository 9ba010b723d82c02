using SemverGuard.Api;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// Strings that mean something to somebody else: SQL, and names of headers, keys, queues and files. Messages to people mean nothing to
/// programs.
/// </summary>
internal static class Texts
{
    /// <summary>Characters of a text that are shown, and of those that both have before the first that differs.</summary>
    private const int Longest = 60, Context = 20;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var gone = Strings(pair.Gone).Except(Strings(pair.After.Steps)).ToArray();
        var come = Strings(pair.Come).Except(Strings(pair.Before.Steps)).ToArray();
        Effect[] renamed = [.. RenamedTexts.Find(pair)];
        IEnumerable<Effect> keys = renamed.Length > 0 ? [] : TextKeys.Find(pair);
        return Queries.Find(pair, gone, come).Concat(renamed).Concat(keys).Concat(TextKeys.Tables(pair))
            .Concat(WrittenNames.Properties(pair)).Concat(WrittenNames.Members(pair)).Concat(Patterns(pair));
    }

    /// <summary>What is said to somebody else: no message, and nothing for a log.</summary>
    public static IEnumerable<string> Strings(IEnumerable<Step> steps) =>
        steps.Where(HasText).Where(x => !x.IsMessage && !(x.Target is { } target && Logging.IsForPeople(target)))
            .SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>().Distinct();

    public static bool HasText(Step step) => Array.Exists(step.Arguments, x => x.String is not null);

    /// <summary>A name that is cut off is another one; of other long texts the beginning says enough.</summary>
    public static string Quote(string text) => ConstantText.Of(
        text.Length <= Longest || Effects.Names.IsName(text) ? text : text.Substring(0, Longest) + "…");

    /// <summary><c>"two" (was "one")</c>; of long texts, where they differ.</summary>
    public static string Changed(string was, string now)
    {
        int start = 0;
        while (start < was.Length && start < now.Length && was[start] == now[start]) start++;
        int word = start <= Context ? 0 : was.LastIndexOf(' ', Math.Min(start, was.Length - 1) - Context) + 1;
        bool areShort = Math.Max(was.Length, now.Length) <= Longest || Effects.Names.IsName(was) && Effects.Names.IsName(now);
        start = start <= Context || areShort ? 0 : word > 0 ? word : start - Context;
        string dots = start == 0 ? "" : "…";
        return $"{Quote(dots + now.Substring(start))} (was {Quote(dots + was.Substring(start))})";
    }

    /// <summary>A pattern is no name and no sentence, and says as much as either.</summary>
    private static IEnumerable<Effect> Patterns(MethodPair pair)
    {
        string[] was = [.. Patterns(pair.Before)], now = [.. Patterns(pair.After)];
        if (was.Except(now).ToArray() is [var before] && now.Except(was).ToArray() is [var after]
            && !(Effects.Names.IsName(before) && Effects.Names.IsName(after)))
            yield return Pattern(before, after);
    }

    public static Effect Pattern(string was, string now) =>
        new(EffectKind.Name, was, "now matches " + Changed(was, now), Weight.Strong);

    /// <summary>What regular expressions are made of, or asked with: of all that get one, the first text that is no input.</summary>
    private static IEnumerable<string> Patterns(Script script) =>
        from step in script.Calls
        where step.Target is { Type: "System.Text.RegularExpressions.Regex" }
        let place = step.IsConstruction ? 0 : step.Arguments.Length - Literals.ParameterTypes(step.Target!).Count == 0 ? 1 : -1
        where place >= 0 && place < step.Arguments.Length
        let pattern = step.Arguments[place].String
        where pattern is not null
        select pattern;
}
