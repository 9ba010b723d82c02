using NuGet.Versioning;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Worlds.Assets;
using static SemverGuard.Worlds.Assets.PackageText;

namespace SemverGuard.Worlds.Alternatives;

/// <summary>The packages of a project if some were asked for at other versions.</summary>
/// <param name="Moves">What somebody has to write for that.</param>
internal sealed record Resolution(IReadOnlyList<PackageMove> Moves, IReadOnlyDictionary<string, Library> Libraries);

/// <summary>
/// What NuGet would make of the project's graph if some packages were asked for at other versions, as far as the packages folders tell.
/// </summary>
/// <remarks>It only ever raises a version to the lowest that is asked for, as NuGet does, and gives up where NuGet would
/// complain.</remarks>
/// <param name="isFramework">Whether the framework brings what a package of that name would: NuGet leaves such a package out.</param>
internal sealed class Resolver(ProjectAssets graph, PackageFolders folders, FrameworkName framework, Func<string, bool> isFramework)
{
    /// <summary>What kept <see cref="With"/> from an answer because it is not on this machine.</summary>
    public HashSet<PackageMove> Missing { get; } = [];

    /// <returns>Null when a package is not on this machine or NuGet would not do it.</returns>
    public Resolution? With(IReadOnlyCollection<PackageMove> moves, string upgraded)
    {
        var libraries = graph.Libraries.ToDictionary(x => x.Key, x => x.Value, StringComparer.OrdinalIgnoreCase);
        var open = new Queue<PackageMove>(moves);
        var chosen = new HashSet<string>(moves.Select(x => x.Id), StringComparer.OrdinalIgnoreCase);
        while (open.Count > 0)
        {
            var move = open.Dequeue();
            if (Read(move) is not { } library) return null;
            libraries[library.Id] = library;
            foreach (var dependency in library.Dependencies)
            {
                if (!VersionRange.TryParse(dependency.Value, out var range)) return null;
                if (libraries.TryGetValue(dependency.Key, out var present) && (!present.IsPackage || Satisfies(range, present.Version)))
                    continue;
                if (present is null && isFramework(dependency.Key)) continue;
                if (range.MinVersion is not { } lowest || !range.IsMinInclusive || chosen.Contains(dependency.Key)) return null;
                if (present is not null && Parse(present.Version) is { } resolved && resolved > lowest) return null; // too high for it
                open.Enqueue(new PackageMove(present?.Id ?? dependency.Key, lowest.ToNormalizedString()));
            }
        }
        Drop(libraries, chosen);
        if (!AreContent(libraries)) return null;
        // Without a line of its own, a package that the project references stays where that line says.
        var written = libraries.Values.Where(
            x => IsMoved(x) && (chosen.Contains(x.Id) || graph.Direct.Contains(x.Id) || Same(x.Id, upgraded)));
        return new Resolution(
            [.. written.OrderBy(x => x.Id, StringComparer.Ordinal).Select(x => new PackageMove(x.Id, x.Version))], libraries);
    }

    private Library? Read(PackageMove package)
    {
        if (folders.Find(package.Id, package.Version) is { } folder)
            return NuspecFile.Read(folder, package.Id, framework) is { } nuspec
                ? new Library(package.Id, package.Version, IsPackage: true, nuspec.Dependencies)
                : null;
        Missing.Add(package);
        return null;
    }

    /// <summary>What nobody asks for any more goes.</summary>
    private void Drop(Dictionary<string, Library> libraries, IEnumerable<string> chosen)
    {
        var open = new Queue<string>(graph.Direct.Concat(chosen).Concat(libraries.Values.Where(x => !x.IsPackage).Select(x => x.Id)));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (open.Count > 0)
        {
            string id = open.Dequeue();
            if (!seen.Add(id) || !libraries.TryGetValue(id, out var library)) continue;
            foreach (string dependency in library.Dependencies.Keys) open.Enqueue(dependency);
        }
        foreach (string id in libraries.Keys.Where(x => !seen.Contains(x)).ToArray()) libraries.Remove(id);
    }

    /// <summary>Nobody who stays gets a version that he rules out, unless he had to bear that before.</summary>
    private bool AreContent(Dictionary<string, Library> libraries) =>
        libraries.Values.Where(x => !IsMoved(x)).SelectMany(x => x.Dependencies).All(x =>
        !libraries.TryGetValue(x.Key, out var asked) || !IsMoved(asked) || !VersionRange.TryParse(x.Value, out var range)
            || Satisfies(range, asked.Version)
        || (graph.Libraries.TryGetValue(x.Key, out var now) && !Satisfies(range, now.Version)));

    private bool IsMoved(Library library) =>
        library.IsPackage && (!graph.Libraries.TryGetValue(library.Id, out var now) || !Same(now.Version, library.Version));

    private static bool Satisfies(VersionRange range, string version) => Parse(version) is { } parsed && range.Satisfies(parsed);
}
