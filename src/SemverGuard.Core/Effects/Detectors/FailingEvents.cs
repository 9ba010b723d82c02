namespace SemverGuard.Effects.Detectors;

/// <summary>A method writes one more event to the log, and the package makes an exception of it for whoever chooses nothing else.</summary>
internal static class FailingEvents
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        var side = pair.AfterSide;
        foreach (var (step, direction) in pair.Exclusive(StepKind.Call))
        {
            if (direction < 0 || step.Target is not { OwnMethod: { IsNil: false } called } target || !Logging.Is(target)) continue;
            if (OwnCode.StaticField(side, called, x => side.SetToThrow.ContainsKey(x.Symbol)) is not { } logged) continue;
            string text = $"now logs {logged.Shown}, which is thrown as an exception ({side.SetToThrow[logged.Symbol]})";
            yield return new Effect(EffectKind.Exception, logged.Symbol, text, Weight.Strong) { Direction = 1 };
            yield break;
        }
    }
}
