using SemverGuard.Baselines;

namespace SemverGuard.Worlds.Baselines;

/// <summary>How the packages of two baselines differ.</summary>
internal static class PackageChanges
{
    /// <summary>Of names in one line, which says besides what to do.</summary>
    private const int MostCharacters = 180;

    /// <summary>Packages at another version or with other content, that came, or that went.</summary>
    /// <param name="before">None is the same as an empty one.</param>
    public static IReadOnlyList<(string Id, string Text)> Between(Baseline? before, Baseline now) => Between(before, now.Packages);

    /// <inheritdoc cref="Between(Baseline?, Baseline)"/>
    public static IReadOnlyList<(string Id, string Text)> Between(Baseline before, IEnumerable<ResolvedPackage> now) =>
        Between(before, [.. now.Select(x => new BaselinePackage { Id = x.Id, Version = x.Version, Hash = x.Hash })]);

    private static IReadOnlyList<(string Id, string Text)> Between(Baseline? before, IReadOnlyList<BaselinePackage> now)
    {
        var current = now.ToDictionary(x => x.Id, StringComparer.OrdinalIgnoreCase);
        var changes = new List<(string, string)>();
        foreach (string id in (before?.Packages ?? []).Concat(now).Select(x => x.Id).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var (was, @is) = (before?.Package(id), current.TryGetValue(id, out var one) ? one : null);
            if (was is null) changes.Add((id, id + " " + @is!.Version + " (new)"));
            else if (@is is null) changes.Add((id, id + " " + was.Version + " (gone)"));
            else if (!was.Version.Equals(@is.Version, StringComparison.OrdinalIgnoreCase))
                changes.Add((id, id + " " + was.Version + " -> " + @is.Version));
            else if (was.Hash != @is.Hash && was.Hash.Length > 0 && @is.Hash.Length > 0)
                changes.Add((id, id + " " + was.Version + " (packed again)"));
        }
        return changes;
    }

    /// <summary>As many as a line of a build's log has room for, and how many more there are; the file lists them all.</summary>
    public static string Names(IReadOnlyList<(string Id, string Text)> changes) => Names([.. changes.Select(x => x.Text)]);

    /// <inheritdoc cref="Names(IReadOnlyList{ValueTuple{string, string}})"/>
    public static string Names(IReadOnlyList<string> changes) => Reports.LogLine.List(changes, MostCharacters);
}
