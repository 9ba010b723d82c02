using SemverGuard.Packages;

namespace SemverGuard.Findings;

/// <summary>The package fact sheet: what is another thing about the packages themselves, one finding for each kind.</summary>
internal static class PackageFindings
{
    public static IEnumerable<Finding> Of(GuardInput input) => input.Shapes is not { } shapes ? [] :
        from bump in input.Bumps
        let pair = shapes(bump)
        where pair is not null
        from changes in ShapeDiff.Between(pair).GroupBy(x => x.Kind)
        select Of([.. changes], bump);

    /// <param name="found">Of one kind. The worst is told first: of several assemblies with another key one tells it.</param>
    public static Finding Of(IEnumerable<PackageChange> found, Bump bump)
    {
        PackageChange[] changes = [.. found.OrderByDescending(x => x.Surprise)];
        var rule = PackageRules.Of(changes[0].Kind);
        return new Finding
        {
            Id = rule.Id,
            Title = rule.Title,
            Severity = PackageJudge.Of(changes[0], bump),
            Impact = rule.Impact,
            Symbol = PackageRules.Symbol(bump.Id, changes[0].Kind),
            Message = Wording.Of(bump, Sentences.OfPackage(changes, bump)),
            Package = bump,
            NamesWayBack = changes[0].Surprise != Surprise.None,
        };
    }
}
