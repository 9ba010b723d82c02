using System.Reflection.Metadata;
using SemverGuard.Metadata;

namespace SemverGuard.Effects;

/// <summary>What went from one method and came to another has moved, and changed nothing.</summary>
internal static class Moves
{
    public static List<Candidate> Cancelled(List<Candidate> changed)
    {
        var all = Facts(changed).ToLookup(x => Key(x.Candidate, x.Effect));
        var relations = new Dictionary<AssemblyImage, CallRelations>();
        return changed.ConvertAll(
            x => x with { Method = x.Method with { Effects = [.. Told(x.Method.Effects).Where(y => IsLeft(x, y))] } });

        bool IsLeft(Candidate candidate, Effect effect) =>
            effect.Direction == 0 || !all[Key(candidate, effect)].Any(x => IsCounterpart(candidate, effect, x.Candidate, x.Effect));

        // A check that came to a method of the class that has nothing to do with this one is a check of something else.
        bool IsCounterpart(Candidate candidate, Effect effect, Candidate other, Effect opposite) =>
            Math.Sign(effect.Direction) != Math.Sign(opposite.Direction)
            && (effect.Kind != EffectKind.Exception || candidate.Places.Any(x => other.Places.Any(y => AreRelated(candidate.Image, x, y))));

        bool AreRelated(AssemblyImage image, EntityHandle one, EntityHandle other)
        {
            if (!relations.TryGetValue(image, out var known)) relations[image] = known = new CallRelations(image);
            return known.AreRelated(one, other);
        }
    }

    public static IEnumerable<Effect> Told(IEnumerable<Effect> effects) => effects.Where(x => !x.IsElsewhere);

    private static IEnumerable<(Candidate Candidate, Effect Effect)> Facts(List<Candidate> changed) =>
        changed.SelectMany(x => x.Method.Effects.Where(y => y.Direction != 0).Select(y => (x, y)));

    /// <summary>
    /// What acts on the world may move anywhere; an exception or a callback that another class throws or calls is another one. So is a
    /// callback of a constructor: whoever is called has nothing yet of what its own one gives it.
    /// </summary>
    private static (EffectKind, string, string) Key(Candidate candidate, Effect effect) => (effect.Kind, effect.Subject,
        effect.Kind is EffectKind.Sql or EffectKind.Option or EffectKind.SideEffect or EffectKind.Native or EffectKind.Name
            or EffectKind.Composition ? candidate.Method.Assembly
            : effect.Kind == EffectKind.Callback && candidate.Method.Symbol.Contains(".#ctor") ? candidate.Type + ".#ctor"
            : candidate.Type);
}
