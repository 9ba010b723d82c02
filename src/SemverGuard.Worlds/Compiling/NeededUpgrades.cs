using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Recompilation;
using SemverGuard.Uses;

namespace SemverGuard.Worlds.Compiling;

/// <summary>Which upgrades a source cannot do without, by what the compiler misses.</summary>
/// <param name="bringingSource">Finds those that brought source which the package, as it was, did not have.</param>
/// <param name="line">The source at a place.</param>
internal sealed class NeededUpgrades(
    IReadOnlyList<Bump> bumps, AssemblySet before, AssemblySet after, Func<IEnumerable<Bump>> bringingSource,
    Func<SourceSite, string?> line)
{
    private readonly Dictionary<string, AddedNames> added = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that brought something of a name that the error says.</summary>
    public IEnumerable<Bump> By(CompileError error) => bumps.Where(x => Added(x).AreIn(error.Message));

    /// <summary>
    /// Those that brought something of a name that stands in the line: an error may be about what a member returned, and not name it.
    /// </summary>
    public IEnumerable<Bump> ByLine(CompileError error) =>
        error.Site is { } site && line(site) is { } text ? bumps.Where(x => Added(x).AreIn(text)) : [];

    /// <summary>
    /// Those that, as they were, were built against the former version of one that stays upgraded, with the id of that one.
    /// </summary>
    public IEnumerable<(Bump Bump, string Other)> BuiltOn(IReadOnlyDictionary<string, string> staying)
    {
        var owners = bumps.Where(x => staying.ContainsKey(x.Id)).SelectMany(x => x.Assemblies.Select(y => (x.Id, Assembly: y)))
            .ToLookup(x => x.Assembly, x => x.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var bump in bumps.Where(x => !staying.ContainsKey(x.Id)))
        {
            var references = bump.Assemblies.Select(x => before.Find(x)).OfType<AssemblyImage>().SelectMany(x => x.ReferencedNames());
            if (references.SelectMany(x => owners[x]).FirstOrDefault() is { } other) yield return (bump, other);
        }
    }

    /// <summary>Those whose new source may be what is missed: what it declares is in no assembly, and an entry point has no name.</summary>
    public IEnumerable<Bump> BySource(IReadOnlyDictionary<string, string> staying) =>
        bringingSource().Where(x => !staying.ContainsKey(x.Id));

    private AddedNames Added(Bump bump)
    {
        if (!added.TryGetValue(bump.Id, out var names)) added[bump.Id] = names = AddedNames.Of(before, after, bump.Assemblies);
        return names;
    }
}
