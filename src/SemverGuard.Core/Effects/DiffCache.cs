using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// Comparisons of two versions of an assembly, kept for the next project of the same build. Not for several threads at once.
/// </summary>
/// <remarks>A comparison looks at other assemblies too. Which ones is noted, and it is taken again only where those are the same.</remarks>
public sealed class DiffCache
{
    private readonly Dictionary<(string Name, ImageIdentity Before, ImageIdentity After), List<Entry>> entries = [];

    /// <exception cref="BadImageFormatException">One of the assemblies is damaged.</exception>
    internal IEnumerable<Candidate> Compare(AssemblySet before, AssemblyImage was, AssemblySet after, AssemblyImage now)
    {
        var key = (now.Name, was.Identity, now.Identity);
        if (!entries.TryGetValue(key, out var known)) entries[key] = known = [];
        var entry = known.Find(x => x.Before.HoldIn(before) && x.After.HoldIn(after));
        if (entry is null) known.Add(entry = Made(before, was, after, now));
        return entry.Changes.Select(x => new Candidate(x.Method, x.Type, now, x.Places));
    }

    private static Entry Made(AssemblySet before, AssemblyImage was, AssemblySet after, AssemblyImage now)
    {
        Lookups askedBefore = new(), askedAfter = new();
        var changed = AssemblyDiff.Compare(askedBefore.Note(before), was, askedAfter.Note(after), now);
        return new Entry(askedBefore, askedAfter, changed.ConvertAll(x => (x.Method, x.Type, x.Places)));
    }

    /// <param name="Changes">Without the image, which belongs to the check that opened it.</param>
    private sealed record Entry(
        Lookups Before, Lookups After, IReadOnlyList<(ChangedMethod Method, string Type, IReadOnlyList<EntityHandle> Places)> Changes);

    /// <summary>What a set of assemblies was asked for, and what it had: an assembly, or nothing.</summary>
    private sealed class Lookups
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
