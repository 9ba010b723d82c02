using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What the project uses, by the places in its source.</summary>
internal sealed class SourceUses(IReadOnlyList<SymbolUse> uses)
{
    public IEnumerable<SymbolUse> OnLine(SourceSite? site) => uses.Where(x => site is { } here && x.Sites.Any(here.IsSameLine));

    /// <summary>What the statement uses in which a place is: that of the same line, else the last that begins above it.</summary>
    public IEnumerable<SymbolUse> At(SourceSite? site)
    {
        if (site is not { } here) return [];
        var line = OnLine(site).ToArray();
        if (line.Length > 0) return line;
        var above = uses.SelectMany(x => x.Sites).Where(x => x.File == here.File && x.CompareTo(here) <= 0).ToArray();
        if (above.Length == 0) return [];
        var nearest = above.Max();
        return uses.Where(x => x.Sites.Contains(nearest));
    }
}
