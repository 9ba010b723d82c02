using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>What the project reads by reflection from types of a package, where that is another by now: an info at the place that reads.</summary>
internal static class ReflectionFindings
{
    private const int MostFacts = 3;

    public static IReadOnlyList<Finding> Of(GuardInput input, Func<string, Bump?> bumpOf)
    {
        if (!input.ComparesBehavior || input.Consumer is not { } consumer || input.RuntimeBefore is not { } before || input.RuntimeAfter is not { } after) return [];
        try
        {
            return [.. Read(input, consumer, before, after, bumpOf)];
        }
        catch (BadImageFormatException)
        {
            return []; // what cannot be read is told by who compares the implementations
        }
    }

    private static IEnumerable<Finding> Read(GuardInput input, AssemblyImage consumer, AssemblySet before, AssemblySet after, Func<string, Bump?> bumpOf)
    {
        var bumped = input.Bumps.SelectMany(x => x.Assemblies).Where(x => before.Find(x)?.Mvid != after.Find(x)?.Mvid);
        var changed = new HashSet<string>(bumped, StringComparer.OrdinalIgnoreCase);
        if (changed.Count == 0) yield break;
        foreach (var same in ReflectionReads.In(consumer, after, input.Sources, changed.Contains).GroupBy(x => (x.Type, x.Part)))
        {
            var was = before.FindType(same.Key.Type.Image!.Name, same.Key.Type.Name);
            if (!was.IsFound || bumpOf(was.Image!.Name) is not { } bump) continue;
            var asked = same.Any(x => x.Attributes.Count == 0) ? [] : new HashSet<string>(same.SelectMany(x => x.Attributes), StringComparer.Ordinal);
            var facts = same.Key.Part switch
            {
                ReflectedPart.Names or ReflectedPart.AllNames => ReflectedNames.Compare(was, same.Key.Type, same.Key.Part == ReflectedPart.AllNames),
                _ => ReflectedAttributes.Compare(was, same.Key.Type, asked, before, after),
            };
            if (facts.Count > 0) yield return Finding(same.Key.Type, facts, [.. same], bump);
        }
    }

    private static Finding Finding(TypeHome type, IReadOnlyList<string> facts, ReflectionRead[] reads, Bump bump)
    {
        string more = facts.Count > MostFacts ? $" and {facts.Count - MostFacts} more" : "";
        string message = $"{bump.Id} {bump.After}: '{DisplayName.Type(type.Name)}' {string.Join(", ", facts.Take(MostFacts))}{more}; "
            + $"{DisplayName.Short(reads[0].Method)} reads that at run time.";
        return new Finding
        {
            Id = EffectRules.Reflected.Id,
            Title = EffectRules.Reflected.Title,
            Severity = Severity.Info,
            Impact = Impact.Behavior,
            Symbol = "T:" + type.Name,
            Message = Wording.Of(bump, message),
            Package = bump,
            Sites = [.. reads.Select(x => x.Site).OfType<SourceSite>().Distinct()],
            NamesWayBack = true,
        };
    }
}
