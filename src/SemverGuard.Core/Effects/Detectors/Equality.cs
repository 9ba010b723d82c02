using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Two objects are equal, or in order, by other members than before.</summary>
internal static class Equality
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.Name is not ("Equals" or "GetHashCode" or "CompareTo" or "op_Equality")) yield break;
        var members = pair.Exclusive(StepKind.Load)
            .Concat(pair.Exclusive(StepKind.Call).Where(x => x.Step.Target is { IsFramework: false } call && call.Name.StartsWith("get_", StringComparison.Ordinal)))
            .Where(x => x.Step.Target!.Type == pair.Type)
            .Select(x => (x.Step.Symbol, Name: Plain(x.Step.Target!.Name), x.Direction))
            .Where(x => x.Name != "EqualityContract") // a record's own type, which its base record looks at where there is one
            .ToArray();
        // A member that only one version has is the same in all objects that the project makes; what is looked at with it follows.
        bool areOfBoth = Array.TrueForAll(members, x => Members.Exists(pair.BeforeSide, pair.Type, x.Name) && Members.Exists(pair.AfterSide, pair.Type, x.Name));
        foreach (var (symbol, name, direction) in members)
        {
            yield return new Effect(EffectKind.Equality, symbol, $"{(direction > 0 ? "now" : "no longer")} looks at {name}", areOfBoth ? Weight.Plain : Weight.Faint)
            {
                Direction = direction, Concerns = areOfBoth ? pair.Type : null,
            };
        }
    }

    private static string Plain(string member) => member.StartsWith("get_", StringComparison.Ordinal) ? member.Substring(4) : member;
}
