namespace SemverGuard.Findings;

/// <summary>
/// Ends what is said of upgrades with what is safe: when all is known that is told, so that those told together get one answer.
/// </summary>
internal sealed class WaysBack(GuardInput input, WaysOut waysOut)
{
    /// <summary>References named in one message.</summary>
    private const int Most = 4;

    private readonly Dictionary<string, bool> links = new(StringComparer.Ordinal);

    public IReadOnlyList<Finding> Said(IReadOnlyList<Finding> findings)
    {
        var told = Answers([.. findings.Where(x => x.NamesWayBack && x.Severity >= Severity.Warning).Select(x => x.Package).Distinct()]);
        var others = new Dictionary<string, IReadOnlyList<PackageMove>>(StringComparer.OrdinalIgnoreCase);
        return [.. findings.Select(x => x.NamesWayBack ? x with { Message = x.Message + Safe(x, Of(x.Package)) } : x)];

        IReadOnlyList<PackageMove> Of(Bump bump)
        {
            if (told.TryGetValue(bump.Id, out var answer)) return answer;
            return others.TryGetValue(bump.Id, out answer) ? answer : others[bump.Id] = Candidates([bump]).FirstOrDefault()?.Moves ?? [];
        }
    }

    /// <summary>Where the way back of one is a part of another's, both go it together.</summary>
    private Dictionary<string, IReadOnlyList<PackageMove>> Answers(List<Bump> bumps)
    {
        var groups = bumps.Select(x => (Bumps: new List<Bump> { x }, Way: Proven([x]))).ToList();
        for (int i = 0; i < groups.Count; i++)
        {
            for (int j = groups.Count - 1; j > i; j--)
            {
                var (one, other) = (groups[i].Way, groups[j].Way);
                if (IsLastResort(one) != IsLastResort(other) || !one.Moves.Any(x => other.Moves.Any(y => Same(x, y)))) continue;
                List<Bump> both = [.. groups[i].Bumps, .. groups[j].Bumps];
                groups[i] = (both, SetEquals(one.Moves, other.Moves) ? one : Proven(both));
                groups.RemoveAt(j);
                j = groups.Count; // what it has come to may meet the ones before
            }
        }
        var answers = new Dictionary<string, IReadOnlyList<PackageMove>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (group, way) in groups)
        {
            foreach (var bump in group) answers[bump.Id] = way.Moves;
        }
        return answers;
    }

    /// <summary>The first that links; where nothing can be linked, the first that restores.</summary>
    private WayBack Proven(IReadOnlyCollection<Bump> bumps)
    {
        var candidates = Candidates(bumps);
        bool isKnown = input.RuntimeBefore is not null && input.WaysBack is not null;
        return candidates.FirstOrDefault(x => !isKnown || Links(x, bumps)) ?? new WayBack([], null);
    }

    /// <summary>
    /// Everything as it was, because nothing less could be resolved on this machine: true of whoever needs it, and no answer for those who
    /// have one of their own.
    /// </summary>
    private static bool IsLastResort(WayBack way) => way is { IsWhole: true, Runtime: null };

    private bool Links(WayBack way, IReadOnlyCollection<Bump> bumps)
    {
        if (way.IsWhole || way.Runtime is not { } runtime) return true;
        string key = string.Join(" ", way.Moves);
        return links.TryGetValue(key, out bool known) ? known : links[key] = waysOut.LinksBack(runtime, bumps);
    }

    private IEnumerable<WayBack> Candidates(IReadOnlyCollection<Bump> bumps) =>
        input.WaysBack is { } ways ? ways(bumps)
            : [new WayBack([.. bumps.Select(x => new PackageMove(x.IdBefore ?? x.Id, x.Before))], null)];

    /// <summary>The version before, besides the versions with which the upgrade links.</summary>
    private static string Safe(Finding finding, IReadOnlyList<PackageMove> back)
    {
        string[] ways = [.. new[] { Back(finding.Package, back), Out(finding.Package, finding.WayOut) }.Where(x => x.Length > 0)];
        return ways.Length == 0 ? "" : " Safe: " + string.Join(", or ", ways) + ".";
    }

    private static string Back(Bump bump, IReadOnlyList<PackageMove> moves)
    {
        if (moves.Count == 0) return "";
        string[] named = [.. moves.OrderByDescending(x => IsOf(x, bump)).Select(x => x.Id + " " + x.Version)];
        string text = named.Length > Most ? string.Join(", ", named.Take(Most - 1)) + $" and {named.Length - Most + 1} more as before"
            : named.Length == 1 ? named[0] : string.Join(", ", named.Take(named.Length - 1)) + " and " + named[named.Length - 1];
        if (!bump.IsBeforeVulnerable) return text;
        return text + (moves.Count == 1 && IsOf(moves[0], bump)
            ? " (though it has a known vulnerability)"
            : $" (though {bump.IdBefore ?? bump.Id} {bump.Before} has a known vulnerability)");
    }

    private static string Out(Bump bump, IReadOnlyList<PackageMove> wayOut)
    {
        if (wayOut.Count == 0) return "";
        string version = wayOut.FirstOrDefault(x => IsOf(x, bump))?.Version ?? bump.After;
        string others = string.Join(" and ", wayOut.Where(x => !IsOf(x, bump)).Select(x => x.Id + " " + x.Version));
        return $"{bump.Id} {version}" + (others.Length > 0 ? " with " + others : "");
    }

    private static bool SetEquals(IReadOnlyList<PackageMove> one, IReadOnlyList<PackageMove> other) =>
        one.Count == other.Count && one.All(x => other.Any(y => Same(x, y)));

    private static bool Same(PackageMove one, PackageMove other) => one.Id.Equals(other.Id, StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(PackageMove move, Bump bump) => move.Id.Equals(bump.Id, StringComparison.OrdinalIgnoreCase);
}
