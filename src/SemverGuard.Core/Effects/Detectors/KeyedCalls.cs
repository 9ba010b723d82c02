using SemverGuard.Api;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// One of many calls, known by a name or type that it is given, gets another constant: the default of a setting, a row of a table.
/// </summary>
internal static class KeyedCalls
{
    /// <summary>More rows that differ are a table with another meaning.</summary>
    private const int MostRows = 3;

    private const int Longest = 60;

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        Dictionary<(string, string), Step> was = Rows(pair.Before), now = Rows(pair.After);
        var rows = new List<Effect>();
        foreach (var (key, row) in now.Select(x => (x.Key, x.Value)))
        {
            if (!was.TryGetValue(key, out var old) || Difference(pair, old, row) is not var (text, isDefault)) continue;
            string subject = row.Symbol + " " + key.Item2, said = $"now {row.ShownIn(pair.Symbol)}({Short(key.Item2)}) with {text}";
            rows.Add(isDefault
                ? new Effect(EffectKind.Default, subject, said, Weight.Strong) { Setting = key.Item2.Trim('"') }
                : new Effect(EffectKind.Argument, subject, said, Weight.Faint));
        }
        if (rows.Count is 0 or > MostRows) return [];
        // What is one call of its kind is told as that.
        var told = new HashSet<string>(ConstantArguments.Find(pair).Select(x => x.Subject), StringComparer.Ordinal);
        return rows.Where(x => !told.Contains(x.Subject.Substring(0, x.Subject.IndexOf(' '))));
    }

    /// <summary>
    /// Calls by what they call and the first name or type that they give; of one that is made twice nobody knows which is which.
    /// </summary>
    private static Dictionary<(string, string), Step> Rows(Script script) => script.Calls
        .Where(x => !x.IsMessage && x.Arguments.Length > 1 && x.Target is { } target && !Logging.IsForPeople(target))
        .Select(x => (Step: x, Key: Key(x))).Where(x => x.Key is not null).GroupBy(x => (x.Step.Symbol, x.Key!))
        .Where(x => x.Count() == 1).ToDictionary(x => x.Key, x => x.First().Step);

    private static string? Key(Step call) => call.Arguments.Select(NameOf).FirstOrDefault(x => x is not null);

    private static string? NameOf(Value value) =>
        value.String is { } text ? Names.IsName(text) ? value.Text : null : Entries.TypeOf(value);

    /// <summary>The arguments that are other constants now; null where there is none, or something else differs.</summary>
    /// <returns>Whether they are nothing but what the caller gets where nobody sets what has the name.</returns>
    private static (string Text, bool IsDefault)? Difference(MethodPair pair, Step was, Step now)
    {
        if (was.Arguments.Length != now.Arguments.Length) return null;
        IReadOnlyList<string> wasTypes = Literals.ParameterTypes(was.Target!),
            types = Literals.ParameterTypes(now.Target!);
        if (!wasTypes.SequenceEqual(types)) return null;
        int shift = now.Arguments.Length - types.Count;
        var found = new List<string>();
        bool isDefault = true;
        for (int i = Math.Max(0, shift); i < now.Arguments.Length; i++)
        {
            var (old, @new) = (was.Arguments[i], now.Arguments[i]);
            if (old.Kind != ValueKind.Literal || @new.Kind != ValueKind.Literal || old.IsWords || @new.IsWords) continue;
            string type = types[i - shift], before = Literals.Text(old, type, pair.BeforeSide),
                after = Literals.Text(@new, type, pair.AfterSide);
            if (pair.AreOneStamp(before, after) || Literals.AreSame(old, before, @new, after)) continue;
            var called = now.Target!.OwnMethod;
            string name = called.IsNil ? "" : Members.ParameterName(pair.AfterSide, called, i - shift);
            isDefault &= Array.Exists(Fallbacks, x => name.StartsWith(x, StringComparison.OrdinalIgnoreCase));
            string? flags = before[0] == '"' || after[0] == '"' ? null : EnumNames.Difference(before, after);
            found.Add(flags is not null ? flags + (name.Length > 0 ? " in " + name : "")
                : (name.Length > 0 ? name + " = " : "") + $"{Short(after)} (was {Short(before)})");
        }
        return found.Count == 0 ? null : (string.Join(" and ", found), isDefault && now.Target!.Pushes);
    }

    private static readonly string[] Fallbacks = ["default", "fallback", "otherwise", "ifMissing", "ifNotSet"];

    private static string Short(string text) =>
        text.Length <= Longest ? text : text.Substring(0, Longest) + (text[0] == '"' ? "…\"" : "…");
}
