using SemverGuard.Effects.Sheets;
using SemverGuard.Linkage;
using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>A changed method that the project reaches.</summary>
public sealed record ReachedMethod(ChangedMethod Method, Way Way);

/// <param name="Damaged">Assemblies that could not be compared, and why.</param>
public sealed record EffectReport(IReadOnlyList<ReachedMethod> Reached, IReadOnlyList<(string Assembly, string Reason)> Damaged)
{
    /// <summary>Of types that differ.</summary>
    public IReadOnlyList<Sheet> Sheets { get; init; } = [];

    /// <summary>Simple names of assemblies of which one version is a reference assembly, such as that of a targeting pack.</summary>
    internal IReadOnlyList<string> WithoutCode { get; init; } = [];
}

/// <summary>What the packages do otherwise than before, as far as the project gets there.</summary>
/// <remarks>
/// The methods that differ as they stand come first, and most upgrades have few: where there is none, nothing is walked. What those do
/// otherwise is asked of the ones that the project reaches.
/// </remarks>
public static class EffectReader
{
    /// <param name="assemblies">Simple names of the assemblies of all packages that changed in the same restore.</param>
    /// <param name="consumer">The project's own assembly as it is in <paramref name="after"/>; null when it is not compiled yet.</param>
    /// <param name="libraries">The project's own.</param>
    /// <param name="diffs">Comparisons of this build.</param>
    /// <param name="answers">Virtual calls that another method answers, where the linker compared them.</param>
    internal static EffectReport Read(
        AssemblySet before, AssemblySet after, IEnumerable<string> assemblies, AssemblyImage? consumer, SourceMap? sources,
        IReadOnlyList<SymbolUse> uses,
        IReadOnlyList<OwnLibrary> libraries, DiffCache diffs, IReadOnlyList<ChangedAnswer>? answers)
    {
        var damaged = new List<(string, string)>();
        var diffed = new List<(AssemblyImage Image, ReachedDiff Diff)>();
        var withoutCode = new List<string>();
        var pairs = AssemblyPairs.Of(before, after, assemblies);
        after = AssemblyPairs.Followed(after, pairs);
        foreach (var (was, now) in pairs.Where(x => !x.Now.IsSameAs(x.Was)))
        {
            if (was.IsReferenceAssembly || now.IsReferenceAssembly) withoutCode.Add(now.Name);
            else Try(() => diffed.Add((now, diffs.Between(before, was, after, now))), now.Name, damaged);
        }
        if (diffed.Count == 0) return new EffectReport([], damaged) { WithoutCode = withoutCode };
        try
        {
            AssemblyImage[] upgraded = [.. diffed.Select(x => x.Image).Distinct()];
            var options = OptionSheets.Read(before, after, upgraded, uses);
            Candidate[] answered = [.. Answers.Of(before, after, [.. upgraded.Select(x => x.Name)], answers)];
            var serialized = SerializationSheets.Read(before, after, upgraded, consumer, sources);
            IReadOnlyList<ReachedMethod> reached = [];
            AssemblyImage[] differing = [.. diffed.Where(x => !x.Diff.IsEmpty).Select(x => x.Image)];
            if (differing.Length + answered.Length > 0 || options.Any(x => x.Sheet.Changed.Any()))
            {
                var reach = new Reach(before, after, consumer, uses);
                var changed = new List<Candidate>();
                foreach (var (image, diff) in diffed) Try(() => changed.AddRange(diff.Changes(reach)), image.Name, damaged);
                changed.AddRange(answered);
                changed = DefaultFacts.Agreed(Moves.Cancelled(changed), options);
                reached = [.. DefaultFacts.Once([.. reach.WaysTo(changed, differing, sources, libraries)])];
            }
            return new EffectReport(
                [.. SerializationSheets.Instead(serialized, reached).OrderBy(x => x.Method.Symbol, StringComparer.Ordinal)], damaged)
            {
                WithoutCode = withoutCode,
                Sheets = [.. options.Select(x => x.Sheet).Concat(serialized.Select(x => x.Sheet)).Where(x => x.Changed.Any())
                    .OrderBy(x => x.Kind).ThenBy(x => x.Type, StringComparer.Ordinal)],
            };
        }
        catch (BadImageFormatException e)
        {
            damaged.Add((LimitException.Blamed(e, "the call graph"), e.Message));
            return new EffectReport([], damaged);
        }
    }

    /// <summary>What one assembly does not let be compared costs that one only.</summary>
    private static void Try(Action compare, string assembly, List<(string, string)> damaged)
    {
        try
        {
            compare();
        }
        catch (BadImageFormatException e)
        {
            damaged.Add((LimitException.Blamed(e, assembly), e.Message));
        }
        catch (Exception e) when (MistakeException.IsOne(e))
        {
            throw new MistakeException(assembly, e);
        }
    }
}
