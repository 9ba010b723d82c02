using SemverGuard.Api;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Recompilation;

/// <summary>
/// What a compiler sees otherwise in two versions of an assembly. Most patches change bodies and nothing else, and most of the rest what
/// the source at hand never says; then it can mean nothing else, and need not be compiled to know it.
/// </summary>
public sealed class SurfaceDiff
{
    internal static SurfaceDiff Nothing { get; } = new("", [], []);

    private readonly string name;
    private readonly IReadOnlyList<Declaration> all, changed;

    private SurfaceDiff(string name, IReadOnlyList<Declaration> all, IReadOnlyList<Declaration> changed) =>
        (this.name, this.all, this.changed) = (name, all, changed);

    /// <summary>No source can mean anything else, whatever it says.</summary>
    public bool IsEmpty => changed.Count == 0;

    /// <param name="readsWarnings">What only warnings are made of counts.</param>
    /// <param name="readsFields">The private fields of structs count.</param>
    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    internal static SurfaceDiff Between(AssemblyImage before, AssemblyImage after, bool readsWarnings, bool readsFields)
    {
        var was = Declarations.Of(before, readsWarnings, readsFields);
        var now = Declarations.Of(after, readsWarnings, readsFields);
        var changed = Changed(was, now);
        return changed.Count == 0 ? Nothing : new(after.Name, [.. was.Concat(now).Distinct()], changed);
    }

    /// <summary>What stands in one of two sorted lists alone.</summary>
    private static List<Declaration> Changed(IReadOnlyList<Declaration> was, IReadOnlyList<Declaration> now)
    {
        var changed = new List<Declaration>();
        for (int i = 0, j = 0; i < was.Count || j < now.Count;)
        {
            int order = i == was.Count ? 1 : j == now.Count ? -1 : was[i].CompareTo(now[j]);
            if (order < 0) changed.Add(was[i]);
            else if (order > 0) changed.Add(now[j]);
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        return changed;
    }

    /// <summary>An assembly that was not there before.</summary>
    internal static SurfaceDiff Added(AssemblyImage image)
    {
        var all = Declarations.Of(image, readsWarnings: true);
        return new(image.Name, all, all);
    }

    /// <summary>Whether a C# source can see any of the differences.</summary>
    /// <param name="words">All that it says.</param>
    /// <param name="others">The assemblies without differences that it is compiled against: their members may return what it does not
    /// name.</param>
    public static bool CanBeSeen(IReadOnlyCollection<SurfaceDiff> diffs, SourceWords words, IEnumerable<AssemblyImage> others)
    {
        var changed = new HashSet<Declaration>(diffs.SelectMany(x => x.changed));
        if (changed.Count == 0) return false;
        var names = diffs.Where(x => !x.IsEmpty).Select(x => x.name).ToArray();
        var types = new SourceWords();
        foreach (var other in others.Where(x => x.ReferencedNames().Intersect(names, StringComparer.OrdinalIgnoreCase).Any()))
        {
            foreach (var handle in other.Reader.TypeReferences)
                types.Add(other.Reader.GetString(other.Reader.GetTypeReference(handle).Name));
        }

        // What is used leads to the types in its declaration, and these to what comes with them.
        var open = diffs.SelectMany(x => x.all);
        while (true)
        {
            var isUsed = open.ToLookup(IsUsed);
            if (!isUsed[true].Any()) return false;
            if (isUsed[true].Any(changed.Contains)) return true;
            foreach (var declaration in isUsed[true]) types.Add(declaration.Text);
            open = isUsed[false];
        }

        bool IsUsed(Declaration x) =>
            x.Type.Length == 0 ? x.Name.Length == 0 ? changed.Contains(x) : words.Contains(x.Name)
            : x.Name.Length == 0 ? IsNamed(x.Type)
            : (x.IsImplied || words.Contains(x.Name)) && (x.IsOfStaticClass || IsNamed(x.Type));

        bool IsNamed(string type)
        {
            string simple = SimpleName(type);
            return words.Contains(simple) || types.Contains(simple)
                || (simple.EndsWith("Attribute", StringComparison.Ordinal)
                    && words.Contains(simple.Substring(0, simple.Length - "Attribute".Length)));
        }
    }

    /// <summary><c>Entry</c> for <c>Lib.Table`2+Entry`1</c>.</summary>
    private static string SimpleName(string type) => ApiSurface.SimpleName(type.Substring(type.LastIndexOfAny(['.', '+', '/']) + 1));
}
