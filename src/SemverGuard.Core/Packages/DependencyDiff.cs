using NuGet.Versioning;

namespace SemverGuard.Packages;

/// <summary>What a package brings along.</summary>
internal static class DependencyDiff
{
    public static IEnumerable<PackageChange> Between(ShapePair pair)
    {
        var (before, after) = (pair.Before.Nuspec.Dependencies, pair.After.Nuspec.Dependencies);
        string[] added = [.. after.Keys.Where(x => !before.ContainsKey(x))], removed = [.. Removed(pair)];
        if (added.Length > 0)
            yield return new PackageChange(PackageChangeKind.DependencyAdded, Surprise.None,
                "newly needs " + ShapeDiff.List(added.Select(x => x + Lowest(after[x]))),
                "what the framework does not bring comes into the application with it");
        if (removed.Length > 0)
            yield return new PackageChange(PackageChangeKind.DependencyRemoved, Surprise.None, "no longer needs " + ShapeDiff.List(removed),
                "whoever else uses what it brought has to ask for it");
        var raised = after.Keys.Where(before.ContainsKey).Select(x => Raised(x, pair)).OfType<Raise>().ToArray();
        if (raised.Length > 0)
        {
            var surprise = raised.Max(x => x.Surprise);
            bool isHidden = VersionClaim.Between(pair.Before.Version, pair.After.Version) != Claim.Major;
            yield return new PackageChange(PackageChangeKind.DependencyMajor, surprise,
                "needs " + ShapeDiff.List(raised.Where(x => x.Surprise == surprise).Select(x => x.Text)),
                pair.After.IsPrivate ? "the project has the package for development alone (PrivateAssets)"
                    : surprise == Surprise.None ? "nothing else comes into this application with that"
                    : "a major upgrade comes into the application with it" + (isHidden ? ", which its own version does not show" : ""));
        }
        if (pair.LeftBehind.Count > 0)
            yield return new PackageChange(PackageChangeKind.Family, Surprise.None,
                $"is released together with {ShapeDiff.List(pair.LeftBehind)}, which this project still has at {pair.Before.Version}",
                "they may count on each other's internals; whether they link is checked by itself");
    }

    /// <summary>Packages that it asked for before, and asks for no more.</summary>
    public static IEnumerable<string> Removed(ShapePair pair) =>
        pair.Before.Nuspec.Dependencies.Keys.Where(x => !pair.After.Nuspec.Dependencies.ContainsKey(x));

    private sealed record Raise(string Text, Surprise Surprise);

    private static Raise? Raised(string id, ShapePair pair)
    {
        if (Parse(pair.Before.Nuspec.Dependencies[id]) is not { } was || Parse(pair.After.Nuspec.Dependencies[id]) is not { } now
            || now <= was || VersionClaim.Between(was, now) != Claim.Major || was.Major == now.Major)
            return null;
        return new Raise($"{id} {now.ToNormalizedString()} (before: {was.ToNormalizedString()})",
            !IsFelt(id, pair) ? Surprise.None : Companions.Has(id) || now == Parse(pair.After.Version) ? Surprise.New : Surprise.Broken);
    }

    /// <summary>
    /// The project may have had the higher major already, set the version itself, leave the package out because the framework brings it, or
    /// have what asks for it for development alone.
    /// </summary>
    private static bool IsFelt(string id, ShapePair pair)
    {
        if (pair.After.IsPrivate) return false;
        if (pair.After.Neighbours is not { } all) return true;
        if (!all.TryGetValue(id, out var now) || now.IsDirect) return false;
        return pair.Before.Neighbours is not { } former || !former.TryGetValue(id, out var was)
            || VersionClaim.Between(was.Version, now.Version) == Claim.Major;
    }

    private static NuGetVersion? Parse(string range) => VersionRange.TryParse(range, out var parsed) ? parsed.MinVersion : null;

    private static string Lowest(string range) => Parse(range) is { } lowest ? " " + lowest.ToNormalizedString() : "";
}
