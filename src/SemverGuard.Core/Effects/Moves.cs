namespace SemverGuard.Effects;

/// <summary>What went from one method and came to another has moved, and changed nothing.</summary>
internal static class Moves
{
    public static List<Candidate> Cancelled(List<Candidate> changed)
    {
        var directions = new Dictionary<(EffectKind, string, string), int>();
        foreach (var (candidate, effect) in Facts(changed))
            directions[Key(candidate, effect)] =
                (directions.TryGetValue(Key(candidate, effect), out int seen) ? seen : 0) | (effect.Direction > 0 ? 1 : 2);
        return changed.ConvertAll(
            x => x with { Method = x.Method with { Effects = [.. Told(x.Method.Effects).Where(y => IsLeft(x, y))] } });

        bool IsLeft(Candidate candidate, Effect effect) => effect.Direction == 0 || directions[Key(candidate, effect)] != 3;
    }

    public static IEnumerable<Effect> Told(IEnumerable<Effect> effects) => effects.Where(x => !x.IsElsewhere);

    private static IEnumerable<(Candidate, Effect)> Facts(List<Candidate> changed) =>
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
