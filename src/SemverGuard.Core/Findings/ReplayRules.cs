using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>The ids of what was seen while the project's own tests ran with the packages before, and with those after.</summary>
public static class ReplayRules
{
    public static RuleInfo Result { get; } = Rule("SG6001", "ResultDiffers", "Call returned another value");

    public static RuleInfo Exception { get; } = Rule("SG6002", "ExceptionDiffers", "Call threw another exception");

    public static RuleInfo Callback { get; } = Rule("SG6003", "CallbackDiffers", "Callback ran more or less often");

    public static RuleInfo HandedBack { get; } = Rule("SG6004", "HandedBackDiffers", "Package handed over another value");

    public static RuleInfo Calls { get; } = Rule("SG6005", "CallsDiffer", "Calls to the package differed");

    public static RuleInfo Outcome { get; } = Rule("SG6006", "OutcomeDiffers", "Test or program ended differently");

    public static RuleInfo Cover { get; } = Rule("SG6007", "NotExercised", "Used members not exercised");

    public static IReadOnlyList<RuleInfo> All { get; } = [Result, Exception, Callback, HandedBack, Calls, Outcome, Cover];

    private static RuleInfo Rule(string id, string name, string title) =>
        new() { Id = id, Name = name, Title = title, Hurts = Use.None, Impact = Impact.Behavior };
}
