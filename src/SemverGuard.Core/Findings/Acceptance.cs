using NuGet.Versioning;
using SemverGuard.Baselines;
using SemverGuard.Rules;

namespace SemverGuard.Findings;

/// <summary>What the committed file of accepted findings says about the findings of a check, and the other way round.</summary>
public static class Acceptance
{
    /// <param name="reason">Why it is fine.</param>
    public static AcceptedFinding Of(Finding finding, string reason) =>
        new(finding.Id, finding.Symbol, finding.Package.Id, finding.Package.Before, finding.Package.After, reason);

    /// <summary>The line that accepts a finding; null when none does. Another version or another symbol is another fact.</summary>
    public static AcceptedLine? Find(this AcceptedFindings accepted, Finding finding) => accepted.Find(Of(finding, ""));

    /// <summary>Whether a line accepts what an analyzer found.</summary>
    public static bool Has(this AcceptedFindings accepted, RuleInfo rule, string symbol, Bump bump) =>
        accepted.Find(new AcceptedFinding(rule.Id, symbol, bump.Id, bump.Before, bump.After, "")) is not null;

    /// <summary>Lines that speak of something else than what is there, each with what is there instead.</summary>
    /// <param name="before">Versions of the baseline's packages by id; null for one that it does not have.</param>
    /// <param name="after">Versions of the project's packages by id; null for one that it does not have.</param>
    /// <param name="findings">All of the check; null when not everything could be checked, and a finding may be there all the same.</param>
    /// <remarks>A line whose upgrade the baseline has left behind is history: it says why the project is where it is.</remarks>
    public static IEnumerable<(AcceptedLine Line, string Fact)> Stale(
        this AcceptedFindings accepted, Func<string, string?> before, Func<string, string?> after, IReadOnlyList<Finding>? findings)
    {
        foreach (var line in accepted.Lines)
        {
            var finding = line.Finding;
            string? was = before(finding.Package), now = after(finding.Package);
            bool isGoingOn = Same(was, finding.Before) && Same(now, finding.After);
            if (isGoingOn && (findings is null || findings.Any(x => Of(x, "").IsSame(finding)))) continue;
            if (isGoingOn && !Same(was, now)) yield return (line, "this upgrade has no such finding");
            else if (HasReached(was, finding.After)) continue;
            else if (now is null) yield return (line, "the project no longer has " + finding.Package);
            else if (was is null || Same(was, now)) yield return (line, "the project is at " + finding.Package + " " + now);
            else yield return (line, "the upgrade is now " + was + " -> " + now);
        }
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool HasReached(string? version, string goal) =>
        Same(version, goal)
        || (NuGetVersion.TryParse(version, out var reached) && NuGetVersion.TryParse(goal, out var wanted) && reached >= wanted);
}
