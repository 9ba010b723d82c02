using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>
/// What SemverGuard says about itself, the SG9xxx ids, the same in every door. They are rule ids like any other: they can be configured and
/// are forever.
/// </summary>
public static class SelfRules
{
    public static RuleInfo BaselineMissing { get; } = Rule("SG9001", "BaselineMissing", "Baseline missing");

    public static RuleInfo BaselineStale { get; } = Rule("SG9002", "BaselineStale", "Baseline stale");

    public static RuleInfo BaselineUnreadable { get; } = Rule("SG9003", "BaselineUnreadable", "Baseline unreadable");

    public static RuleInfo BaselineNotWritten { get; } = Rule("SG9004", "BaselineNotWritten", "Baseline not written");

    public static RuleInfo NotChecked { get; } = Rule("SG9005", "NotChecked", "Not checked");

    public static RuleInfo BadSetting { get; } = Rule("SG9006", "BadSetting", "Invalid setting");

    public static RuleInfo AcceptedUnreadable { get; } = Rule("SG9007", "AcceptedUnreadable", "Accepted findings unreadable");

    public static RuleInfo AcceptedStale { get; } = Rule("SG9008", "AcceptedStale", "Accepted finding no longer applies");

    public static RuleInfo InternalError { get; } = Rule("SG9009", "InternalError", "Internal error");

    public static RuleInfo FileNotWritten { get; } = Rule("SG9010", "FileNotWritten", "File not written");

    public static RuleInfo FileToCommit { get; } = Rule("SG9011", "FileToCommit", "File to commit");

    public static IReadOnlyList<RuleInfo> All { get; } =
        [BaselineMissing, BaselineStale, BaselineUnreadable, BaselineNotWritten, NotChecked, BadSetting, AcceptedUnreadable, AcceptedStale,
            InternalError, FileNotWritten, FileToCommit];

    private static RuleInfo Rule(string id, string name, string title) =>
        new() { Id = id, Name = name, Title = title, Hurts = Use.None, Impact = Impact.None };
}
