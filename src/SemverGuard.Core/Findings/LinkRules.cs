using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The ids of linkage findings that no API rule names: between packages, and through internals.</summary>
public static class LinkRules
{
    public static RuleInfo MissingField { get; } = Rule("SG3001", "MissingFieldNeeded", "Missing field");

    public static RuleInfo MissingMethod { get; } = Rule("SG3002", "MissingMethodNeeded", "Missing method");

    public static RuleInfo TypeLoad { get; } = Rule("SG3003", "TypeNoLongerLoads", "Type load failure");

    public static RuleInfo Access { get; } = Rule("SG3004", "AccessLost", "Inaccessible member or type");

    public static RuleInfo Assembly { get; } = Rule("SG3005", "AssemblyNoLongerLoads", "Assembly missing or version too low");

    public static RuleInfo Execution { get; } = Rule("SG3006", "CallNoLongerWorks", "Call fails at run time");

    public static RuleInfo OtherWay { get; } = Rule("SG3007", "LinksAndDiffers", "Program links but behaves differently")
        with { Impact = Impact.Behavior };

    public static IReadOnlyList<RuleInfo> All { get; } = [MissingField, MissingMethod, TypeLoad, Access, Assembly, Execution, OtherWay];

    /// <param name="exception">Simple name of what the runtime throws.</param>
    public static RuleInfo Of(string exception) => exception switch
    {
        "MissingFieldException" => MissingField,
        "MissingMethodException" => MissingMethod,
        "TypeLoadException" => TypeLoad,
        "MethodAccessException" or "FieldAccessException" or "TypeAccessException" => Access,
        "FileNotFoundException" or "FileLoadException" => Assembly,
        "" => OtherWay,
        _ => Execution,
    };

    private static RuleInfo Rule(string id, string name, string title) =>
        new() { Id = id, Name = name, Title = title, Hurts = Use.Any, Impact = Impact.Binary };
}
