using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Two objects are equal, or in order, by other members than before.</summary>
internal static class Equality
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.Name is not ("Equals" or "GetHashCode" or "CompareTo" or "op_Equality")) yield break;
        foreach (var (step, direction) in pair.Exclusive(StepKind.Load).Concat(pair.Exclusive(StepKind.Call).Where(x => x.Step.Target is { } call && call.Name.StartsWith("get_", StringComparison.Ordinal) && !call.IsFramework)))
        {
            if (step.Target is not { } member || member.Type != pair.Type) continue;
            string name = member.Name.StartsWith("get_", StringComparison.Ordinal) ? member.Name.Substring(4) : member.Name;
            // A member that only one version has is the same in all objects that the project makes.
            bool isOfBoth = Members.Exists(pair.BeforeSide, pair.Type, name) && Members.Exists(pair.AfterSide, pair.Type, name);
            string text = $"{(direction > 0 ? "now" : "no longer")} looks at {name}";
            yield return isOfBoth ? new Effect(EffectKind.Equality, member.Symbol, text, Weight.Plain) { Direction = direction, Concerns = pair.Type }
                : new Effect(EffectKind.Equality, member.Symbol, text, Weight.Faint) { Direction = direction };
        }
    }
}
