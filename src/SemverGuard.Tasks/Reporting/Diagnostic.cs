using SemverGuard.Findings;

namespace SemverGuard.Tasks.Reporting;

/// <summary>A place in a file; 0 for a line or column that is not known.</summary>
internal readonly record struct Place(string File, int Line = 0, int Column = 0);

/// <summary>One line of the build's output.</summary>
internal sealed record Diagnostic(string Code, Severity Severity, string Message, Place Place, string? HelpLink = null);

/// <summary>SemverGuard about itself. Warnings at most, whatever <c>TreatWarningsAsErrors</c> says: a tool that cannot look must not break a build.</summary>
internal static class SelfDiagnostics
{
    public const string Summary = "SG1000";
    public static readonly string BaselineMissing = SelfRules.BaselineMissing.Id;
    public static readonly string BaselineStale = SelfRules.BaselineStale.Id;
    public static readonly string BaselineUnreadable = SelfRules.BaselineUnreadable.Id;
    public static readonly string BaselineNotWritten = SelfRules.BaselineNotWritten.Id;
    public static readonly string NotChecked = SelfRules.NotChecked.Id;
    public static readonly string BadSetting = SelfRules.BadSetting.Id;
    public static readonly string InternalError = SelfRules.InternalError.Id;

    public static bool IsAboutUs(string code) => code.StartsWith("SG9", StringComparison.Ordinal);
}
