using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Sheets;

/// <summary>
/// Brings sheets and changed constructors to one fact for one default: a constructor knows what it sets, a sheet knows what comes of it.
/// </summary>
internal static class DefaultFacts
{
    /// <summary>Constructors that say what comes of them, and every type with a default that changed.</summary>
    public static List<Candidate> Agreed(List<Candidate> changed, IReadOnlyList<OptionSheet> sheets)
    {
        var defaults = sheets.SelectMany(x => x.Defaults).ToLookup(x => x.Member, StringComparer.Ordinal);
        var agreed = changed.ConvertAll(
            x => x with { Method = x.Method with { Effects = [.. x.Method.Effects.Where(y => IsTold(x, y))] } });
        foreach (var sheet in sheets)
        {
            Effect[] facts = [.. sheet.Defaults.Select(x => x.Fact).OfType<Effect>()];
            if (facts.Length > 0)
                agreed.Add(new Candidate(new ChangedMethod("T:" + sheet.Type.Name, sheet.Type.Image!.Name, facts), sheet.Type.Name,
                    sheet.Type.Image, [sheet.Type.Handle]));
        }
        return agreed;

        bool IsTold(Candidate candidate, Effect effect)
        {
            if (effect.Kind != EffectKind.Default || effect.Member is not { } member || !defaults.Contains(member)) return true;
            // A constructor that no sheet went through makes other objects than those.
            if (!sheets.Any(x => x.Walked.Contains((candidate.Image, (MethodDefinitionHandle)candidate.Places[0])))) return true;
            // What is set elsewhere by now, to the same value, has not changed.
            if (defaults[member].All(x => x.Fact is null)) return defaults[member].Any(x => !x.IsKnown);
            return defaults[member].Any(x => x.Fact is not null && effect.Text.EndsWith(" " + x.Values, StringComparison.Ordinal));
        }
    }

    /// <summary>What a constructor or getter tells that is reached, its type does not tell again.</summary>
    public static IEnumerable<ReachedMethod> Once(IReadOnlyList<ReachedMethod> reached)
    {
        var told = new HashSet<string>(reached.Where(x => !IsType(x)).SelectMany(Defaults).Select(x => x.Member!), StringComparer.Ordinal);
        foreach (var method in reached)
        {
            if (!IsType(method) || !Defaults(method).Any()) yield return method;
            else if (method.Method.Effects.Where(x => told.Add(x.Member!)).ToArray() is { Length: > 0 } rest)
                yield return method with { Method = method.Method with { Effects = rest } };
        }
    }

    private static bool IsType(ReachedMethod method) => method.Method.Symbol[0] == 'T';

    private static IEnumerable<Effect> Defaults(ReachedMethod method) =>
        method.Method.Effects.Where(x => x.Kind == EffectKind.Default && x.Member is not null);
}
