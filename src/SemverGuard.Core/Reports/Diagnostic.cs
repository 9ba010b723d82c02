using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Reports;

/// <summary>A place in a file; 0 for a line or column that is not known.</summary>
public readonly record struct Place(string File, int Line = 0, int Column = 0)
{
    /// <summary>As a build's log needs it: what reads logs for problems drops a message of a file without a line and a column.</summary>
    public Place InLog => File is { Length: > 0 } ? this with { Line = Math.Max(Line, 1), Column = Math.Max(Column, 1) } : this;
}

/// <summary>One line of the build's output.</summary>
public sealed record Diagnostic(string Code, Severity Severity, string Message, Place Place, string? HelpLink = null)
{
    /// <summary>Of every upgrade with findings, at its reference.</summary>
    public const string Summary = "SG1000";

    /// <summary>
    /// About SemverGuard itself. A warning at most, whatever <c>TreatWarningsAsErrors</c> says: a tool that cannot look must not break a
    /// build.
    /// </summary>
    public static Diagnostic About(RuleInfo rule, string message, Place place, Severity severity = Severity.Warning) =>
        new(rule.Id, severity, message, place, rule.HelpLink);
}
