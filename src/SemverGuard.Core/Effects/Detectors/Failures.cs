using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// Of two members of the framework that do the same, one throws where the other says so: <c>Parse</c> and <c>TryParse</c>.
/// </summary>
internal static class Failures
{
    private const string Format = "System.FormatException", Invalid = "System.InvalidOperationException",
        Overflow = "System.OverflowException";

    public static IEnumerable<Effect> Find(MethodPair pair) =>
        Pairs(pair.Gone, pair.Come).Select(x => Fact(pair, x.Throwing, x.Quiet, -1))
            .Concat(Pairs(pair.Come, pair.Gone).Select(x => Fact(pair, x.Throwing, x.Quiet, 1))).OfType<Effect>();

    private static IEnumerable<(Operand Throwing, Operand Quiet)> Pairs(List<Step> throwing, List<Step> quiet) =>
        from step in throwing
        where step.Target is { IsFramework: true } && step.Kind == StepKind.Call
        let other = quiet.Find(x => x.Target is { IsFramework: true } target && IsQuiet(step.Target!, target))
        where other is not null && !throwing.Exists(x => x.Target is { } asked && Asks(asked, step.Target!))
        select (step.Target!, other.Target!);

    private static bool IsQuiet(Operand throwing, Operand quiet) => throwing.Type == quiet.Type && (
        (quiet.Name is "TryParse" or "TryParseExact" && (throwing.Name is "Parse" or "ParseExact" || IsParsingConstructor(throwing)))
        || (throwing.Name is "First" or "Last" or "Single" or "ElementAt" && quiet.Name == throwing.Name + "OrDefault")
        || (throwing.Starts("System.Text.Json.") && quiet.Name == "Try" + throwing.Name)
        || (throwing.Name == "get_Item" && quiet.Name is "TryGetValue" or "GetValueOrDefault"));

    /// <summary>Who asks first whether there is one meets no exception.</summary>
    private static bool Asks(Operand call, Operand throwing) => call.Type == throwing.Type && (throwing.Name, call.Name) is
        ("get_Item", "ContainsKey") or ("First" or "Last" or "Single" or "ElementAt", "Any" or "Count");

    private static bool IsParsingConstructor(Operand call) => call is { IsConstructor: true, Type: "System.Guid" or "System.Version" };

    private static Effect? Fact(MethodPair pair, Operand throwing, Operand quiet, int direction)
    {
        var (script, side) = direction > 0 ? (pair.After, pair.AfterSide) : (pair.Before, pair.BeforeSide);
        string type = throwing.Name switch
        {
            "get_Item" => "System.Collections.Generic.KeyNotFoundException",
            "ElementAt" => "System.ArgumentOutOfRangeException",
            "First" or "Last" or "Single" => Invalid,
            _ => Format,
        };
        // Who catches the one may not think of the other.
        if (IsCaught(type) && type == Format && Array.IndexOf(Numbers, throwing.Type) >= 0) type = Overflow;
        if (IsCaught(type)) return null;
        var (now, was) = direction > 0 ? (throwing, quiet) : (quiet, throwing);
        string throws = direction > 0 ? "now throws" : "no longer throws";
        string text = $"{throws} the {DisplayName.Type(type)} of {Name(throwing)} (calls {Name(now)}, called {Name(was)})";
        var kinds = ExceptionTypes.KindsOf(side, type);
        return new Effect(EffectKind.Exception, type, text, Weight.Faint) { Direction = direction, Concerns = type, Kinds = kinds };

        bool IsCaught(string exception) => TryBlocks.Catch(script, side, throwing.Name, exception);
    }

    private static readonly string[] Numbers =
        ["System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64",
            "System.Decimal"];

    private static string Name(Operand call) => call.IsConstructor ? DisplayName.Type(call.Type) + "'s constructor"
        : call.Name == "get_Item" ? DisplayName.Type(call.Type) + "'s indexer" : $"{DisplayName.Type(call.Type)}.{call.Name}";
}
