using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>The base classes and interfaces that types of changed assemblies lost or got.</summary>
internal sealed class ChangedAncestors
{
    private readonly AssemblySet before;
    private readonly AssemblySet after;

    /// <summary>Interfaces of which type parameters became variant, or are no longer.</summary>
    private readonly HashSet<string> variant = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TypeHome>> changed = new(StringComparer.Ordinal);

    /// <exception cref="BadImageFormatException">An assembly is damaged.</exception>
    public ChangedAncestors(AssemblySet before, AssemblySet after, IEnumerable<string> assemblies)
    {
        (this.before, this.after) = (before, after);
        foreach (string assembly in assemblies) variant.UnionWith(Variance.Changed(before, after, assembly).Select(Definition));
        foreach (string assembly in assemblies)
        {
            if (before.Find(assembly) is not { } was || after.Find(assembly) is not { IsFramework: false } now || now.IsSameAs(was))
                continue;
            foreach (var handle in was.Reader.TypeDefinitions)
            {
                var home = after.FindType(assembly, was.NameOf(handle));
                if (home.IsFound) Add(new TypeHome(was, handle), home);
            }
        }
    }

    public bool IsEmpty => changed.Count == 0;

    /// <summary>Whether some type lost or got an ancestor of that name, in any instantiation.</summary>
    public bool Concern(string ancestor) => changed.ContainsKey(ancestor);

    /// <summary>Whether its type parameters vary in another way.</summary>
    public bool Varies(string ancestor) => variant.Contains(ancestor);

    /// <summary>The types, as they are now, that lost or got it.</summary>
    public IReadOnlyList<TypeHome> Of(string ancestor) => changed.TryGetValue(ancestor, out var types) ? types : [];

    /// <summary>What a type is and was not, or the other way round; null when it is what it was, or not to be found.</summary>
    public (bool Was, bool Is)? Compare(TypeHome type, string ancestor)
    {
        var earlier = before.FindType(type.Image!.Name, type.Name);
        if (!earlier.IsFound) return null;
        string single = ancestor.EndsWith("[]", StringComparison.Ordinal) ? ancestor.Substring(0, ancestor.Length - 2) : ancestor;
        bool was = Is(before, earlier, single), @is = Is(after, type, single);
        return was == @is ? null : (was, @is);
    }

    private static bool Is(AssemblySet world, TypeHome type, string ancestor)
    {
        var all = All(world, type);
        return all.Contains(ancestor) || all.Any(x => Variance.Leads(world, x, ancestor));
    }

    /// <summary>
    /// Whether one of the types that were tested for before is sure to have taken such an object, earlier as well as now.
    /// </summary>
    public bool IsTaken(TypeHome type, HashSet<string> tested)
    {
        if (tested.Count == 0) return false;
        var earlier = before.FindType(type.Image!.Name, type.Name);
        return earlier.IsFound && All(before, earlier).Intersect(All(after, type)).Any(tested.Contains);
    }

    private void Add(TypeHome was, TypeHome now)
    {
        HashSet<string> earlier = All(before, was), later = All(after, now);
        var others = earlier.Except(later).Concat(later.Except(earlier)).Select(Definition)
            .Concat(later.Select(Definition).Where(variant.Contains)).Distinct().ToArray();
        foreach (string name in others)
        {
            if (!changed.TryGetValue(name, out var types)) changed[name] = types = [];
            types.Add(now);
        }
    }

    private static HashSet<string> All(AssemblySet world, TypeHome type)
    {
        var all = new HashSet<string>(world.Interfaces(type).Select(x => x.Text), StringComparer.Ordinal);
        foreach (var (ancestor, _) in world.MemberScopes(type))
        {
            if (ancestor.IsFound) all.Add(ancestor.Name);
        }
        return all;
    }

    /// <summary>A name without type arguments or their number.</summary>
    public static string Definition(string name) => name.IndexOfAny(Endings) is >= 0 and var end ? name.Substring(0, end) : name;

    private static readonly char[] Endings = ['{', '`', '['];
}
