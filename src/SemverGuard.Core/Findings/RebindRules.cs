using SemverGuard.Recompilation;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The ids of what recompilation finds. Where an API rule knows the same fact, it is the same id.</summary>
public static class RebindRules
{
    /// <summary>The compiler refuses the source, and no rule says why.</summary>
    public static RuleInfo NoLongerCompiles { get; } = Rule("SG2000", "NoLongerCompiles", "The project no longer compiles", Impact.Source);

    /// <summary>The source names a namespace, as a <c>using</c> does, that no assembly has any more.</summary>
    public static RuleInfo NamespaceRemoved { get; } = Rule("SG2015", "NamespaceRemoved", "Namespace removed", Impact.Source);

    private static readonly (RebindKind Kind, RuleInfo Rule)[] Kinds =
    [
        (RebindKind.Const, RuleCatalog.Info<ConstantChanged>()),
        (RebindKind.EnumValue, RuleCatalog.Info<EnumValueChanged>()),
        (RebindKind.DefaultArgument, RuleCatalog.Info<DefaultArgumentChanged>()),
        (RebindKind.CallerInfo, Rule("SG2004", "CallerArgumentChanged", "Caller info argument changed")),
        (RebindKind.Overload, Rule("SG2005", "OverloadRebound", "Call binds to another overload")),
        (RebindKind.ExtensionOrInstance, Rule(
            "SG2006", "ExtensionOrInstanceRebound", "Call binds to an instance method instead of an extension method, or the reverse")),
        (RebindKind.Operator, Rule("SG2007", "OperatorRebound", "Expression binds to another operator or conversion")),
        (RebindKind.ConditionalCall, Rule("SG2008", "ConditionalCallDropped", "Conditional call omitted")),
        (RebindKind.ArgumentForm, Rule("SG2009", "ArgumentFormChanged", "Call binds to an overload with another argument form")),
        (RebindKind.Pattern, Rule("SG2010", "PatternRebound", "Pattern-based statement binds to another member")),
        (RebindKind.Tuple, Rule("SG2011", "TupleOrderChanged", "Tuple element order changed")),
        (RebindKind.AttributeArgument, Rule("SG2012", "AttributeArgumentChanged", "Attribute arguments changed")),
        (RebindKind.InlineArray, Rule("SG2013", "InlineArrayLengthChanged", "Inline array length changed")),
        (RebindKind.Override, Rule("SG2014", "SlotChanged", "Override or interface implementation changed")),
        (RebindKind.Other, Rule("SG2099", "MeaningChanged", "Source compiles to different code")),
    ];

    /// <summary>Those that no API rule has.</summary>
    public static IReadOnlyList<RuleInfo> All { get; } =
        [NoLongerCompiles, NamespaceRemoved, .. Kinds.Select(x => x.Rule).Where(x => RuleCatalog.All.All(y => y.Info != x))];

    public static RuleInfo Of(RebindKind kind) => Array.Find(Kinds, x => x.Kind == kind).Rule;

    private static RuleInfo Rule(string id, string name, string title, Impact impact = Impact.Recompile) =>
        new() { Id = id, Name = name, Title = title, Hurts = Use.Any, Impact = impact };
}
