using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Findings;

/// <summary>
/// What the project reads by reflection from types of a package, where that is another by now: an info at the place that reads.
/// </summary>
internal static class ReflectionFindings
{
    private const int MostFacts = 3;

    public static IReadOnlyList<Finding> Of(GuardInput input, Func<string, Bump?> bumpOf)
    {
        if (!input.ComparesBehavior || input.Consumer is not { } consumer || input.RuntimeBefore is not { } before
            || input.RuntimeAfter is not { } after)
            return [];
        try
        {
            return [.. Read(input, consumer, before, after, bumpOf)];
        }
        catch (BadImageFormatException)
        {
            return []; // what cannot be read is told by who compares the implementations
        }
    }

    private static IEnumerable<Finding> Read(
        GuardInput input, AssemblyImage consumer, AssemblySet before, AssemblySet after, Func<string, Bump?> bumpOf)
    {
        var bumped = input.Bumps.SelectMany(x => x.Assemblies).Where(x => !before.HasSame(x, after));
        var changed = new HashSet<string>(bumped, StringComparer.OrdinalIgnoreCase);
        if (changed.Count == 0) yield break;
        foreach (var same in ReflectionReads.In(consumer, after, input.Sources, changed.Contains)
            .GroupBy(x => (x.Type, x.Part, x.Reader, x.Asked, x.IsHidden)))
        {
            var was = before.FindType(same.Key.Type.Image!.Name, same.Key.Type.Name);
            if (!was.IsFound || bumpOf(was.Image!.Name) is not { } bump) continue;
            var asked = same.Any(x => x.Attributes.Count == 0)
                ? []
                : new HashSet<string>(same.SelectMany(x => x.Attributes), StringComparer.Ordinal);
            var facts = same.Key.Part switch
            {
                ReflectedPart.Names or ReflectedPart.AllNames =>
                    ReflectedNames.Compare(was, same.Key.Type, same.Key.Part == ReflectedPart.AllNames, same.Key.Asked),
                ReflectedPart.Ancestry => ReflectedShapes.Ancestry(before, was, after, same.Key.Type),
                ReflectedPart.Members => ReflectedShapes.Members(was, same.Key.Type, same.Key.Reader, same.Key.IsHidden),
                ReflectedPart.Facet => ReflectedFacets.Compare(before, was, after, same.Key.Type, same.Key.Reader),
                ReflectedPart.Version => Versions(was.Image!, same.Key.Type.Image!),
                ReflectedPart.Types =>
                    [.. ReflectedShapes.Types(was.Image!, same.Key.Type.Image!).Select(x => "is in an assembly that " + x)],
                _ => ReflectedAttributes.Compare(was, same.Key.Type, asked, before, after),
            };
            if (facts.Count > 0)
                yield return Finding(same.Key.Type, facts, [.. same.Select(x => (x.Method, x.Site))], "reads that by reflection", bump);
        }
        foreach (var finding in Named(input, consumer, before, after, changed, bumpOf)
            .Concat(Looked(input, consumer, before, after, changed, bumpOf))) yield return finding;
    }

    /// <summary>Members that are asked for by name; of a name alone, in the types of the packages that the project names.</summary>
    private static IEnumerable<Finding> Named(
        GuardInput input, AssemblyImage consumer, AssemblySet before, AssemblySet after, HashSet<string> changed,
        Func<string, Bump?> bumpOf)
    {
        foreach (var same in NamedReads.In(consumer, after, input.Sources)
            .GroupBy(x => (x.Type, x.Reader, x.Name, x.IsSimple, x.IsDynamic, x.Asked)))
        {
            if (same.Key.Reader == NamedReads.GetTypeByName)
            {
                TypeHome gone = TypesByName.Find(before, same.Key.Name), kept = TypesByName.Find(after, same.Key.Name);
                if (gone.IsFound && !kept.IsFound && changed.Contains(gone.Image!.Name) && bumpOf(gone.Image.Name) is { } from)
                    yield return Finding(gone, ["no longer exists"], [.. same.Select(x => (x.Method, x.Site))], "looks it up by its name",
                        from) with { Severity = Severity.Warning };
                continue;
            }
            IEnumerable<TypeHome> types = same.Key.Type.IsFound
                ? [same.Key.Type]
                : consumer.Reader.TypeReferences.Select(x => after.Resolve(consumer, x)).Where(x => x.IsFound);
            foreach (var type in types.Where(x => changed.Contains(x.Image!.Name)))
            {
                var was = before.FindType(type.Image!.Name, type.Name);
                if (!was.IsFound || bumpOf(type.Image.Name) is not { } bump
                    || ReflectedMembers.Compare(same.First(), before, was, after, type) is not { } fact)
                    continue;
                string reads = same.Key.Type.IsFound && !same.Key.IsDynamic
                    ? "looks that up by reflection"
                    : "calls a member of that name dynamically";
                var finding = Finding(type, [fact.Fact], [.. same.Select(x => (x.Method, x.Site))], reads, bump);
                yield return fact.Outcome switch
                {
                    ReflectedOutcome.Null when same.Any(x => x.Answer == AnswerUse.Needed) =>
                        finding with { Severity = Severity.Warning, Impact = Impact.Binary | Impact.Behavior },
                    ReflectedOutcome.Null when same.All(x => x.Answer == AnswerUse.Tested) => finding,
                    ReflectedOutcome.Throws when same.All(x => x.IsCaught) => finding,
                    ReflectedOutcome.Throws => finding with { Severity = Severity.Warning, Impact = Impact.Binary },
                    ReflectedOutcome.Null => finding with { Severity = Severity.Warning },
                    _ => finding,
                };
            }
        }
    }

    /// <summary>Interfaces that the framework looks for.</summary>
    private static IEnumerable<Finding> Looked(
        GuardInput input, AssemblyImage consumer, AssemblySet before, AssemblySet after, HashSet<string> changed,
        Func<string, Bump?> bumpOf)
    {
        foreach (var same in AskedInterfaces.In(consumer, after, input.Sources, changed.Contains).GroupBy(x => (x.Type, x.Interface)))
        {
            var was = before.FindType(same.Key.Type.Image!.Name, same.Key.Type.Name);
            if (!was.IsFound || bumpOf(was.Image!.Name) is not { } bump) continue;
            bool had = Implements(before, was, same.Key.Interface), has = Implements(after, same.Key.Type, same.Key.Interface);
            if (had == has) continue;
            string name = same.Key.Interface.Substring(same.Key.Interface.LastIndexOf('.') + 1);
            string fact = $"{(has ? "now implements" : "no longer implements")} {name}, which {same.First().By} looks for";
            var finding = Finding(same.Key.Type, [fact], [.. same.Select(x => (x.Method, x.Site))], "passes one to it", bump);
            yield return same.Any(x => x.IsDemanded) && !has
                ? finding with { Severity = Severity.Warning, Impact = Impact.Binary | Impact.Behavior }
                : finding;
        }
    }

    private static IReadOnlyList<string> Versions(AssemblyImage was, AssemblyImage now)
    {
        string old = Version(was), @new = Version(now);
        return old == @new ? [] : [$"is in an assembly of version {@new} now (was {old})"];

        static string Version(AssemblyImage image) => image.Reader.GetAssemblyDefinition().Version.ToString();
    }

    private static bool Implements(AssemblySet world, TypeHome type, string @interface) =>
        Array.Exists(world.Interfaces(type), x => x.Type.Name.Split('`')[0] == @interface);

    private static Finding Finding(
        TypeHome type, IReadOnlyList<string> facts, IReadOnlyList<(string Method, SourceSite? Site)> reads, string does, Bump bump)
    {
        string more = facts.Count > MostFacts ? $" and {facts.Count - MostFacts} more" : "";
        string message = $"{bump.Id} {bump.After}: '{DisplayName.Type(type.Name)}' {string.Join(", ", facts.Take(MostFacts))}{more}. "
            + $"{DisplayName.Short(reads[0].Method)} {does}.";
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
