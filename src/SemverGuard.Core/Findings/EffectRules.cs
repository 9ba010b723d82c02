using SemverGuard.Effects;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The ids of what a package does otherwise behind the same API.</summary>
public static class EffectRules
{
    private static readonly (EffectKind Kind, RuleInfo Rule)[] Kinds =
    [
        (EffectKind.Default, Rule("SG4001", "DefaultChanged", "Default value changed")),
        (EffectKind.Argument, Rule("SG4002", "FrameworkArgumentChanged", "Constant argument of a framework call changed")),
        (EffectKind.Exception, Rule("SG4003", "ThrownExceptionChanged", "Thrown exceptions changed")),
        (EffectKind.Catch, Rule("SG4004", "CaughtExceptionChanged", "Caught exceptions changed")),
        (EffectKind.Sql, Rule("SG4005", "SqlChanged", "SQL text changed")),
        (EffectKind.Option, Rule("SG4006", "OptionSet", "Option set to another value")),
        (EffectKind.SideEffect, Rule("SG4007", "SideEffectChanged", "Side effect changed")),
        (EffectKind.Callback, Rule("SG4008", "CallbackChanged", "Callback or event invocation changed")),
        (EffectKind.Async, Rule("SG4009", "AsyncChanged", "Asynchronous, iterator or locking behavior changed")),
        (EffectKind.Native, Rule("SG4010", "NativeCallChanged", "Native call changed")),
        (EffectKind.Serialization, Rule("SG4011", "SerializationChanged", "Serialized shape changed")),
        (EffectKind.Name, Rule("SG4012", "NameChanged", "Externally visible name changed")),
        (EffectKind.Convention, Rule("SG4013", "ConventionChanged", "Comparison, culture, encoding, order or time zone changed")),
        (EffectKind.Result, Rule("SG4014", "ResultChanged", "Null or deferred result")),
        (EffectKind.Equality, Rule("SG4015", "EqualityChanged", "Equality members changed")),
        (EffectKind.Limit, Rule("SG4016", "LimitChanged", "Limit changed")),
        (EffectKind.Work, Rule("SG4017", "CalculationChanged", "Calculation or condition changed")),
        (EffectKind.Answer, Rule("SG4018", "OverrideChanged", "Another override is called")),
        (EffectKind.Composition, Rule("SG4020", "CompositionChanged", "Objects of another type are created")),
    ];

    /// <summary>All that changed and is reached, whether it has a fact or not.</summary>
    public static RuleInfo Implementation { get; } = Rule("SG4099", "ImplementationChanged", "Implementation of reached code changed");

    /// <summary>What the project asks for at run time, by reflection or by a name.</summary>
    public static RuleInfo Reflected { get; } = Rule("SG4019", "ReflectedChanged", "Metadata read by reflection changed");

    public static IReadOnlyList<RuleInfo> All { get; } = [.. Kinds.Select(x => x.Rule), Reflected, Implementation];

    /// <summary>Those that are never more than an info.</summary>
    public static IReadOnlyList<RuleInfo> Infos { get; } = [Of(EffectKind.Answer), Reflected, Implementation];

    public static RuleInfo Of(EffectKind kind) => Array.Find(Kinds, x => x.Kind == kind).Rule;

    private static RuleInfo Rule(string id, string name, string title) =>
        new() { Id = id, Name = name, Title = title, Hurts = Use.Any, Impact = Impact.Behavior };
}
