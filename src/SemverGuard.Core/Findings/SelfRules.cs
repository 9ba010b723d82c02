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

    public static SelfRule BaselineUnreadable { get; } = new("SG9002", "Baseline cannot be read");

    public static SelfRule NotChecked { get; } = new("SG9003", "Not checked");

    public static SelfRule BaselineNotWritten { get; } = new("SG9004", "Baseline not written");

    public static SelfRule InternalError { get; } = new("SG9005", "Internal error");

    public static SelfRule BaselineStale { get; } = new("SG9006", "Baseline stale");

    public static SelfRule BadSetting { get; } = new("SG9007", "Setting not understood");

    public static IReadOnlyList<SelfRule> All { get; } = [BaselineMissing, BaselineUnreadable, NotChecked, BaselineNotWritten, InternalError, BaselineStale, BadSetting];
}
