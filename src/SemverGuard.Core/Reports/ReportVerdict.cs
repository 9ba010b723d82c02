using SemverGuard.Findings;
using SemverGuard.Packages;

namespace SemverGuard.Reports;

/// <summary>What a report comes to, in the sentence that a person reads first, and in the words that stand beside each upgrade.</summary>
internal static class ReportVerdict
{
    public static string Of(Report report)
    {
        if (report.Verdict.Length > 0) return report.Verdict;
        int all = report.Upgrades.Count, broken = report.Upgrades.Count(x => x.Breaks.Count > 0);
        string users = report.Project.Length > 0 ? report.Project : "the application";
        if (!report.Compiles) return $"{users} does not compile with {Upgrades(all)}.";
        string which = (broken < all ? broken + " of " : "") + Upgrades(all);
        if (broken > 0) return $"{which} break{(broken == 1 ? "s" : "")} something that {users} uses.";
        if (report.NotChecked.Count > 0) return "Nothing was found that breaks, and not everything could be checked.";
        if (report.Problems.Count > 0 && all == 0) return "Something about this check needs a look.";
        if (all == 0) return "No package is at another version than the baseline says.";
        return $"Nothing was found that {Upgrades(all)} break{(all == 1 ? "s" : "")}.";
    }

    /// <summary>What the version promises.</summary>
    public static string Claim(Bump bump) =>
        bump.IsAsItIs ? "as it is"
            : bump.IdBefore is not null ? "another package"
            : bump.IsDowngrade ? "goes back"
            : "claims " + (bump.Claim == Packages.Claim.None ? "nothing" : bump.Claim.Word());

    /// <summary>What was found.</summary>
    public static string Evidence(ReportedUpgrade upgrade, Report report) =>
        upgrade.Breaks.Count > 0 ? upgrade.Bump.IsAsItIs ? "broken" : "breaking"
        : !report.Compiles ? "not known while the project does not compile"
        : report.NotChecked.Count > 0 ? "not everything was checked"
        : upgrade.Told.Count > 0 ? "changes that break nothing here"
        : upgrade.Findings.Any(x => x is { IsAccepted: false, MutedBy: not null }) ? "nothing but what is muted"
        : "nothing found";

    private static string Upgrades(int count) => count + " upgrade" + (count == 1 ? "" : "s");
}
