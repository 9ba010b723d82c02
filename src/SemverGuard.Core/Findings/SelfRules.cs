namespace SemverGuard.Findings;

/// <summary>What SemverGuard says about itself. Its ids are rule ids like any other: they can be configured and are forever.</summary>
/// <param name="Title">What happened, as a headline.</param>
public sealed record SelfRule(string Id, string Title)
{
    public string HelpLink => $"https://github.com/semverguard/semverguard/blob/main/README.md#{Id.ToLowerInvariant()}";
}

/// <summary>The SG9xxx ids, the same in every door.</summary>
public static class SelfRules
{
    public static SelfRule BaselineMissing { get; } = new("SG9001", "Baseline missing");

    public static SelfRule BaselineStale { get; } = new("SG9002", "Baseline stale");

    public static SelfRule BaselineUnreadable { get; } = new("SG9003", "Baseline cannot be read");

    public static SelfRule BaselineNotWritten { get; } = new("SG9004", "Baseline not written");

    public static SelfRule NotChecked { get; } = new("SG9005", "Not checked");

    public static SelfRule BadSetting { get; } = new("SG9006", "Setting cannot be used");

    public static SelfRule AcceptedUnreadable { get; } = new("SG9007", "Accepted findings cannot be read");

    public static SelfRule AcceptedStale { get; } = new("SG9008", "Accepted finding is about something else");

    public static SelfRule InternalError { get; } = new("SG9009", "Internal error");

    public static SelfRule FileNotWritten { get; } = new("SG9010", "File not written");

    public static IReadOnlyList<SelfRule> All { get; } =
        [BaselineMissing, BaselineStale, BaselineUnreadable, BaselineNotWritten, NotChecked, BadSetting, AcceptedUnreadable, AcceptedStale, InternalError, FileNotWritten];
}
