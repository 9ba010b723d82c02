using NuGet.Versioning;

namespace SemverGuard.Tool.Solutions;

/// <summary>Packages that the solution has at one version, and that are released together: one alone is seldom taken.</summary>
/// <param name="Ids">In order; most families have one.</param>
/// <param name="Now">Version today; the lowest where projects differ.</param>
/// <param name="Newer">Served for all of them, the lowest first.</param>
/// <param name="Projects">Names of the projects that reference one of them.</param>
internal sealed record PackageFamily(
    IReadOnlyList<string> Ids, NuGetVersion Now, IReadOnlyList<NuGetVersion> Newer, IReadOnlyList<string> Projects)
{
    /// <summary>More than these nobody waits for.</summary>
    private const int MostTried = 16;

    public string Name => Ids.Count == 1 ? Ids[0] : $"{Ids[0]} and {Ids.Count - 1} more";

    public NuGetVersion Newest => Newer[^1];

    /// <summary>The newest version where that is for a later framework than the solution's; null where it is for this one.</summary>
    public NuGetVersion? TooNew { get; private init; }

    /// <summary>Without the newest version and those that are likely to be for the same framework; null where none is left.</summary>
    public PackageFamily? ForEarlierFramework()
    {
        NuGetVersion[] left = [.. Newer.Where(x => x.Major < Newest.Major)];
        if (left.Length == 0) left = [.. Newer.Where(x => (x.Major, x.Minor).CompareTo((Newest.Major, Newest.Minor)) < 0)];
        return left.Length == 0 ? null : this with { Newer = left, TooNew = TooNew ?? Newest };
    }

    public IReadOnlyList<PackageVersion> At(NuGetVersion version) =>
        [.. Ids.Select(x => new PackageVersion(x, version.ToNormalizedString()))];

    /// <summary>Of each minor version the newest patch, the lowest first.</summary>
    public IReadOnlyList<NuGetVersion> Tried => Spread([.. Newer.GroupBy(x => (x.Major, x.Minor)).Select(x => x.Max()!).Order()]);

    /// <summary>Of too many some, at even distances; the last is among them.</summary>
    public static IReadOnlyList<NuGetVersion> Spread(IReadOnlyList<NuGetVersion> versions) => versions.Count <= MostTried
        ? versions
        : [.. Enumerable.Range(1, MostTried).Select(x => versions[(versions.Count * x / MostTried) - 1])];

    /// <param name="packages">Direct references: id, version now, the projects.</param>
    /// <param name="served">By id, listed versions.</param>
    public static IReadOnlyList<PackageFamily> Of(
        IEnumerable<(string Id, NuGetVersion Now, IReadOnlyList<string> Projects)> packages,
        IReadOnlyDictionary<string, IReadOnlyList<NuGetVersion>> served)
    {
        var outdated = packages.Select(x => (Package: x, Newer: NewerThan(x.Now, served.TryGetValue(x.Id, out var all) ? all : [])))
            .Where(x => x.Newer.Length > 0);
        return [.. outdated.GroupBy(x => (First(x.Package.Id), x.Package.Now, Newest: x.Newer[^1])).Select(x => Family([.. x]))
            .OrderBy(x => x.Ids[0], StringComparer.OrdinalIgnoreCase)];
    }

    private static PackageFamily Family(
        IReadOnlyList<((string Id, NuGetVersion Now, IReadOnlyList<string> Projects) Package, NuGetVersion[] Newer)> members) => new(
        [.. members.Select(x => x.Package.Id).Order(StringComparer.OrdinalIgnoreCase)],
        members[0].Package.Now,
        [.. members.Skip(1).Aggregate(members[0].Newer.AsEnumerable(), (x, y) => x.Intersect(y.Newer)).Order()],
        [.. members.SelectMany(x => x.Package.Projects).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>Prereleases only for who has one.</summary>
    private static NuGetVersion[] NewerThan(NuGetVersion now, IReadOnlyList<NuGetVersion> served) =>
        [.. served.Where(x => x > now && (now.IsPrerelease || !x.IsPrerelease)).Order()];

    /// <summary>The names of companies stand in front of many products, which are told apart by what follows.</summary>
    private static string First(string id)
    {
        string[] parts = id.ToUpperInvariant().Split('.');
        return parts[0] is "MICROSOFT" or "SYSTEM" && parts.Length > 1 ? parts[0] + "." + parts[1] : parts[0];
    }
}
