using SemverGuard.Api;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>An option of somebody else's object, set to a literal that it was not set to.</summary>
internal static class Options
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var was = Sets(pair.Before, pair.BeforeSide);
        var now = Sets(pair.After, pair.AfterSide);
        foreach (string option in was.Keys.Union(now.Keys).OrderBy(x => x, StringComparer.Ordinal))
        {
            bool wasSet = was.TryGetValue(option, out string? before), isSet = now.TryGetValue(option, out string? after);
            if (before == after || (wasSet && before is null) || (isSet && after is null)) continue;
            // Who sets null sets nothing, as a rule; what is there before anybody does is not known from here.
            if ((wasSet ? before : after) == "null" && wasSet != isSet) continue;
            string shown = DisplayName.Short("P:" + option);
            if (!isSet && (IsSetByHelper(pair.After, option, before!) || IsSetOnce(pair.AfterSide, pair.After, option))) continue;
            if (!wasSet && IsSetOnce(pair.BeforeSide, pair.Before, option)) continue;
            bool isBag = wasSet != isSet && IsNewBag(isSet ? pair.After : pair.Before, isSet ? pair.Before : pair.After, option);
            string text = !wasSet ? $"now sets {shown} = {after}"
                : !isSet ? $"no longer sets {shown} = {before}"
                : "now sets " + ValueText.Changed(shown, after!, before!);
            bool isNoChange = wasSet != isSet && IsAsItBegins(pair, option, (wasSet ? before : after)!, wasSet ? pair.Before : pair.After);
            var weight = isNoChange ? Weight.Faint : isBag ? Weight.Plain : Weight.Strong;
            yield return new Effect(EffectKind.Option, option, text, weight) { Direction = !wasSet ? 1 : !isSet ? -1 : 0 };
        }
        foreach (var set in WorkedOut(pair).Where(x => !was.ContainsKey(x.Type + "." + x.SetProperty)).GroupBy(x => x.Symbol))
            yield return new Effect(EffectKind.Option, set.Key, $"now sets {set.First().Shown}", Weight.Faint) { Direction = 1 };
    }

    /// <summary>An object that is made there is given what a new one has as a rule.</summary>
    private static bool IsAsItBegins(MethodPair pair, string option, string value, Script script)
    {
        int end = option.LastIndexOf('.');
        string type = option.Substring(0, end), name = option.Substring(end + 1);
        if (value is not ("false" or "0") || !script.Calls.Any(x => x.IsConstruction && x.Target!.Type == type)) return false;
        return pair.AfterSide.Image.FindType(type).IsNil
            ? value == "false" && type.StartsWith("System.", StringComparison.Ordinal) && Array.IndexOf(TrueAtFirst, name) < 0
            : !IsSetByConstructor(pair.BeforeSide, type, name) && !IsSetByConstructor(pair.AfterSide, type, name);
    }

    private static bool IsSetByConstructor(Side side, string type, string name) => side.Image.FindType(type) is { IsNil: false } own
        && side.Image.Reader.GetTypeDefinition(own).GetMethods()
            .Where(x => side.Image.Reader.StringComparer.Equals(side.Image.Reader.GetMethodDefinition(x).Name, ".ctor"))
            .Any(x => OwnCode.Sets(side, x, name));

    /// <summary>The framework's options that a new object has until somebody takes them away.</summary>
    private static readonly string[] TrueAtFirst =
    [
        "AllowAutoRedirect", "AutoFlush", "CheckCertificateRevocationList", "CheckCharacters", "EnableMultipleHttp2Connections",
        "Expect100Continue", "KeepAlive", "Pooling", "UseCookies", "UseNagleAlgorithm", "UseProxy", "UseShellExecute",
    ];

    /// <summary>
    /// Options that both versions know, of an object that the method was given or asked for, set to what nobody can tell from here: who set
    /// them himself finds them changed.
    /// </summary>
    private static IEnumerable<Operand> WorkedOut(MethodPair pair) =>
        from step in pair.After.Calls
        where step is { IsKept: false, Target.SetProperty: not null, Arguments: [var options, { IsConstant: false }] }
            && options.Kind != ValueKind.This && options.Source is not { IsConstruction: true }
        let target = step.Target!
        where HasName(target.Type) && IsKnown(pair.BeforeSide, target)
            // Who had no such object before sets up one of his own.
            && pair.Before.Calls.Any(x => x.Target!.Type == target.Type && !x.IsConstruction)
            && !pair.Gone.Exists(x => x is { Kind: StepKind.Call, Target: { OwnMethod.IsNil: false } called }
                && OwnCode.Calls(pair.BeforeSide, called.OwnMethod, (_, call) => call.Symbol == target.Symbol))
        select target;

    private static bool IsKnown(Side before, Operand setter) => before.Find(setter.Type) is { IsFound: true } home
        && home.Definition.GetMethods().Any(
            x => home.Image!.Reader.StringComparer.Equals(home.Image.Reader.GetMethodDefinition(x).Name, setter.Name));

    /// <summary>A fluent method of the package sets it: <c>WithTimeout(30)</c>.</summary>
    private static bool IsSetByHelper(Script script, string option, string value)
    {
        string property = option.Substring(option.LastIndexOf('.') + 1);
        return script.Calls.Any(x => x.Target is { OwnMethod.IsNil: false } call
            && call.Name.EndsWith(property, StringComparison.Ordinal) && call.Name.Length > property.Length
            && x.Arguments.Any(y => y.Text == value || y.Number == 1 && value == "true" || y.Number == 0 && value == "false"));
    }

    /// <summary>It is set in an object that a static field keeps, of a class whose members are called.</summary>
    private static bool IsSetOnce(Side side, Script script, string option) =>
        script.Steps.Select(x => x.Target).OfType<Operand>().Where(x => x.IsOwn).Select(x => x.Type).Distinct()
            .Select(x => Members.Method(side, x, ".cctor"))
            .Any(x => !x.IsNil && OwnCode.Calls(side, x, (_, call) => call.Type + "." + call.SetProperty == option));

    /// <summary>
    /// Arguments in an object of their own, made where none was: an overload takes them now, or took them before, one by one.
    /// </summary>
    private static bool IsNewBag(Script one, Script other, string option)
    {
        string type = option.Substring(0, option.LastIndexOf('.'));
        return type.EndsWith("Options", StringComparison.Ordinal) && one.Calls.Any(Makes) && !other.Calls.Any(Makes);

        bool Makes(Step x) => x.IsConstruction && x.Target!.Type == type;
    }

    /// <summary>Null for an option that is set to what nobody can tell from here, or to several values.</summary>
    private static Dictionary<string, string?> Sets(Script script, Side side)
    {
        var sets = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var step in script.Calls)
        {
            if (step.Target?.SetProperty is not { } property || step.Arguments.Length != 2
                || step.Target.Is("System.IO.Stream", "set_Position")
                || step.Arguments[0].Source is { Target.Name: "Clone" } // its own copy, which nobody else sees
                || (step.Arguments[0].Kind == ValueKind.This && !step.Target.IsFramework) || !IsOptions(step.Target))
                continue;
            string? text = step.Arguments[1].IsConstant && step.Arguments[1].String is null
                ? Literals.Text(step.Arguments[1], Literals.ParameterTypes(step.Target).LastOrDefault() ?? "", side) : null;
            string option = step.Target.Type + "." + property;
            sets[option] = sets.TryGetValue(option, out string? known) && known != text ? null : text;
        }
        return sets;
    }

    private static bool IsOptions(Operand target) => target.Own.IsNil
        ? target.IsFramework && (target.Starts("System.Net.") || target.Starts("System.Data.") || target.Starts("System.IO.")
            || target.Starts("System.Threading.")
            || target.Starts("System.Text.Json.") && !target.Starts("System.Text.Json.Serialization.Metadata.")
            || target.Starts("System.Security.") || target.Starts("System.Diagnostics.Process") || target.Starts("System.Xml."))
            || HasName(target.Type)
        : HasName(target.Type);

    private static bool HasName(string type) =>
        type.EndsWith("Options", StringComparison.Ordinal) || type.EndsWith("Settings", StringComparison.Ordinal)
        || type.EndsWith("Handler", StringComparison.Ordinal);
}
