namespace SemverGuard.Effects.Detectors;

/// <summary>A method does only for those who set a new option what it did for all: its author says that behavior changes.</summary>
internal static class Withheld
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.After.Optional.Count == 0) yield break;
        var did = Symbols(pair.Before.Steps);
        did.ExceptWith(Symbols(pair.After.Steps));
        foreach (var optional in pair.After.Optional.GroupBy(x => x.Option.Symbol, StringComparer.Ordinal))
        {
            var option = optional.First().Option;
            if (!Members.IsPublic(pair.AfterSide, option, option.MemberName)) continue;
            if (optional.Select(x => x.Step).FirstOrDefault(x => Acts(x) && did.Contains(Symbol(x))) is not { } step) continue;
            string set = Members.TypeOf(pair.AfterSide, option.Type, option.MemberName) == "System.Boolean" ? "true" : "set";
            yield return new Effect(EffectKind.Default, option.Symbol,
                $"now {step.Shown} only where {option.Shown}, which is new, is {set}", Weight.Strong)
            {
                Member = (option.OwnMethod.IsNil ? "F:" : "P:") + option.Type + "." + option.MemberName,
            };
        }
    }

    /// <summary>It is not only asked.</summary>
    private static bool Acts(Step step) =>
        step.Target is { } target && (step.Kind == StepKind.Store || step.Kind == StepKind.Call && !target.IsAnswerOnly);

    private static HashSet<string> Symbols(IEnumerable<Step> steps) => new(steps.Where(Acts).Select(Symbol), StringComparer.Ordinal);

    private static string Symbol(Step step) => step.Kind + " " + step.Symbol;
}
