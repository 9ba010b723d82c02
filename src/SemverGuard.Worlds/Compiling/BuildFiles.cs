namespace SemverGuard.Worlds.Compiling;

/// <summary>
/// Files that a package's own props and targets add to a build, which NuGet does not list: those of another version lie elsewhere, or are
/// not there.
/// </summary>
/// <param name="folders">Of each package that moved, as the build has it and as it is looked at; null where it is not there.</param>
internal sealed class BuildFiles(IReadOnlyList<(string From, string? To)> folders)
{
    /// <returns>The file itself where it is of no such package; null where the other version has no such file.</returns>
    public string? Of(string file)
    {
        if (folders.Count == 0) return file;
        // Targets name what lies beside them by a way up and down again.
        string path = Path.GetFullPath(file);
        foreach (var (from, to) in folders)
        {
            if (!path.StartsWith(from + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;
            string? other = to is null ? null : to + path.Substring(from.Length);
            return File.Exists(other) ? other : null;
        }
        return file;
    }

    public IReadOnlyList<string> Of(IReadOnlyList<string> files) => [.. files.Select(Of).OfType<string>()];

    /// <inheritdoc cref="Of(string)"/>
    public WorldItem? Of(WorldItem item) =>
        Of(item.FullPath) is not { } other ? null : other == item.FullPath ? item : item with { Spec = other, FullPath = other };

    /// <summary>Whether the other version has each file, and with the same content.</summary>
    public bool AreSame(IReadOnlyList<string> files) => files.All(
        x => Of(x) is { } other && (other == x || InputFile.Bytes(other).AsSpan().SequenceEqual(InputFile.Bytes(x))));
}
