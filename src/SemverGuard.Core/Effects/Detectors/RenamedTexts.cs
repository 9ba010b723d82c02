using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Texts that took another's place.</summary>
internal static class RenamedTexts
{
    private static readonly Regex Digits = new("[0-9]+", RegexOptions.CultureInvariant);

    /// <summary>One name in place of another, handed to the same call.</summary>
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        foreach (var group in pair.Come.Where(x => x.Kind is StepKind.Call or StepKind.Store or StepKind.Return)
            .GroupBy(x => (x.Kind, x.Symbol)))
        {
            if (!group.Any(Texts.HasText)) continue;
            var others = pair.Gone.FindAll(x => (x.Kind, x.Symbol) == group.Key);
            string[] was = [.. Texts.Strings(others).Except(Texts.Strings(group))];
            string[] now = [.. Texts.Strings(group).Except(Texts.Strings(others))];
            if (was.Length is 0 or > TextKeys.Most || now.Length is 0 or > TextKeys.Most || !was.Concat(now).All(Names.IsName)) continue;
            if (now.Any(x => Queries.Are(x)) || pair.IsConstructor && group.First().Kind == StepKind.Store) continue;
            if (Texts.Strings(pair.After.Steps).Intersect(was).Any() || Texts.Strings(pair.Before.Steps).Intersect(now).Any()) continue;
            // What a text is compared with is one of the answers that somebody else may give; what is asked of a type, a package's own.
            var weight = group.First().Target is { Type: "System.String", Name: "op_Equality" or "op_Inequality" or "Equals" }
                or { Type: "System.Type" }
                ? Weight.Plain
                : Weight.Strong;
            bool areSwitches = IsOfSwitch(group.First());
            // Where no more than the name differs, it has its other value for who sets it by the old one, and for nobody else.
            bool areRenamed = areSwitches && IsAllThatDiffers(pair);
            foreach (var (old, @new) in was.Length == now.Length ? was.Zip(now, (x, y) => (x, y)) : Likely(was, now))
            {
                if (!AreLike(old, @new) && (IsOfMembers(group.First()) || AreKeptApart(pair, others, old, [.. group], @new))) continue;
                // Switches that are numbered, as issues are, are about different things.
                bool areNumbered = areSwitches && Digits.Replace(old, "") == Digits.Replace(@new, "");
                // Of several that are not alike, nobody knows which took whose place.
                bool isGuess = was.Length > 1 && !AreLike(old, @new);
                string? without = areSwitches ? SwitchedParts.Told(pair, old, @new) : null;
                bool isFaint = without is null && (areRenamed || areNumbered || isGuess);
                string text = without ?? $"now uses {Texts.Quote(@new)} (was {Texts.Quote(old)})";
                yield return new Effect(EffectKind.Name, old, text, isFaint ? Weight.Faint : weight)
                {
                    IsSwitch = areSwitches && !isFaint,
                };
            }
        }
    }

    /// <summary>What a generator writes for each member of a type: one that went and one that came are two members.</summary>
    private static bool IsOfMembers(Step step) => step.Target is { } call && call.Starts("System.Text.Json.Serialization.Metadata.");

    public static bool IsOfSwitch(Step step) => step.Target is { Type: "System.AppContext" };

    private static bool IsAllThatDiffers(MethodPair pair) =>
        pair.Before.Steps.Select(Shape).SequenceEqual(pair.After.Steps.Select(Shape))
        && Codes(pair.BeforeSide, pair.WasHandle).SequenceEqual(Codes(pair.AfterSide, pair.IsHandle));

    /// <summary>What a step does, where the package's own members have other names, too.</summary>
    private static (StepKind, string) Shape(Step step) => (step.Kind, step.Target is { IsOwn: true } ? "" : step.Symbol);

    private static List<ILOpCode> Codes(Side side, MethodDefinitionHandle method)
    {
        var codes = new List<ILOpCode>();
        if (side.Image.Body(side.Image.Reader.GetMethodDefinition(method)) is not { } body) return codes;
        var il = new IlReader(body.GetILReader());
        while (il.MoveNext()) codes.Add(il.OpCode);
        return codes;
    }

    /// <summary>
    /// What is got by the one name and by the other ends in different fields: two settings, of which one came and one went.
    /// </summary>
    private static bool AreKeptApart(MethodPair pair, List<Step> was, string old, List<Step> now, string @new) =>
        Field(pair.Before, was, old) is { } field && Field(pair.After, now, @new) is { } other && field != other;

    private static string? Field(Script script, List<Step> calls, string name)
    {
        var got = calls.FindAll(x => Array.Exists(x.Arguments, y => y.String == name));
        var stores = script.Steps.Where(x => x.Kind == StepKind.Store);
        return stores.FirstOrDefault(x => x.Arguments[^1].Source is { } made && got.Contains(made))?.Symbol;
    }

    private static bool AreLike(string one, string other) =>
        one.IndexOf(other, StringComparison.Ordinal) >= 0 || other.IndexOf(one, StringComparison.Ordinal) >= 0;

    /// <summary>Of names that came and went in different numbers, those of which one is part of the other.</summary>
    private static IEnumerable<(string, string)> Likely(string[] was, string[] now) =>
        from old in was
        let @new = Array.Find(now, x => AreLike(x, old))
        where @new is not null
        select (old, @new);
}
