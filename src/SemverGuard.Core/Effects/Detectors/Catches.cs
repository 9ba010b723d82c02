using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method handles an exception that it let pass, or lets one pass.</summary>
internal static class Catches
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        foreach (var (step, direction) in pair.Exclusive(StepKind.Catch))
        {
            string type = step.Symbol;
            yield return new Effect(EffectKind.Catch, type, $"{(direction > 0 ? "now" : "no longer")} catches {DisplayName.Type(type)}", Weight.Plain) { Direction = direction, Concerns = type };
        }
        bool stillCatches = pair.Before.Steps.Any(x => x.Kind == StepKind.Catch) && pair.After.Steps.Any(x => x.Kind == StepKind.Catch);
        foreach (var (_, direction) in pair.Exclusive(StepKind.Rethrow).Where(x => stillCatches && !ThrowsAnother(pair, x.Direction)))
            yield return new Effect(EffectKind.Catch, "rethrow", direction > 0 ? "now passes on an exception that it kept" : "no longer passes on an exception that it catches", Weight.Plain) { Direction = direction };
    }

    /// <summary>Something is thrown in place of what was passed on, which says it better.</summary>
    private static bool ThrowsAnother(MethodPair pair, int direction) => pair.Exclusive(StepKind.Throw).Any(x => x.Direction == -direction);
}
