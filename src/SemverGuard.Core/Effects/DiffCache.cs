using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Comparisons of two versions of an assembly, kept for the next project of the same build. Not for several threads at once.
/// </summary>
/// <remarks>A comparison looks at other assemblies too. Which ones is noted, and it is taken again only where those are the same.</remarks>
public sealed class DiffCache
{
    private readonly Dictionary<(string Name, ImageIdentity Before, ImageIdentity After), List<KnownDiff>> entries = [];

    /// <exception cref="BadImageFormatException">One of the assemblies is damaged.</exception>
    internal ReachedDiff Between(AssemblySet before, AssemblyImage was, AssemblySet after, AssemblyImage now)
    {
        var key = (now.Name, was.Identity, now.Identity);
        if (!entries.TryGetValue(key, out var all)) entries[key] = all = [];
        var known = all.Find(x => x.Before.HoldIn(before) && x.After.HoldIn(after));
        if (known is null) all.Add(known = new KnownDiff());
        return new ReachedDiff(known, () => AssemblyDiff.Of(known.Before.Note(before), was, known.After.Note(after), now), now);
    }
}

/// <summary>What is known of two versions of an assembly so far. Nothing in it belongs to the check that opened them.</summary>
internal sealed class KnownDiff
{
    public Lookups Before { get; } = new();

    public Lookups After { get; } = new();

    /// <summary>Null as long as nobody looked.</summary>
    public (IReadOnlyList<MethodDefinitionHandle> Suspects, IReadOnlyList<Change> Besides)? Outline { get; set; }

    public Dictionary<MethodDefinitionHandle, MethodComparison> Methods { get; } = [];

    /// <summary>What a set of assemblies was asked for, and what it had: an assembly, or nothing.</summary>
    internal sealed class Lookups
    {
        private readonly Dictionary<string, ImageIdentity?> answers = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>The same set, whose answers are noted.</summary>
        public AssemblySet Note(AssemblySet world) => new([], name =>
        {
            var image = world.Find(name);
            answers[name] = image?.Identity;
            return image;
        });

        public bool HoldIn(AssemblySet world) => answers.All(x => world.Find(x.Key)?.Identity == x.Value);
    }
}

/// <summary>
/// Two versions of an assembly, of which only the methods are compared that somebody reaches: of most packages a project uses a small
/// part, and to compare bodies takes longer than to find those that differ.
/// </summary>
internal sealed class ReachedDiff
{
    private readonly KnownDiff known;

    private readonly AssemblyImage now;

    private readonly Lazy<AssemblyDiff> diff;

    /// <exception cref="BadImageFormatException">One of the assemblies is damaged.</exception>
    public ReachedDiff(KnownDiff known, Func<AssemblyDiff> compare, AssemblyImage now)
    {
        (this.known, this.now) = (known, now);
        diff = new(compare);
        known.Outline ??= ([.. diff.Value.Suspects()], [.. diff.Value.Besides()]);
    }

    /// <summary>Whether there is anything that somebody could reach.</summary>
    public bool IsEmpty => known.Outline is { Suspects: [], Besides: [] };

    /// <exception cref="BadImageFormatException">One of the assemblies is damaged.</exception>
    public IEnumerable<Candidate> Changes(Reach reach)
    {
        var (suspects, besides) = known.Outline!.Value;
        MethodComparison[] compared = [.. suspects.Where(x => reach.Has(now, x)).Select(Of)];
        return MethodComparison.Together(compared).Concat(besides).Select(x => x.In(now));
    }

    private MethodComparison Of(MethodDefinitionHandle method)
    {
        if (!known.Methods.TryGetValue(method, out var comparison)) known.Methods[method] = comparison = diff.Value.Of(method);
        return comparison;
    }
}
