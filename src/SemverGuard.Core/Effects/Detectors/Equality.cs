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
            // A member that nobody could set yet is the same in all objects that the project makes.
            bool isNew = direction > 0 && !Members.Exists(pair.BeforeSide, pair.Type, member.Name);
            string name = member.Name.StartsWith("get_", StringComparison.Ordinal) ? member.Name.Substring(4) : member.Name;
            yield return new Effect(EffectKind.Equality, member.Symbol, $"{(direction > 0 ? "now" : "no longer")} looks at {name}", isNew ? Weight.Faint : Weight.Strong) { Direction = direction };
        }
    }
}
