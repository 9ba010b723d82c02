using SemverGuard.Findings;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>Which used members no test called.</summary>
internal static class Cover
{
    /// <param name="used">Documentation comment ids of what the project's own code calls of what moved, with the assemblies.</param>
    public static IEnumerable<Finding> Of(
        IEnumerable<(string Member, string Assembly)> used, IReadOnlyList<RecordedCrossing> crossings, IReadOnlyList<Bump> bumps,
        ReplayFindings findings)
    {
        var seen = crossings.Select(x => x.Spot.Member).ToHashSet();
        var all = used.Distinct().ToArray();
        foreach (var bump in bumps)
        {
            var own = all.Where(x => bump.Assemblies.Contains(x.Assembly, StringComparer.OrdinalIgnoreCase));
            string[] members = [.. own.Select(x => x.Member).Distinct()];
            string[] unseen = [.. members.Where(x => !seen.Contains(x)).Order(StringComparer.Ordinal)];
            if (unseen.Length > 0) yield return findings.Cover(bump, unseen, members.Length);
        }
    }
}
