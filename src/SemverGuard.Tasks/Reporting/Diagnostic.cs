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
    public const string BaselineMissing = "SG9001";
    public const string BaselineStale = "SG9006";
    public const string BaselineUnreadable = "SG9002";
    public const string BaselineNotWritten = "SG9004";
    public const string NotChecked = "SG9003";
    public const string BadSetting = "SG9007";
    public const string InternalError = "SG9005";
}
