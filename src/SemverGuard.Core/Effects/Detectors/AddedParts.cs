using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A text that is given to somebody has a constant part more: the end of a line, a sign.</summary>
internal static class AddedParts
{
    /// <summary>Joins within joins beyond which nobody follows.</summary>
    private const int Deepest = 4;

    private const string NewLine = "Environment.NewLine";

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var was = Calls(pair.Before);
        foreach (var calls in Calls(pair.After))
        {
            Step[] old = [.. was[calls.Key]], @new = [.. calls];
            if (old.Length != @new.Length) continue; // which is which, nobody can tell
            string[] parts = [.. old.Zip(@new, Added).SelectMany(x => x).Distinct()];
            if (parts.Length != 1) continue;
            string called = DisplayName.Short("M:" + calls.Key.Replace("..ctor", ".#ctor"));
            yield return new Effect(EffectKind.Argument, calls.Key, $"now adds {parts[0]} to what it gives {called}", Weight.Faint);
        }
    }

    /// <summary>To the package's own methods and to others; not to what joins texts itself.</summary>
    private static ILookup<string, Step> Calls(Script script) =>
        script.Calls.Where(x => !x.IsForPeople && !ShapeCalls.JoinsText(x.Target!) && x.Arguments.Length > 0)
            .ToLookup(x => x.Symbol, StringComparer.Ordinal);

    private static IEnumerable<string> Added(Step was, Step now)
    {
        if (was.Arguments.Length != now.Arguments.Length) return [];
        return was.Arguments.Zip(now.Arguments, Added).SelectMany(x => x);
    }

    /// <summary>What was joined, or only handed on, is joined with a constant now.</summary>
    private static IEnumerable<string> Added(Value was, Value now)
    {
        if (was.Kind == ValueKind.Literal || now.Kind == ValueKind.Literal || !IsJoined(now)) return [];
        List<string> old = Parts(was, 0), @new = Parts(now, 0);
        return old.Except(@new).Any() ? [] : @new.Except(old).Where(x => !Effects.Names.IsWords(x));
    }

    private static bool IsJoined(Value value) =>
        value.Source?.Target is { } made && (ShapeCalls.JoinsText(made) || IsConversion(made) && IsJoined(value.Source.Arguments[0]));

    /// <summary>An operator of the type that takes a text.</summary>
    private static bool IsConversion(Operand call) => call is { Name: "op_Implicit", Pops: 1 };

    private static List<string> Parts(Value value, int depth)
    {
        if (value.String is { } text) return [Texts.Quote(text)];
        if (value.Source is not { Target: { } made } source || depth == Deepest) return [];
        if (made.Symbol == "System.Environment.get_NewLine") return [NewLine];
        bool isFormat = made.Is("System.String", "Format");
        return !ShapeCalls.JoinsText(made) && !IsConversion(made) ? []
            : [.. source.Arguments.Where(x => !(isFormat && IsOnlyPlaces(x))).SelectMany(x => Parts(x, depth + 1))];
    }

    /// <summary><c>{0}{1}</c> adds nothing of its own.</summary>
    private static bool IsOnlyPlaces(Value format) =>
        format.String is { } text && text.All(x => x is '{' or '}' || char.IsDigit(x));
}
