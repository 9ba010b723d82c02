using NuGet.Versioning;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds;
using static SemverGuard.Worlds.Assets.PackageText;

namespace SemverGuard.Worlds.Alternatives;

/// <summary>
/// Which references have to be written at their version before, so that NuGet takes upgraded packages back: nobody who stays may ask for
/// more, and of a package that another brings along, that other is written.
/// </summary>
/// <param name="isFramework">Whether the framework brings what a package of that name would: NuGet leaves such a package out.</param>
internal sealed class WaysBack(Situation now, FrameworkName framework, AssemblyFiles files, Func<string, bool> isFramework)
{
    /// <summary>In place of a version: the package was not there.</summary>
    private const string Gone = "";

    /// <summary>Each is linked with the whole application.</summary>
    private const int MostOneByOne = 3;

    private readonly ProjectAssets graph = now.Graph;
    private readonly PackageFolders folders = new(now.Graph.Folders);
    private readonly Dictionary<string, string> before = now.Bumps.ToDictionary(x => x.Id, x => x.Before, StringComparer.OrdinalIgnoreCase);

    /// <summary>Only what must go; then what is tied to it; then who shares a package with that; then everything.</summary>
    public IEnumerable<WayBack> For(IReadOnlyCollection<Bump> bumps, AssemblyImage? consumer)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var start in Starts(bumps))
        {
            if (start.Any(x => x.Before == x.After) || Closure(start.Select(x => x.Id)) is not { } back
                || Written(back) is not { Count: > 0 } moves)
                continue;
            if (!seen.Add(string.Join(" ", moves))) continue;
            var resolved = Resolve(moves);
            if (resolved is not null && (!IsRestored(resolved) || start.Any(x => !Is(resolved, x.Id, x.Before)))) continue;
            bool isWhole = now.Bumps.All(x => resolved is null ? back.ContainsKey(x.Id) : Is(resolved, x.Id, x.Before));
            // What cannot be resolved on this machine is only known to restore where it is what the baseline was recorded of.
            if (resolved is null && !isWhole) continue;
            var world = resolved is null ? null : now.Worlds.With(resolved, framework);
            yield return new WayBack(moves, world?.RuntimeSet(files, consumer)) { IsWhole = isWhole };
        }

        static bool Is(IReadOnlyDictionary<string, Library> libraries, string id, string version) =>
            !libraries.TryGetValue(id, out var library) || library.Version == version;
    }

    private IEnumerable<IReadOnlyCollection<Bump>> Starts(IReadOnlyCollection<Bump> bumps)
    {
        yield return bumps;
        var asking = graph.WithAsking(bumps.Select(x => x.Id));
        // Upgrades that ask for these, or that these ask for.
        List<Bump> tied = [.. now.Bumps.Where(x => asking.Contains(x.Id) || graph.WithAsking([x.Id]).Overlaps(bumps.Select(y => y.Id)))];
        yield return [.. tied];
        // What these have below them, others keep where it is: they go back too, first who shares most of it, at last all who share any.
        var sharing = Sharing(tied);
        for (int i = 0; i < sharing.Count; i++)
        {
            if (i < MostOneByOne || i == sharing.Count - 1) yield return [.. tied, .. sharing.Take(i + 1)];
        }
        yield return now.Bumps;
    }

    private List<Bump> Sharing(List<Bump> tied)
    {
        Bump[] others = [.. now.Bumps.Where(x => !tied.Contains(x))];
        HashSet<string>[] below = [.. others.Select(x => graph.WithAsking([x.Id])).Where(x => tied.Exists(y => x.Contains(y.Id)))];
        return [.. others.Where(x => IsReferenced(x.Id))
            .Select(x => (Bump: x, Shared: below.Count(y => y.Contains(x.Id)))).Where(x => x.Shared > 0)
            .OrderByDescending(x => x.Shared).ThenBy(x => x.Bump.Id, StringComparer.Ordinal).Select(x => x.Bump)];
    }

    /// <summary>
    /// Packages that have to go back, with the versions to which: these, and whoever cannot be content with that. What came with an upgrade
    /// goes with it.
    /// </summary>
    /// <returns>Null when somebody cannot be helped.</returns>
    private Dictionary<string, string>? Closure(IEnumerable<string> ids)
    {
        var back = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string id in ids) back[id] = before[id];
        var open = new Queue<string>(back.Keys.ToArray());
        while (open.Count > 0)
        {
            string id = open.Dequeue();
            foreach (var asking in graph.Libraries.Values.Where(
                x => x.IsPackage && !back.ContainsKey(x.Id) && x.Dependencies.ContainsKey(id)))
            {
                if (Satisfies(asking.Dependencies[id], back[id]) || WasSoBefore(asking)) continue;
                string version = VersionBefore(asking, id, back[id]) ?? Gone;
                if (version == Gone && (now.Baseline.Package(asking.Id) is not null || IsReferenced(asking.Id))) return null;
                Add(asking.Id, version);
            }
            foreach (var need in Read(id, back[id])?.Dependencies ?? new Dictionary<string, string>())
            {
                if (back.ContainsKey(need.Key) || !graph.Libraries.TryGetValue(need.Key, out var needed) || !needed.IsPackage
                    || Satisfies(need.Value, needed.Version))
                    continue;
                if (before.TryGetValue(need.Key, out string? version)) Add(needed.Id, version);
            }
        }
        return back;

        void Add(string id, string version)
        {
            back[id] = version;
            open.Enqueue(id);
        }
    }

    /// <summary>It is as it was, and so it asked for then what it did not get.</summary>
    private bool WasSoBefore(Library library) => now.Baseline.Package(library.Id) is { } was && was.Version == library.Version;

    /// <summary>
    /// As the baseline has it; of a package without assemblies, which no baseline has, the last on this machine that asks for just the
    /// version before.
    /// </summary>
    private string? VersionBefore(Library library, string asked, string version)
    {
        if (before.TryGetValue(library.Id, out string? known)) return known;
        bool hasAssemblies = now.Inventory.CompileOf(library.Id).Concat(now.Inventory.RuntimeOf(library.Id)).Any();
        if (hasAssemblies || Parse(library.Version) is not { } current) return null;
        return folders.Versions(library.Id).Select(Parse).OfType<NuGetVersion>().Where(x => x < current).OrderByDescending(x => x)
            .Select(x => x.ToNormalizedString())
            .FirstOrDefault(x => Read(library.Id, x)?.Dependencies.TryGetValue(asked, out string? range) == true
                && Requests.LowerBound(range!) == Parse(version));
    }

    /// <summary>The references among them: those of the project, those of other projects that ask for more, and pinned versions.</summary>
    private List<PackageMove> Written(Dictionary<string, string> back) =>
        [.. back.Where(x => x.Value != Gone && (graph.Direct.Contains(x.Key) || graph.IsPinned(x.Key) || IsAskedByProject(x.Key, x.Value)))
            .OrderBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => new PackageMove(graph.Libraries[x.Key].Id, x.Value))];

    /// <summary>Somebody wrote that it is there, and no version takes it away.</summary>
    private bool IsReferenced(string id) =>
        graph.Direct.Contains(id) || graph.Libraries.Values.Any(x => !x.IsPackage && x.Dependencies.ContainsKey(id));

    /// <summary>Another project asks for more than that version or, where the package was lowered, for less.</summary>
    private bool IsAskedByProject(string id, string version)
    {
        bool wasLowered = graph.Libraries.TryGetValue(id, out var current) && IsLower(Parse(current.Version));
        return graph.Libraries.Values.Any(x => !x.IsPackage && x.Dependencies.TryGetValue(id, out string? range)
            && (!Satisfies(range, version) || (wasLowered && IsLower(Requests.LowerBound(range)))));

        bool IsLower(NuGetVersion? other) => other is not null && Parse(version) is { } own && other < own;
    }

    /// <summary>What NuGet makes of the references: the lowest version that suits everybody who is there.</summary>
    /// <returns>Null when a package that it would take is not on this machine.</returns>
    private Dictionary<string, Library>? Resolve(IReadOnlyCollection<PackageMove> moves)
    {
        var written = moves.ToDictionary(x => x.Id, x => x.Version, StringComparer.OrdinalIgnoreCase);
        var libraries = new Dictionary<string, Library>(StringComparer.OrdinalIgnoreCase);
        string[] roots = [.. graph.Direct, .. graph.Libraries.Values.Where(x => !x.IsPackage).Select(x => x.Id)];
        bool isSettled = false;
        for (int i = 0; i < 20 && !isSettled; i++)
        {
            isSettled = true;
            var lowest = Lowest(roots, libraries, written);
            foreach (var (id, bound) in lowest.Select(x => (x.Key, x.Value)))
            {
                if (Chosen(id, bound, written) is not { } chosen) return null;
                if (libraries.TryGetValue(id, out var known) && known.Version == chosen.Version) continue;
                libraries[id] = chosen;
                isSettled = false;
            }
            foreach (string id in libraries.Keys.Where(x => !lowest.ContainsKey(x)).ToArray()) libraries.Remove(id);
        }
        return isSettled ? libraries : null;
    }

    /// <summary>Everything that is reached from the roots, with the highest lower bound that is asked for.</summary>
    private Dictionary<string, NuGetVersion?> Lowest(
        string[] roots, Dictionary<string, Library> libraries, Dictionary<string, string> written)
    {
        var bounds = new Dictionary<string, NuGetVersion?>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(roots);
        foreach (string root in roots) bounds[root] = null;
        while (open.Count > 0)
        {
            string id = open.Dequeue();
            if (!libraries.TryGetValue(id, out var library) && !graph.Libraries.TryGetValue(id, out library)) continue;
            foreach (var dependency in library.Dependencies)
            {
                if (!graph.Libraries.ContainsKey(dependency.Key)
                    && (isFramework(dependency.Key) || graph.Libraries.TryGetValue(id, out var same) && same.Version == library.Version))
                    continue;
                var bound = !library.IsPackage && written.TryGetValue(dependency.Key, out string? version)
                    ? Parse(version)
                    : Requests.LowerBound(dependency.Value);
                if (!bounds.TryGetValue(dependency.Key, out var known)) open.Enqueue(dependency.Key);
                if (known is null || (bound is not null && bound > known)) bounds[dependency.Key] = bound;
            }
        }
        return bounds;
    }

    private Library? Chosen(string id, NuGetVersion? bound, Dictionary<string, string> written)
    {
        graph.Libraries.TryGetValue(id, out var current);
        if (current is { IsPackage: false }) return current;
        bool isWritten = graph.Direct.Contains(id) || graph.IsPinned(id);
        string? version = isWritten && written.TryGetValue(id, out string? move) ? move
            : isWritten ? current?.Version
            : bound?.ToNormalizedString();
        if (version is null) return null;
        // Where the lowest is not there, NuGet takes the next: it did so before, or does so today.
        if (!isWritten && folders.Find(id, version) is null)
        {
            if (before.TryGetValue(id, out string? was) && IsHigher(was)) version = was;
            else if (current is not null && IsHigher(current.Version)) return current;
        }
        if (current is not null && Parse(current.Version) == Parse(version)) return current;
        return Read(id, version) is { } nuspec ? new Library(current?.Id ?? id, version, IsPackage: true, nuspec.Dependencies) : null;

        bool IsHigher(string resolved) => bound is not null && Parse(resolved) is { } higher && higher > bound;
    }

    /// <summary>Everybody gets what he asks for, unless he has to bear now that he does not.</summary>
    private bool IsRestored(Dictionary<string, Library> libraries)
    {
        return libraries.Values.Where(x => x.IsPackage).All(x => WasSoBefore(x) || x.Dependencies.All(y => IsContent(x, y.Key, y.Value)));

        bool IsContent(Library asking, string id, string range) =>
            !libraries.TryGetValue(id, out var asked) || !asked.IsPackage || Satisfies(range, asked.Version)
            || (IsNow(asking) && IsRefused(id, range));

        bool IsRefused(string id, string range) => graph.Libraries.TryGetValue(id, out var current) && !Satisfies(range, current.Version);

        bool IsNow(Library library) => graph.Libraries.TryGetValue(library.Id, out var same) && same.Version == library.Version;
    }

    private Nuspec? Read(string id, string version) =>
        folders.Find(id, version) is { } folder ? NuspecFile.Read(folder, id, framework) : null;

    private static bool Satisfies(string range, string version) =>
        VersionRange.TryParse(range, out var parsed) && Parse(version) is { } exact && parsed.Satisfies(exact);
}
