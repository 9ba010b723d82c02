namespace SemverGuard.Uses;

/// <summary>The uses of an assembly as they are found, each symbol once.</summary>
internal sealed class FoundUses
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private List<FoundUse>? noted;

    public void Add(string symbol, string assembly, Use use, SourceSite? place)
    {
        if (!entries.TryGetValue(symbol, out var entry)) entries[symbol] = entry = new Entry(assembly);
        entry.Add(use, place);
        noted?.Add(new FoundUse(entry, use));
    }

    /// <returns>What is added meanwhile, to be added again in other places.</returns>
    public IReadOnlyList<FoundUse> Noting(Action add)
    {
        var all = noted = [];
        add();
        noted = null;
        return all;
    }

    /// <returns>In ordinal order of the symbols.</returns>
    public IReadOnlyList<SymbolUse> All() =>
    [
        .. entries.OrderBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => new SymbolUse(x.Key, x.Value.Assembly, x.Value.Uses, [.. x.Value.Sites])),
    ];

    internal sealed class Entry(string assembly)
    {
        public string Assembly { get; } = assembly;

        public Use Uses { get; private set; }

        public SortedSet<SourceSite> Sites { get; } = [];

        public void Add(Use use, SourceSite? place)
        {
            Uses |= use;
            if (place is { } site) Sites.Add(site);
        }
    }
}

/// <summary>A symbol that is used in a way.</summary>
internal sealed record FoundUse(FoundUses.Entry Entry, Use Use)
{
    /// <summary>In one more place.</summary>
    public void Again(SourceSite? place) => Entry.Add(Use, place);
}
