using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>What is of another type is refused where it was nothing, or the other way round: <c>as</c> became a cast.</summary>
internal static class Casts
{
    private const string Exception = "System.InvalidCastException";

    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        foreach (var (step, direction) in pair.Exclusive(StepKind.Test))
        {
            var (casting, asking) = direction > 0 ? (pair.After, pair.Before) : (pair.Before, pair.After);
            // What was asked before is of the type.
            if (step.Target is not { } type || step.Conditions > 0 || step.Symbol != Step.Cast(type.Type)
                || Asks(casting, type) || !Asks(asking, type) || casting.Steps.Any(x => x.Kind == StepKind.Catch))
                continue;
            string name = DisplayName.Type(type.Type);
            yield return new Effect(EffectKind.Exception, Exception, direction > 0
                ? $"now throws InvalidCastException for what is no {name}"
                : $"no longer throws InvalidCastException for what is no {name}", Weight.Faint)
            {
                Direction = direction, Concerns = Exception,
                Kinds = ExceptionTypes.KindsOf(direction > 0 ? pair.AfterSide : pair.BeforeSide, Exception),
            };
        }
    }

    private static bool Asks(Script script, Operand type) =>
        script.Steps.Any(x => x.Kind == StepKind.Test && x.Symbol == Step.Asked(type.Type));
}
