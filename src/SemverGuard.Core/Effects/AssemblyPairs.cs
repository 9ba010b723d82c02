using System.Reflection;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>An assembly of the world before and the one of the world after that has its code.</summary>
internal readonly record struct AssemblyPair(AssemblyImage Was, AssemblyImage Now);

/// <summary>
/// Which assembly has the code of which one: that of the same name. One that got another name, was merged into another one or was taken out
/// of one has no namesake, and is known by its types; types that went to an assembly that was there are forwarded to it.
/// </summary>
internal sealed class AssemblyPairs
{
    private readonly AssemblySet before;
    private readonly AssemblySet after;
    private readonly HashSet<string> changed;

    private AssemblyPairs(AssemblySet before, AssemblySet after, IEnumerable<string> changed)
    {
        (this.before, this.after) = (before, after);
        this.changed = new HashSet<string>(changed, StringComparer.OrdinalIgnoreCase);
    }

    /// <param name="changed">Simple names of the assemblies of packages that changed.</param>
    public static IReadOnlyList<AssemblyPair> Of(AssemblySet before, AssemblySet after, IEnumerable<string> changed)
    {
        var pairs = new AssemblyPairs(before, after, changed);
        return [.. pairs.Namesakes(), .. pairs.Moved().Concat(pairs.Forwarded()).Distinct()];
    }

    /// <summary>
    /// The world after as a project is compiled for it: what names an assembly that is gone finds its types where they are.
    /// </summary>
    public static AssemblySet Followed(AssemblySet after, IReadOnlyList<AssemblyPair> pairs)
    {
        var successors = new Dictionary<string, AssemblyImage>(StringComparer.OrdinalIgnoreCase);
        foreach (var (was, now) in pairs.Where(x => after.Find(x.Was.Name) is null)) successors[was.Name] = now;
        return successors.Count == 0 ? after
            : new AssemblySet(after.Application, x => successors.TryGetValue(x, out var successor) ? successor : after.Find(x));
    }

    private IEnumerable<AssemblyPair> Namesakes()
    {
        foreach (string name in changed)
        {
            if (before.Find(name) is { } was && after.Find(name) is { } now) yield return new AssemblyPair(was, now);
        }
    }

    private IEnumerable<AssemblyPair> Moved()
    {
        AssemblyImage[] gone = [.. before.Application.Where(x => after.Find(x.Name) is null)],
            come = [.. after.Application.Where(x => before.Find(x.Name) is null)];
        AssemblyImage[] wasUpgraded = [.. Upgraded(before)], upgraded = [.. Upgraded(after)];
        foreach (var was in gone)
        {
            var successors = come.Concat(upgraded).Where(x => changed.Contains(was.Name) || changed.Contains(x.Name)).Distinct();
            if (successors.FirstOrDefault(x => HasMoved(was, was, x)) is { } now) yield return new AssemblyPair(was, now);
        }
        foreach (var now in come)
        {
            var origins = gone.Concat(wasUpgraded).Where(x => changed.Contains(now.Name) || changed.Contains(x.Name)).Distinct();
            if (origins.FirstOrDefault(x => HasMoved(now, x, now)) is { } was) yield return new AssemblyPair(was, now);
        }
    }

    private IEnumerable<AssemblyPair> Forwarded() =>
        from pair in Namesakes()
        from to in Destinations(pair).Distinct(StringComparer.OrdinalIgnoreCase)
        where changed.Contains(to)
        let now = after.Find(to)
        where now is not null && before.Find(to) is not null
        select new AssemblyPair(pair.Was, now);

    /// <summary>Assemblies to which the one after forwards types that the one before has.</summary>
    private static IEnumerable<string> Destinations(AssemblyPair pair)
    {
        var reader = pair.Now.Reader;
        return reader.ExportedTypes.Count == 0 ? []
            : PublicTypes(pair.Was).Select(pair.Now.FindForward).Where(x => !x.IsNil)
                .Select(x => reader.GetString(reader.GetAssemblyReference(x).Name));
    }

    private IEnumerable<AssemblyImage> Upgraded(AssemblySet world) => changed.Select(world.Find).OfType<AssemblyImage>();

    /// <summary>More than half of an assembly's public types went from the one to the other: each had them in one version alone.</summary>
    private bool HasMoved(AssemblyImage of, AssemblyImage was, AssemblyImage now)
    {
        string[] types = [.. PublicTypes(of)];
        int moved = types.Count(x => Has(was, x) && Has(now, x) && !Has(after.Find(was.Name), x) && !Has(before.Find(now.Name), x));
        return moved * 2 > types.Length;
    }

    private static bool Has(AssemblyImage? image, string type) => image is not null && !image.FindType(type).IsNil;

    private static IEnumerable<string> PublicTypes(AssemblyImage image) =>
        from type in image.Reader.TypeDefinitions
        where (image.Reader.GetTypeDefinition(type).Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
        select image.NameOf(type);
}
