using SemverGuard.Metadata;
using SemverGuard.Uses;

namespace SemverGuard.Effects;

/// <summary>A changed method that the project reaches.</summary>
public sealed record ReachedMethod(ChangedMethod Method, Way Way);

/// <param name="Damaged">Assemblies that could not be compared, and why.</param>
public sealed record EffectReport(IReadOnlyList<ReachedMethod> Reached, IReadOnlyList<(string Assembly, string Reason)> Damaged);

/// <summary>What the packages do otherwise than before, as far as the project gets there.</summary>
/// <remarks>The changed methods come first, and most upgrades have few: where there is none, nothing is walked.</remarks>
public static class EffectReader
{
    /// <param name="assemblies">Simple names of the assemblies of all packages that changed in the same restore.</param>
    /// <param name="consumer">The project's own assembly as it is in <paramref name="after"/>; null when it is not compiled yet.</param>
    public static EffectReport Read(AssemblySet before, AssemblySet after, IEnumerable<string> assemblies, AssemblyImage? consumer, SourceMap? sources, IReadOnlyList<SymbolUse> uses)
    {
        var damaged = new List<(string, string)>();
        var changed = new List<Candidate>();
        foreach (string name in assemblies.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (before.Find(name) is not { } was || after.Find(name) is not { } now || was.Mvid == now.Mvid) continue;
            try
            {
                changed.AddRange(AssemblyDiff.Compare(before, was, after, now));
            }
            catch (BadImageFormatException e)
            {
                damaged.Add((name, e.Message));
            }
        }
        if (changed.Count == 0) return new EffectReport([], damaged);
        try
        {
            var ways = Reach.Of(after, Moves.Cancelled(changed), consumer, sources, uses);
            return new EffectReport([.. ways.Select(x => new ReachedMethod(x.Key.Method, x.Value)).OrderBy(x => x.Method.Symbol, StringComparer.Ordinal)], damaged);
        }
        catch (BadImageFormatException e)
        {
            damaged.Add(("the call graph", e.Message));
            return new EffectReport([], damaged);
        }
    }
}
