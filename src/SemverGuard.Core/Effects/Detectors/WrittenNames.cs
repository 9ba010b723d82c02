using System.Text.RegularExpressions;

namespace SemverGuard.Effects.Detectors;

/// <summary>Names that are written into JSON and XML.</summary>
internal static class WrittenNames
{
    /// <summary>A property that a writer writes in fewer places or cases, or in more, and that it knew and still knows.</summary>
    public static IEnumerable<Effect> Properties(MethodPair pair)
    {
        Dictionary<string, (int Places, int Guards)> was = Writes(pair.Before), now = Writes(pair.After);
        foreach (string name in was.Keys.Where(x => now.ContainsKey(x) && now[x] != was[x]))
        {
            var (old, @new) = (was[name], now[name]);
            bool arePlaces = old.Places != @new.Places, isMore = arePlaces ? @new.Places > old.Places : @new.Guards < old.Guards;
            var (steps, side) = isMore ? (pair.Gone, pair.BeforeSide) : (pair.Come, pair.AfterSide);
            if (OwnCode.Say(side, steps, name)) continue;
            string text = $"now writes {Texts.Quote(name)} in {(isMore ? "more" : "fewer")} {(arePlaces ? "places" : "cases")}";
            // Conditions may be written in many ways.
            yield return new Effect(EffectKind.Name, name, text, arePlaces ? Weight.Plain : Weight.Faint)
            {
                Direction = !arePlaces ? 0 : isMore ? 1 : -1,
            };
        }
    }

    /// <summary>The name of a member in a text that is part of a JSON object: <c>,"@tr":"</c>.</summary>
    private static readonly Regex Member = new("(^|[{,])\\s*\"(?<name>[^\"\\\\]+)\"\\s*:", RegexOptions.CultureInvariant);

    /// <summary>A member of an object that is written as text, in one version alone.</summary>
    public static IEnumerable<Effect> Members(MethodPair pair)
    {
        string[] was = [.. Written(pair.Before)], now = [.. Written(pair.After)];
        return now.Except(was).Where(x => !IsHanded(pair.Before, pair.Gone, pair.BeforeSide, x)).Select(x => Fact(x, "now", 1))
            .Concat(was.Except(now).Where(x => !IsHanded(pair.After, pair.Come, pair.AfterSide, x)).Select(x => Fact(x, "no longer", -1)));

        // A method of the package may write it, which has the name or is given it.
        static bool IsHanded(Script script, List<Step> steps, Side side, string name) =>
            script.Calls.Any(x => TextKeys.IsOwn(x) && Array.Exists(x.Arguments, y => y.String == name)) || OwnCode.Say(side, steps, name);

        static IEnumerable<string> Written(Script script) =>
            Texts.Strings(script.Calls).SelectMany(x => Member.Matches(x).Cast<Match>()).Select(x => x.Groups["name"].Value)
                .Where(Effects.Names.IsName).Distinct();

        static Effect Fact(string name, string when, int direction) =>
            new(EffectKind.Name, name, $"{when} writes {Texts.Quote(name)}", Weight.Plain) { Direction = direction };
    }

    /// <summary>
    /// How often each name is written, or handed to a method of the package that may write it, and how many conditions lead around that.
    /// </summary>
    private static Dictionary<string, (int Places, int Guards)> Writes(Script script)
    {
        var written = new HashSet<string>(
            Texts.Strings(script.Calls.Where(x => IsWriter(x.Target))).Where(Names.IsName), StringComparer.Ordinal);
        return script.Calls.Where(x => IsWriter(x.Target) || TextKeys.IsOwn(x))
            .SelectMany(x => Texts.Strings([x]).Where(written.Contains), (step, name) => (step, name)).GroupBy(x => x.name)
            .ToDictionary(x => x.Key, x => (x.Count(), x.Sum(y => y.step.Guards)), StringComparer.Ordinal);
    }

    private static bool IsWriter(Operand? call) =>
        call is { Type: "System.Text.Json.Utf8JsonWriter" or "Newtonsoft.Json.JsonWriter" or "System.Xml.XmlWriter" };
}
