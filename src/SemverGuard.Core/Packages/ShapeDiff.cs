namespace SemverGuard.Packages;

/// <summary>
/// What is another thing about a package in its next version, as far as this project gets it. The code in its assemblies is the engines'
/// business.
/// </summary>
public static class ShapeDiff
{
    /// <summary>More make nobody wiser; the rest is counted.</summary>
    private const int MostNames = 3;

    public static IEnumerable<PackageChange> Between(ShapePair pair) =>
        AssetDiff.Between(pair.Before, pair.After).Concat(DependencyDiff.Between(pair)).Concat(BuildDiff.Between(pair.Before, pair.After))
            .Concat(NativeDiff.Between(pair.Before, pair.After)).Concat(TermsDiff.Between(pair.Before, pair.After));

    /// <summary><c>A, B and C</c>, <c>A, B, C and 2 more</c>.</summary>
    internal static string List(IEnumerable<string> names)
    {
        string[] all = [.. names.OrderBy(x => x, StringComparer.OrdinalIgnoreCase)];
        if (all.Length > MostNames) return string.Join(", ", all.Take(MostNames)) + " and " + (all.Length - MostNames) + " more";
        return all.Length < 2 ? string.Concat(all) : string.Join(", ", all.Take(all.Length - 1)) + " and " + all[all.Length - 1];
    }
}
