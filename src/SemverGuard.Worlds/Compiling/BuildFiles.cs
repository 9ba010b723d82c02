using SemverGuard.Packages;

namespace SemverGuard.Worlds.Compiling;

/// <summary>
/// Files that a package's own props and targets add to a build, which NuGet does not list: those of another version lie elsewhere, or are
/// not there.
/// </summary>
/// <param name="folders">Of each package that moved, as the build has it and as it is looked at; null where it is not there. Of one that
/// came, beside each that may have had its files.</param>
/// <param name="framework">The project's; null for one that is not known here.</param>
internal sealed class BuildFiles(IReadOnlyList<(string From, string? To)> folders, FrameworkName? framework)
{
    /// <returns>The file itself where it is of no such package; null where the other version has no such file.</returns>
    public string? Of(string file)
    {
        if (folders.Count == 0) return file;
        // Targets name what lies beside them by a way up and down again.
        string path = Path.GetFullPath(file);
        var own = folders.Where(x => path.StartsWith(x.From + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToArray();
        if (own.Length == 0) return file;
        string below = path.Substring(own[0].From.Length + 1);
        string[] others = [.. own.Select(x => x.To).OfType<string>()];
        return others.Select(x => Path.Combine(x, below)).FirstOrDefault(File.Exists)
            ?? others.Select(x => Moved(below, x)).FirstOrDefault(x => x is not null);
    }

    /// <summary>
    /// The file of that name in the folder of another framework, which is where a version that no longer supports the old one has it; else
    /// the only one of that name.
    /// </summary>
    private string? Moved(string path, string folder)
    {
        if (!Directory.Exists(folder)) return null;
        string[] namesakes = [.. Directory.EnumerateFiles(folder, Path.GetFileName(path), SearchOption.AllDirectories)
            .Select(x => x.Substring(folder.Length + 1)).OrderBy(x => x, StringComparer.Ordinal)];
        string[] alike = Array.FindAll(namesakes, x => WithoutFramework(x) == WithoutFramework(path));
        string? best = framework?.Best(alike.Select(FrameworkOf));
        string? other = alike.FirstOrDefault(x => FrameworkOf(x) == best) ?? alike.FirstOrDefault()
            ?? (namesakes.Length == 1 ? namesakes[0] : null);
        return other is null ? null : Path.Combine(folder, other);
    }

    private static string FrameworkOf(string path) => Array.Find(Parts(path), IsFramework) ?? "";

    private static string WithoutFramework(string path) => string.Join("/", Parts(path).Where(x => !IsFramework(x)));

    private static bool IsFramework(string part) => FrameworkName.Parse(part) is not null;

    private static string[] Parts(string path) => path.Split(Path.DirectorySeparatorChar);

    public IReadOnlyList<string> Of(IReadOnlyList<string> files) => [.. files.Select(Of).OfType<string>()];

    /// <inheritdoc cref="Of(string)"/>
    public WorldItem? Of(WorldItem item) =>
        Of(item.FullPath) is not { } other ? null : other == item.FullPath ? item : item with { Spec = other, FullPath = other };

    /// <summary>Whether the other version has each file, and with the same content.</summary>
    public bool AreSame(IReadOnlyList<string> files) => files.All(
        x => Of(x) is { } other && (other == x || InputFile.Bytes(other).AsSpan().SequenceEqual(InputFile.Bytes(x))));
}
