using SemverGuard.Effects;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The ids of what a package does otherwise behind the same API.</summary>
public static class EffectRules
{
    private static readonly (EffectKind Kind, RuleInfo Rule)[] Kinds =
    [
        (EffectKind.Default, Rule("SG4001", "DefaultChanged", "A default has another value")),
        (EffectKind.Argument, Rule("SG4002", "FrameworkArgumentChanged", "The framework is called with another constant")),
        (EffectKind.Exception, Rule("SG4003", "ThrownExceptionChanged", "A method throws other exceptions")),
        (EffectKind.Catch, Rule("SG4004", "CaughtExceptionChanged", "A method handles other exceptions")),
        (EffectKind.Sql, Rule("SG4005", "SqlChanged", "Other SQL is sent")),
        (EffectKind.Option, Rule("SG4006", "OptionSet", "An option of another component is set differently")),
        (EffectKind.SideEffect, Rule("SG4007", "SideEffectChanged", "A method acts on the world outside in another way")),
        (EffectKind.Callback, Rule("SG4008", "CallbackChanged", "A callback is called in other cases")),
        (EffectKind.Async, Rule("SG4009", "AsyncChanged", "A method runs, waits or locks in another way")),
        (EffectKind.Native, Rule("SG4010", "NativeCallChanged", "Other native code is called")),
        (EffectKind.Serialization, Rule("SG4011", "SerializationChanged", "A type is serialized in another way")),
        (EffectKind.Name, Rule("SG4012", "NameChanged", "A name that other programs read is another")),
        (EffectKind.Convention, Rule("SG4013", "ConventionChanged", "Comparison, culture, encoding, order or time follow another convention")),
        (EffectKind.Result, Rule("SG4014", "ResultChanged", "A method returns null, or a sequence that is not worked out yet")),
        (EffectKind.Equality, Rule("SG4015", "EqualityChanged", "Objects are equal by other members")),
        (EffectKind.Limit, Rule("SG4016", "LimitChanged", "A number is held against another limit")),
        (EffectKind.Work, Rule("SG4017", "CalculationChanged", "A method calculates or decides something else")),
        (EffectKind.Answer, Rule("SG4018", "OverrideChanged", "Another override runs")),
    ];

    /// <summary>All that changed and is reached, whether it has a fact or not.</summary>
    public static RuleInfo Implementation { get; } = Rule("SG4099", "ImplementationChanged", "The implementation of what the project reaches changed");

    /// <summary>What the project asks for at run time, by reflection or by a name.</summary>
    public static RuleInfo Reflected { get; } = Rule("SG4019", "ReflectedChanged", "What is read by reflection changed");

    public static IReadOnlyList<RuleInfo> All { get; } = [.. Kinds.Select(x => x.Rule), Reflected, Implementation];

    /// <summary>Those that are never more than an info.</summary>
    public static IReadOnlyList<RuleInfo> Infos { get; } = [Of(EffectKind.Work), Of(EffectKind.Answer), Reflected, Implementation];

    public static RuleInfo Of(EffectKind kind) => Array.Find(Kinds, x => x.Kind == kind).Rule;

    private static RuleInfo Rule(string id, string name, string title) => new() { Id = id, Name = name, Title = title, Hurts = Use.Any, Impact = Impact.Behavior };
}
