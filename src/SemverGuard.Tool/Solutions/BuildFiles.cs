using SemverGuard.Worlds;

namespace SemverGuard.Tool.Solutions;

/// <summary>
/// Files that a package's own props and targets add to a build, which NuGet does not list: those of another version lie elsewhere, or are
/// not there.
/// </summary>
/// <param name="folders">Of each package that moved, as it is on disk before and after; null after where it is gone.</param>
internal sealed class BuildFiles(IReadOnlyList<(string Before, string? After)> folders)
{
    /// <returns>The item itself where it is of no such package; null where the version after has no such file.</returns>
    public WorldItem? After(WorldItem item)
    {
        foreach (var (before, after) in folders)
        {
            if (!item.FullPath.StartsWith(before + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;
            string? file = after is null ? null : after + item.FullPath[before.Length..];
            return file is not null && File.Exists(file) ? item with { Spec = file, FullPath = file } : null;
        }
        return item;
    }
}
