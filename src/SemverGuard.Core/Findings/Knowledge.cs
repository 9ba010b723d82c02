using NuGet.Versioning;
using SemverGuard.Baselines;

namespace SemverGuard.Findings;

/// <summary>What others know of upgrades, as findings that they accepted. It accepts nothing: fine there need not be fine here.</summary>
public sealed class Knowledge(IEnumerable<AcceptedFinding> lines)
{
    private readonly ILookup<string, AcceptedFinding> byPackage =
        lines.Distinct().ToLookup(x => x.Package, StringComparer.OrdinalIgnoreCase);

    public static Knowledge None { get; } = new([]);

    /// <summary>What is known of a finding: the same rule and symbol, wherever between two versions others met it.</summary>
    public IReadOnlyList<AcceptedFinding> Of(Finding finding) =>
        [.. Of(finding.Package).Where(x => x.Rule == finding.Id && x.Symbol == finding.Symbol)];

    /// <summary>What is known of an upgrade: of the very same first, then what happened last.</summary>
    public IReadOnlyList<AcceptedFinding> Of(Bump bump) =>
        [.. byPackage[bump.Id].Where(x => IsPartOf(x, bump)).OrderBy(x => IsSame(x, bump) ? 0 : 1)
            .ThenByDescending(x => x.Incident?.Date ?? "", StringComparer.Ordinal)
            .ThenBy(x => AcceptedText.Line(x), StringComparer.Ordinal)];

    private static bool IsSame(AcceptedFinding line, Bump bump) =>
        line.Before.Equals(bump.Before, StringComparison.OrdinalIgnoreCase)
        && line.After.Equals(bump.After, StringComparison.OrdinalIgnoreCase);

    /// <summary>An upgrade that goes further reaches what changed on the way; one that begins behind it has it behind it.</summary>
    private static bool IsPartOf(AcceptedFinding line, Bump bump) => IsSame(line, bump)
        || (NuGetVersion.TryParse(bump.Before, out var before) && NuGetVersion.TryParse(bump.After, out var after)
            && NuGetVersion.TryParse(line.Before, out var from) && NuGetVersion.TryParse(line.After, out var changed)
            && from < changed && before < changed && changed <= after);
}
