using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The ids of linkage findings that no API rule names: between packages, and through internals.</summary>
public static class LinkRules
{
    public static RuleInfo MissingField { get; } = Rule("SG3001", "MissingFieldNeeded", "A package needs a field that is gone");

    public static RuleInfo MissingMethod { get; } = Rule("SG3002", "MissingMethodNeeded", "A package needs a method that is gone");

    public static RuleInfo TypeLoad { get; } = Rule("SG3003", "TypeNoLongerLoads", "A type no longer loads");

    public static RuleInfo Access { get; } = Rule("SG3004", "AccessLost", "A package needs what it may no longer use");

    public static RuleInfo Assembly { get; } = Rule("SG3005", "AssemblyNoLongerLoads", "An assembly is missing or too low");

    public static RuleInfo Execution { get; } = Rule("SG3006", "CallNoLongerWorks", "A call can no longer be carried out");

    public static RuleInfo OtherWay { get; } = Rule("SG3007", "LinksAndDiffers", "The program links and does something else") with { Impact = Impact.Behavior };

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

    private static RuleInfo Rule(string id, string name, string title) => new() { Id = id, Name = name, Title = title, Hurts = Use.Any, Impact = Impact.Binary };
}
