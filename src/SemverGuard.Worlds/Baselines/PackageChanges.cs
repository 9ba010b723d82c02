using SemverGuard.Baselines;

namespace SemverGuard.Worlds.Baselines;

/// <summary>How the packages of two baselines differ.</summary>
internal static class PackageChanges
{
    /// <summary>Packages at another version or with other content, that came, or that went.</summary>
    /// <param name="before">None is the same as an empty one.</param>
    public static IReadOnlyList<(string Id, string Text)> Between(Baseline? before, Baseline now)
    {
        var changes = new List<(string, string)>();
        foreach (string id in (before?.Packages ?? []).Concat(now.Packages).Select(x => x.Id).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var (was, @is) = (before?.Package(id), now.Package(id));
            if (was is null) changes.Add((id, id + " " + @is!.Version + " (new)"));
            else if (@is is null) changes.Add((id, id + " " + was.Version + " (gone)"));
            else if (!was.Version.Equals(@is.Version, StringComparison.OrdinalIgnoreCase)) changes.Add((id, id + " " + was.Version + " -> " + @is.Version));
            else if (was.Hash != @is.Hash && was.Hash.Length > 0 && @is.Hash.Length > 0) changes.Add((id, id + " " + was.Version + " (packed again)"));
        }
        return changes;
    }

    public static string Names(IEnumerable<(string Id, string Text)> changes) => string.Join(", ", changes.Select(x => x.Text));
}
