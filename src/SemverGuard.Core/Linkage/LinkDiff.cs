using System.Reflection.Metadata.Ecma335;
using SemverGuard.Metadata;

namespace SemverGuard.Linkage;

/// <summary>What does not link in one assembly after the upgrade, and did before.</summary>
internal sealed class LinkDiff
{
    private readonly AssemblySet before;
    private readonly AssemblySet after;
    private readonly HashSet<string> concerned;
    private readonly HashSet<string> changed;
    private readonly HashSet<string> application;
    private readonly HashSet<string> changedKinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> changedConstraints = new(StringComparer.Ordinal);
    private readonly LostVariance variance;
    private readonly LayoutUses layouts;
    private readonly RefStructArrays arrays;
    private readonly MadeStructs made;
    private readonly MadeDelegates delegates;
    private readonly PointerUses pointers;
    private readonly WrittenAttributes attributes;
    private readonly UnboxCheck unboxing;
    private readonly ArrayCastCheck arrayCasts;

    /// <summary>An assembly is asked in one world and the other, and its bodies are the same.</summary>
    private readonly Dictionary<AssemblyImage, MemberUses> uses = [];

    /// <param name="concerned">Simple names of the assemblies that changed, and of those that lean on them.</param>
    /// <param name="damaged">Takes the assemblies that cannot be read.</param>
    public LinkDiff(AssemblySet before, AssemblySet after, HashSet<string> concerned, List<(string, string)> damaged)
    {
        this.before = before;
        this.after = after;
        this.concerned = concerned;
        application = new(after.Application.Select(x => x.Name), StringComparer.OrdinalIgnoreCase);
        changed = new(concerned.Where(IsChanged), StringComparer.OrdinalIgnoreCase);
        var invariant = new HashSet<string>(StringComparer.Ordinal);
        var fields = new Dictionary<string, LayoutChange>(StringComparer.Ordinal);
        var enums = new List<ChangedEnum>();
        var constructed = new HashSet<string>(StringComparer.Ordinal);
        var passing = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string assembly in changed)
        {
            try
            {
                changedKinds.UnionWith(ChangedKinds.Of(before, after, assembly));
                changedConstraints.UnionWith(ChangedConstraints.Of(before, after, assembly));
                foreach (var change in ChangedFields.Of(before, after, assembly)) fields[change.Key] = change.Value;
                enums.AddRange(ChangedEnum.In(before, after, assembly));
                constructed.UnionWith(MadeStructs.Of(before, after, assembly));
                foreach (var (name, change) in MadeDelegates.Of(before, after, assembly)) passing[name] = change;
                invariant.UnionWith(LostVariance.Of(before, after, assembly));
            }
            catch (BadImageFormatException e)
            {
                damaged.Add((LimitException.Blamed(e, assembly), e.Message));
            }
        }
        variance = new LostVariance(after, invariant);
        layouts = new LayoutUses(after, fields);
        arrays = new RefStructArrays(after, changedConstraints);
        made = new MadeStructs(after, constructed);
        delegates = new MadeDelegates(after, passing);
        pointers = new PointerUses(after, fields);
        var enumsByName = enums.GroupBy(x => x.Name, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.First(), StringComparer.Ordinal);
        unboxing = new UnboxCheck(after, enumsByName);
        arrayCasts = new ArrayCastCheck(enumsByName);
        attributes = new WrittenAttributes(before, after, enumsByName, changed);
    }

    /// <returns>The problems by token, and how many references were resolved.</returns>
    public (Dictionary<int, Problem> Problems, int References) NewIn(AssemblyImage image)
    {
        var (found, count) = All(after, image);
        foreach (var (reference, problem) in variance.In(image)) found[MetadataTokens.GetToken(reference)] = problem;
        foreach (var (reference, problem) in layouts.In(image).Concat(arrays.In(image)).Concat(made.In(image))
            .Concat(delegates.In(image)).Concat(attributes.In(image)))
        {
            if (!found.ContainsKey(MetadataTokens.GetToken(reference))) found[MetadataTokens.GetToken(reference)] = problem;
        }
        var was = before.Find(image.Name);
        if (found.Count > 0 && was is not null) RemoveKnown(found, was, isSame: image.IsSameAs(was));
        if (found.Count > 0 && !image.IsSameAs(was)) MarkNewlyAsked(found, image);
        return (found, count);
    }

    /// <summary>What came or changed would have failed in the world before too.</summary>
    private void MarkNewlyAsked(Dictionary<int, Problem> found, AssemblyImage image)
    {
        var failing = new HashSet<string>(All(before, image).Problems.Values.Select(x => x.Key), StringComparer.Ordinal);
        foreach (int token in found.Keys.Where(x => failing.Contains(found[x].Key)).ToArray())
            found[token] = found[token] with { IsNewlyAsked = true };
    }

    /// <summary>The problems of single instructions.</summary>
    public IEnumerable<PlacedProblem> PlacedIn(AssemblyImage image) =>
        pointers.In(image).Concat(unboxing.In(image)).Concat(arrayCasts.In(image));

    private (Dictionary<int, Problem> Problems, int References) All(AssemblySet world, AssemblyImage image, bool anyVersion = false)
    {
        var references = References(world, image, anyVersion);
        var problems = references.All();
        foreach (var problem in Types(world, image, references).All()) problems[problem.Key] = problem.Value;
        return (problems, references.Count);
    }

    private void RemoveKnown(Dictionary<int, Problem> found, AssemblyImage was, bool isSame)
    {
        // The project's own libraries are compiled against the versions of today. That they ask for these hid nothing else before.
        foreach (bool anyVersion in isSame ? new[] { false, true } : [false])
        {
            if (isSame)
            {
                // Most of what is found is old: asking for those few again spares most assemblies the second check.
                var types = Types(before, was, References(before, was, anyVersion));
                foreach (int token in found.Keys.Where(x => types.OfToken(x)?.Key == found[x].Key).ToArray()) found.Remove(token);
                if (found.Count == 0) return;
            }
            var known = new HashSet<string>(All(before, was, anyVersion).Problems.Values.Select(x => x.Key), StringComparer.Ordinal);
            foreach (int token in found.Keys.Where(x => known.Contains(found[x].Key)).ToArray()) found.Remove(token);
            if (found.Count == 0) return;
        }
    }

    private ReferenceCheck References(AssemblySet world, AssemblyImage image, bool anyVersion = false)
    {
        if (!uses.TryGetValue(image, out var own)) uses[image] = own = new MemberUses(image);
        return new(world, image, ExtentFor(image), own, anyVersion);
    }

    private TypeCheck Types(AssemblySet world, AssemblyImage image, ReferenceCheck references) =>
        new(world, image, references, ExtentFor(image));

    private Extent ExtentFor(AssemblyImage image) =>
        new(concerned, changed, changedKinds, changedConstraints, IsChanged(image.Name) ? application : null);

    private bool IsChanged(string assembly) => !before.HasSame(assembly, after);
}
