using System.Text.RegularExpressions;
using SemverGuard.Api;

namespace SemverGuard.Effects.Detectors;

/// <summary>Names of keys, headers, settings and switches that are used in one version alone.</summary>
internal static class TextKeys
{
    /// <summary>Names beyond which a method is about something else by now.</summary>
    public const int Most = 3;

    /// <summary>Where all came or all went, one thing may have many.</summary>
    private const int MostOfOneThing = 8;

    /// <summary>A name that is handed to somebody in one version alone: a key, a header, a switch.</summary>
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        string[] kept = [.. Kept(pair)];
        string[] was = [.. Names(pair.Before, pair.BeforeSide, pair.After, pair.AfterSide)],
            now = [.. Names(pair.After, pair.AfterSide, pair.Before, pair.BeforeSide).Concat(kept).Distinct()];
        // What one version only joins to other texts, or has in an array, the other may hand over by itself.
        string[] gone = [.. was.Except(now).Except(Joined(pair.After)).Except(Items(pair.After))],
            come = [.. now.Except(was).Except(Joined(pair.Before)).Except(Items(pair.Before))];
        var elsewhere = new HashSet<string>(gone.Where(x => IsElsewhere(pair, x, -1)), StringComparer.Ordinal);
        elsewhere.UnionWith(come.Where(x => IsElsewhere(pair, x, 1)));
        if (gone.Length + come.Length - elsewhere.Count > (gone.Length == 0 || come.Length == 0 ? MostOfOneThing : Most)) return [];
        return come.Select(x => Fact(x, "now", 1)).Concat(gone.Select(x => Fact(x, "no longer", -1)));

        Effect Fact(string name, string when, int direction)
        {
            var script = direction > 0 ? pair.After : pair.Before;
            string does = IsSetting(script, name) || direction > 0 && kept.Contains(name) ? "reads the setting" : "uses";
            bool isSwitch = direction > 0 && WayBack.IsMatch(name) && IsSwitch(script, name) && !IsOnAnyway(pair.AfterSide, script, name);
            return new Effect(EffectKind.Name, name, $"{when} {does} {Texts.Quote(name)}", isSwitch ? Weight.Strong : Weight.Faint)
            {
                Direction = direction, IsElsewhere = elsewhere.Contains(name), IsSwitch = isSwitch,
            };
        }

        static IEnumerable<string> Joined(Script script) =>
            Texts.Strings(script.Calls.Where(x => x.Target!.Symbol == "System.String.Concat"));

        static IEnumerable<string> Names(Script script, Side side, Script other, Side otherSide)
        {
            var passed = Texts.Strings(script.Calls.Where(x => IsByKey(x.Target)));
            var loaded = Loads(script).Where(x => !IsMadeOtherwise(x, other, otherSide)).Select(side.Statics.TextOf).OfType<string>();
            return passed.Concat(loaded).Where(x => Effects.Names.IsName(x) && !Queries.Are(x)).Distinct();
        }
    }

    private static IEnumerable<Operand> Loads(Script script) =>
        script.Steps.Where(x => x.Kind == StepKind.Load).Select(x => x.Target).OfType<Operand>();

    /// <summary>An object in a static field that both read, and that the other version makes of no text: its name is its own.</summary>
    private static bool IsMadeOtherwise(Operand field, Script other, Side otherSide) => Literals.FieldType(field) != "System.String"
        && Loads(other).FirstOrDefault(x => x.Symbol == field.Symbol) is { } same && otherSide.Statics.TextOf(same) is null;

    /// <summary>Settings that are read once, into static fields at which the former version does not look.</summary>
    private static IEnumerable<string> Kept(MethodPair pair) =>
        pair.Exclusive(StepKind.Load).Where(x => x is { Direction: > 0, Step.Target: not null })
            .SelectMany(x => pair.AfterSide.Statics.SettingsOf(x.Step.Target!))
            .Where(x => Effects.Names.IsName(x) && !pair.BeforeSide.Texts.Contains(x));

    /// <summary>How authors name the way back to what was; others switch something on, or off, that is new.</summary>
    private static readonly Regex WayBack =
        new(@"Legacy|Compat(?!ib)|Quirk|Previous|Former|Pre\d|Old[A-Z]", RegexOptions.CultureInvariant);

    private static bool IsSwitch(Script script, string name) => AskedFor(script, name).Any();

    /// <summary>Who leaves the way back alone goes it: the package will change its mind some other time.</summary>
    private static bool IsOnAnyway(Side side, Script script, string name) =>
        AskedFor(script, name).All(x => UnsetSwitch.AnswerOf(side, x.Innermost) == true);

    private static IEnumerable<Step> AskedFor(Script script, string name) => script.Calls
        .Where(x => x.Target is { Type: "System.AppContext" } && Array.Exists(x.Arguments, y => y.String == name));

    private static bool IsSetting(Script script, string name) => script.Calls.Any(
        x => x.Target is { } call && AllDetectors.IsSettings(call) && Array.Exists(x.Arguments, y => y.String == name));

    /// <summary>A name that comes to an array of names, or leaves it.</summary>
    public static IEnumerable<Effect> Tables(MethodPair pair)
    {
        string[] was = [.. Items(pair.Before)], now = [.. Items(pair.After)];
        if (was.Length == 0 || now.Length == 0) return []; // what is in the other's place is no array, and may have them all
        Effect[] facts = [.. now.Except(was).Select(x => Fact(x, "now", 1)), .. was.Except(now).Select(x => Fact(x, "no longer", -1))];
        return facts.Length <= MostOfOneThing ? facts : [];

        static Effect Fact(string name, string when, int direction) =>
            new(EffectKind.Name, name, $"{when} has {Texts.Quote(name)} in a list", Weight.Faint) { Direction = direction };
    }

    /// <summary>The names in arrays.</summary>
    private static IEnumerable<string> Items(Script script) =>
        script.Steps.SelectMany(x => x.Arguments).SelectMany(x => x.Items ?? []).Where(Effects.Names.IsName).Distinct();

    /// <summary>Its text is the key of something: of a table, a configuration, a header, a property.</summary>
    private static bool IsByKey(Operand? call) => call is not null && (
        Array.Exists(KeyedTypes, call.Starts)
        || call.Type is "System.AppContext" or "System.Diagnostics.Activity" or "System.MemoryExtensions"
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
        var method = direction < 0 ? pair.IsHandle : pair.WasHandle;
        if (!method.IsNil && OwnCode.Says(side, method, name)) return true;
        if (IsSetting(own, name) && IsOfWhatIsMade(pair, name, direction)) return true;
        return script.Calls.Any(x => IsOwn(x) && Array.Exists(x.Arguments, y => y.String == name))
            || OwnCode.Say(side, steps, name);
    }

    /// <summary>In the version that does not ask for a setting there, an object asks for it that both versions make there.</summary>
    public static bool IsOfWhatIsMade(MethodPair pair, string name, int direction)
    {
        var side = direction < 0 ? pair.AfterSide : pair.BeforeSide;
        if (!side.Texts.Contains(name)) return false;
        var made = new HashSet<string>(Made(pair.Before), StringComparer.Ordinal);
        made.IntersectWith(Made(pair.After));
        return made.Select(side.Image.FindType).Where(x => !x.IsNil).SelectMany(x => side.Image.Reader.GetTypeDefinition(x).GetMethods())
            .Any(x => OwnCode.Says(side, x, name));

        static IEnumerable<string> Made(Script script) =>
            script.Calls.Where(x => x.IsConstruction && IsOwn(x)).Select(x => x.Target!.Type);
    }

    private static bool Loads(Side side, Step step, string name) =>
        step is { Kind: StepKind.Load, Target: { } field } && side.Statics.TextOf(field) == name;

    public static bool IsOwn(Step step) => step is { Kind: StepKind.Call, Target.OwnMethod.IsNil: false };
}
