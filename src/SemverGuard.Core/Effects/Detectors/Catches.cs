using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>A method handles an exception that it let pass, or lets one pass.</summary>
internal static class Catches
{
    public static IEnumerable<Effect> Find(MethodPair pair) =>
        pair.Exclusive(StepKind.Catch).Select(x => new Effect(
            EffectKind.Catch, x.Step.Symbol, $"{(x.Direction > 0 ? "now" : "no longer")} catches {DisplayName.Type(x.Step.Symbol)}", Weight.Plain) { Direction = x.Direction, Concerns = x.Step.Symbol });
}
