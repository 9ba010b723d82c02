using System.Text.RegularExpressions;
using SemverGuard.Api;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// Strings that mean something to somebody else: SQL, and names of headers, keys, queues and files. Messages to people mean nothing to
/// programs.
/// </summary>
internal static class Texts
{
    private const int Longest = 60, Context = 20;

    private static readonly Regex Sql = new(
        @"^\s*(SELECT\b.*\bFROM|INSERT\s+INTO|UPDATE\b.*\bSET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|VIEW)|ALTER\s+TABLE|"
        + @"MERGE\s+INTO|DROP\s+TABLE|EXEC\b|WITH\b.*\bAS\b)|\b(WHERE|ORDER BY|GROUP BY|INNER JOIN|LEFT JOIN)\b",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly Regex Space = new(@"\s+", RegexOptions.CultureInvariant);

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var gone = Strings(pair.Gone).Except(Strings(pair.After.Steps)).ToArray();
        var come = Strings(pair.Come).Except(Strings(pair.Before.Steps)).ToArray();
        Effect[] renamed = [.. Renamed(pair)];
        IEnumerable<Effect> keys = renamed.Length > 0 ? [] : Keys(pair);
        return Queries(pair, gone, come).Concat(renamed).Concat(keys).Concat(Tables(pair)).Concat(Written(pair)).Concat(Members(pair))
            .Concat(Patterns(pair));
    }

    /// <summary>Names beyond which a method is about something else by now; where all came or all went, one thing may have many.</summary>
    private const int MostKeys = 3, MostOfOneThing = 8;

    /// <summary>A name that is handed to somebody in one version alone: a key, a header, a switch.</summary>
    private static IEnumerable<Effect> Keys(MethodPair pair)
    {
        string[] was = [.. Names(pair.Before.Steps, pair.BeforeSide)], now = [.. Names(pair.After.Steps, pair.AfterSide)];
        string[] gone = [.. was.Except(now)], come = [.. now.Except(was)];
        var elsewhere = new HashSet<string>(gone.Where(x => IsElsewhere(pair, x, -1)), StringComparer.Ordinal);
        elsewhere.UnionWith(come.Where(x => IsElsewhere(pair, x, 1)));
        if (gone.Length + come.Length - elsewhere.Count > (gone.Length == 0 || come.Length == 0 ? MostOfOneThing : MostKeys)) return [];
        return come.Select(x => Fact(x, "now", 1)).Concat(gone.Select(x => Fact(x, "no longer", -1)));

        Effect Fact(string name, string when, int direction)
        {
            var script = direction > 0 ? pair.After : pair.Before;
            string does = IsSetting(script, name) ? "reads the setting" : "uses";
            bool isSwitch = direction > 0 && WayBack.IsMatch(name) && IsSwitch(script, name);
            return new Effect(EffectKind.Name, name, $"{when} {does} {Quote(name)}", isSwitch ? Weight.Strong : Weight.Faint)
            {
                Direction = direction, IsElsewhere = elsewhere.Contains(name), IsSwitch = isSwitch,
            };
        }

        static IEnumerable<string> Names(IEnumerable<Step> steps, Side side)
        {
            var passed = Strings(steps.Where(x => x.Kind == StepKind.Call && IsByKey(x.Target)));
            var loaded = steps.Where(x => x is { Kind: StepKind.Load, Target: not null }).Select(x => side.Statics.TextOf(x.Target!))
                .OfType<string>();
            return passed.Concat(loaded).Where(x => Effects.Names.IsName(x) && !Sql.IsMatch(x)).Distinct();
        }
    }

    /// <summary>How authors name the way back to what was; others switch something on, or off, that is new.</summary>
    private static readonly Regex WayBack =
        new(@"Legacy|Compat(?!ib)|Quirk|Previous|Former|Pre\d|Old[A-Z]", RegexOptions.CultureInvariant);

    private static readonly Regex Digits = new("[0-9]+", RegexOptions.CultureInvariant);

    private static bool IsSwitch(Script script, string name) =>
        script.Calls.Any(x => x.Target is { Type: "System.AppContext" } && Array.Exists(x.Arguments, y => y.String == name));

    private static bool IsSetting(Script script, string name) => script.Calls.Any(
        x => x.Target is { } call && AllDetectors.IsSettings(call) && Array.Exists(x.Arguments, y => y.String == name));

    /// <summary>A name that comes to an array of names, or leaves it.</summary>
    private static IEnumerable<Effect> Tables(MethodPair pair)
    {
        string[] was = [.. Items(pair.Before)], now = [.. Items(pair.After)];
        if (was.Length == 0 || now.Length == 0) return []; // what is in the other's place is no array, and may have them all
        Effect[] facts = [.. now.Except(was).Select(x => Fact(x, "now", 1)), .. was.Except(now).Select(x => Fact(x, "no longer", -1))];
        return facts.Length <= MostOfOneThing ? facts : [];

        static IEnumerable<string> Items(Script script) =>
            script.Steps.SelectMany(x => x.Arguments).SelectMany(x => x.Items ?? []).Where(Effects.Names.IsName).Distinct();

        static Effect Fact(string name, string when, int direction) =>
            new(EffectKind.Name, name, $"{when} has {Quote(name)} in a list", Weight.Faint) { Direction = direction };
    }

    /// <summary>Its text is the key of something: of a table, a configuration, a header, a property.</summary>
    private static bool IsByKey(Operand? call) => call is not null && (
        Array.Exists(KeyedTypes, call.Starts)
        || call.Type is "System.AppContext" or "System.Diagnostics.Activity"
        || (call.Type == "System.String" && call.Name is not ("Concat" or "Format" or "Join" or "IsNullOrEmpty" or "IsNullOrWhiteSpace"))
        || Array.Exists(KeyedNames, x => call.Name.EndsWith(x, StringComparison.Ordinal)));

    private static readonly string[] KeyedTypes =
    [
        "System.Collections.", "System.Net.Http.Headers.", "System.Text.Json.", "System.Xml.", "Microsoft.Extensions.Configuration.",
        "Newtonsoft.Json.",
    ];

    private static readonly string[] KeyedNames = ["Tag", "Attribute", "Header"];

    /// <summary>Another method of the package gets the name, or has it, and is called where this one used it.</summary>
    private static bool IsElsewhere(MethodPair pair, string name, int direction)
    {
        var (script, side, steps) = direction < 0 ? (pair.After, pair.AfterSide, pair.Come) : (pair.Before, pair.BeforeSide, pair.Gone);
        // What only helpers of one version use is the same name where the package has it anyway.
        var own = direction < 0 ? pair.Before : pair.After;
        var ownSide = direction < 0 ? pair.BeforeSide : pair.AfterSide;
        bool isOwn = own.Steps.Any(x => x.IsOwn && (Array.Exists(x.Arguments, y => y.String == name) || Loads(ownSide, x, name)));
        if (!isOwn && side.Texts.Contains(name)) return true;
        return script.Calls.Any(x => IsOwn(x) && Array.Exists(x.Arguments, y => y.String == name))
            || OwnCode.Say(side, steps, name);
    }

    private static bool Loads(Side side, Step step, string name) =>
        step is { Kind: StepKind.Load, Target: { } field } && side.Statics.TextOf(field) == name;

    private static bool IsOwn(Step step) => step is { Kind: StepKind.Call, Target.OwnMethod.IsNil: false };

    /// <summary>A property that a writer writes in fewer places or cases, or in more, and that it knew and still knows.</summary>
    private static IEnumerable<Effect> Written(MethodPair pair)
    {
        Dictionary<string, (int Places, int Guards)> was = Writes(pair.Before), now = Writes(pair.After);
        foreach (string name in was.Keys.Where(x => now.ContainsKey(x) && now[x] != was[x]))
        {
            var (old, @new) = (was[name], now[name]);
            bool arePlaces = old.Places != @new.Places, isMore = arePlaces ? @new.Places > old.Places : @new.Guards < old.Guards;
            var (steps, side) = isMore ? (pair.Gone, pair.BeforeSide) : (pair.Come, pair.AfterSide);
            if (OwnCode.Say(side, steps, name)) continue;
            string text = $"now writes {Quote(name)} in {(isMore ? "more" : "fewer")} {(arePlaces ? "places" : "cases")}";
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
    private static IEnumerable<Effect> Members(MethodPair pair)
    {
        string[] was = [.. Written(pair.Before)], now = [.. Written(pair.After)];
        return now.Except(was).Select(x => Fact(x, "now", 1)).Concat(was.Except(now).Select(x => Fact(x, "no longer", -1)));

        static IEnumerable<string> Written(Script script) =>
            Strings(script.Calls).SelectMany(x => Member.Matches(x).Cast<Match>()).Select(x => x.Groups["name"].Value)
                .Where(Effects.Names.IsName).Distinct();

        static Effect Fact(string name, string when, int direction) =>
            new(EffectKind.Name, name, $"{when} writes {Quote(name)}", Weight.Plain) { Direction = direction };
    }

    /// <summary>
    /// How often each name is written, or handed to a method of the package that may write it, and how many conditions lead around that.
    /// </summary>
    private static Dictionary<string, (int Places, int Guards)> Writes(Script script)
    {
        var written = new HashSet<string>(Strings(script.Calls.Where(x => IsWriter(x.Target))).Where(Names.IsName), StringComparer.Ordinal);
        return script.Calls.Where(x => IsWriter(x.Target) || IsOwn(x))
            .SelectMany(x => Strings([x]).Where(written.Contains), (step, name) => (step, name)).GroupBy(x => x.name)
            .ToDictionary(x => x.Key, x => (x.Count(), x.Sum(y => y.step.Guards)), StringComparer.Ordinal);
    }

    private static bool IsWriter(Operand? call) =>
        call is { Type: "System.Text.Json.Utf8JsonWriter" or "Newtonsoft.Json.JsonWriter" or "System.Xml.XmlWriter" };

    /// <summary>A pattern is no name and no sentence, and says as much as either.</summary>
    private static IEnumerable<Effect> Patterns(MethodPair pair)
    {
        string[] was = [.. Patterns(pair.Before, pair.BeforeSide)], now = [.. Patterns(pair.After, pair.AfterSide)];
        if (was.Except(now).ToArray() is [var before] && now.Except(was).ToArray() is [var after]
            && !(Effects.Names.IsName(before) && Effects.Names.IsName(after)))
            yield return Pattern(before, after);
    }

    public static Effect Pattern(string was, string now) =>
        new(EffectKind.Name, was, $"now matches {Quote(now)} (was {Quote(was)})", Weight.Strong);

    /// <summary>What regular expressions are made of, or asked with: of all that get one, the first text that is no input.</summary>
    private static IEnumerable<string> Patterns(Script script, Side side) =>
        from step in script.Calls
        where step.Target is { Type: "System.Text.RegularExpressions.Regex" }
        let place = step.IsConstruction ? 0 : step.Arguments.Length - Literals.ParameterTypes(step.Target!, side).Count == 0 ? 1 : -1
        where place >= 0 && place < step.Arguments.Length
        let pattern = step.Arguments[place].String
        where pattern is not null
        select pattern;

    private static IEnumerable<Effect> Queries(MethodPair pair, string[] gone, string[] come)
    {
        string[] was = [.. gone.Where(x => Sql.IsMatch(x)).Select(Plain)], now = [.. come.Where(x => Sql.IsMatch(x)).Select(Plain)];
        List<string> old = [.. was.Except(now)];
        foreach (string text in now.Except(was))
        {
            // The likest of those that went is what it was.
            string? before = old.OrderByDescending(x => Common(x, text)).FirstOrDefault();
            if (before is not null && Common(before, text) * 2 >= Math.Min(before.Length, text.Length))
            {
                old.Remove(before);
                var weight = IsOptional(pair, before, text) ? Weight.Faint : Weight.Strong;
                yield return new Effect(EffectKind.Sql, text, "now sends " + Around(before, text), weight);
            }
            else
            {
                yield return new Effect(EffectKind.Sql, text, "now sends the SQL " + Quote(text), Weight.Strong) { Direction = 1 };
            }
        }
        foreach (string text in old)
            yield return new Effect(EffectKind.Sql, text, "no longer sends the SQL " + Quote(text), Weight.Strong) { Direction = -1 };
    }

    /// <summary>What one of two queries has more stands by itself in the other version: it is sent under a condition there.</summary>
    private static bool IsOptional(MethodPair pair, string was, string now)
    {
        var (longer, shorter, other) = was.Length > now.Length ? (was, now, pair.AfterSide) : (now, was, pair.BeforeSide);
        var (start, end) = CommonEnds(longer, shorter);
        string part = longer.Substring(start, longer.Length - start - end).Trim();
        return start + end >= shorter.Trim().Length && part.Length > 0 && other.Texts.Any(x => Plain(x) == part);
    }

    /// <summary>How many characters two texts share at their ends.</summary>
    private static int Common(string one, string other)
    {
        var (start, end) = CommonEnds(one, other);
        return start + end;
    }

    private static (int Start, int End) CommonEnds(string one, string other)
    {
        int length = Math.Min(one.Length, other.Length), start = 0, end = 0;
        while (start < length && one[start] == other[start]) start++;
        while (end < length - start && one[one.Length - 1 - end] == other[other.Length - 1 - end]) end++;
        return (start, end);
    }

    /// <summary>One name in place of another, handed to the same call.</summary>
    private static IEnumerable<Effect> Renamed(MethodPair pair)
    {
        foreach (var group in pair.Come.Where(x => x.Kind is StepKind.Call or StepKind.Store or StepKind.Return)
            .GroupBy(x => x.Kind + x.Symbol))
        {
            var others = pair.Gone.FindAll(x => x.Kind + x.Symbol == group.Key);
            string[] was = [.. Strings(others).Except(Strings(group))], now = [.. Strings(group).Except(Strings(others))];
            if (was.Length is 0 or > MostKeys || now.Length is 0 or > MostKeys || !was.Concat(now).All(Names.IsName)) continue;
            if (now.Any(x => Sql.IsMatch(x)) || pair.IsConstructor && group.First().Kind == StepKind.Store) continue;
            if (Strings(pair.After.Steps).Intersect(was).Any() || Strings(pair.Before.Steps).Intersect(now).Any()) continue;
            // What a text is compared with is one of the answers that somebody else may give; what is asked of a type, a package's own.
            var weight = group.First().Target is { Type: "System.String", Name: "op_Equality" or "op_Inequality" or "Equals" }
                or { Type: "System.Type" }
                ? Weight.Plain
                : Weight.Strong;
            bool areSwitches = group.First().Target is { Type: "System.AppContext" };
            foreach (var (old, @new) in was.Length == now.Length ? was.Zip(now, (x, y) => (x, y)) : Likely(was, now))
            {
                if (!AreLike(old, @new) && AreKeptApart(pair, others, old, [.. group], @new)) continue;
                // Switches that are numbered, as issues are, are about different things.
                bool areNumbered = areSwitches && Digits.Replace(old, "") == Digits.Replace(@new, "");
                var own = areNumbered ? Weight.Faint : weight;
                yield return new Effect(EffectKind.Name, old, $"now uses {Quote(@new)} (was {Quote(old)})", own)
                {
                    IsSwitch = areSwitches && !areNumbered,
                };
            }
        }
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

    private static IEnumerable<string> Strings(IEnumerable<Step> steps) =>
        steps.Where(x => !x.IsMessage && !(x.Target is { } target && Logging.IsForPeople(target)))
            .SelectMany(x => x.Arguments).Select(x => x.String).OfType<string>().Distinct();

    private static string Plain(string sql) => Space.Replace(sql, " ").Trim();

    /// <summary>The rest of a text that was too long to be kept: dots and a hash.</summary>
    private static readonly Regex Rest = new(@"\.\.\.[0-9a-f]{16}$", RegexOptions.CultureInvariant);

    /// <summary>Two long texts where they differ.</summary>
    private static string Around(string was, string now)
    {
        if (Rest.Replace(was, "") == Rest.Replace(now, "")) return $"other SQL that begins as before, with {Quote(now)}";
        int start = 0;
        while (start < was.Length && start < now.Length && was[start] == now[start]) start++;
        start = start <= Context ? 0 : was.LastIndexOf(' ', Math.Min(start, was.Length - 1) - Context) + 1;
        string dots = start == 0 ? "" : "…";
        return $"the SQL {Quote(dots + now.Substring(start))} (was {Quote(dots + was.Substring(start))})";
    }

    private static string Quote(string text) => ConstantText.Of(text.Length <= Longest ? text : text.Substring(0, Longest) + "…");
}
