using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>Two objects are equal, or in order, by other members than before.</summary>
internal static class Equality
{
    public static IEnumerable<Effect> Find(MethodPair pair)
    {
        if (pair.Name is not ("Equals" or "GetHashCode" or "CompareTo" or "op_Equality")) yield break;
        foreach (var effect in Sizes(pair)) yield return effect;
        var was = LookedAt(pair.Before, pair.BeforeSide, pair.Type);
        var now = LookedAt(pair.After, pair.AfterSide, pair.Type);
        (string Name, int Direction)[] members = [.. now.Except(was).Select(x => (x, 1)), .. was.Except(now).Select(x => (x, -1))];
        // A member that only one version has is the same in all objects that the project makes; what is looked at with it follows.
        bool areOfBoth = Array.TrueForAll(members, x => IsOfBoth(x.Name));
        foreach (var (name, direction) in members)
        {
            // Private state that only one version has is another way to keep what both have; but a record compares all of it.
            bool isOfRecord = direction > 0 && Handwritten.IsOfCompiler(pair.AfterSide, pair.IsHandle);
            var has = direction > 0 ? pair.AfterSide : pair.BeforeSide;
            if (!IsOfBoth(name) && !isOfRecord && !Members.IsPublic(has, pair.Type, name)) continue;
            if (direction > 0 ? IsAbove(pair.Before, pair.BeforeSide, name) : IsAbove(pair.After, pair.AfterSide, name)) continue;
            // What was called in its place looked at it, too.
            var (steps, side) = direction > 0 ? (pair.Gone, pair.BeforeSide) : (pair.Come, pair.AfterSide);
            if (OwnCode.Read(side, steps, x => x.Type == pair.Type && Shown(side, x) == name)) continue;
            yield return new Effect(EffectKind.Equality, pair.Type + "." + name, $"{(direction > 0 ? "now" : "no longer")} looks at {name}",
                areOfBoth ? Weight.Plain : Weight.Faint)
            {
                Direction = direction, Concerns = areOfBoth ? pair.Type : null,
            };
        }

        // It moved to a base class, or came from there.
        bool IsAbove(Script script, Side side, string member) => script.Steps.Any(x => x.Target is { } target && IsRead(x.Kind, target)
            && target.MemberName == member && target.Type != pair.Type && Members.Inherits(side, pair.Type, target.Type));

        bool IsOfBoth(string member) =>
            Members.Exists(pair.BeforeSide, pair.Type, member) && Members.Exists(pair.AfterSide, pair.Type, member);
    }

    /// <summary>How far two objects are apart is told where it was told which one comes first, or the other way round.</summary>
    private static IEnumerable<Effect> Sizes(MethodPair pair)
    {
        bool was = IsDifference(pair.Before), now = IsDifference(pair.After);
        var (literals, other) = now ? (pair.Before, pair.After) : (pair.After, pair.Before);
        if (pair.Name != "CompareTo" || was == now || !Returns(literals) || Returns(other)) yield break;
        yield return new Effect(EffectKind.Equality, pair.Type + ".Order",
            now ? "now returns a difference, which may be any number" : "no longer returns a difference", Weight.Plain)
            { Concerns = pair.Type };

        static bool Returns(Script script) => script.Steps.Any(x => x.Kind == StepKind.Return);

        static bool IsDifference(Script script) => script.Steps.Any(x => x.Kind == StepKind.Operator && x.Symbol == Operators.Difference);
    }

    /// <summary>Fields by the properties that show them, and a property that is worked out by what it is worked out from.</summary>
    private static List<string> LookedAt(Script script, Side side, string type) =>
    [
        .. script.Steps.Where(x => x.Target is { } target && target.Type == type && IsRead(x.Kind, target))
            .SelectMany(x => x.Kind == StepKind.Load ? [Shown(side, x.Target!)] : Behind(side, type, Plain(x.Target!.Name)))
            .Where(x => x != "EqualityContract") // a record's own type, which its base record looks at where there is one
            .Distinct(StringComparer.Ordinal),
    ];

    private static bool IsRead(StepKind kind, Operand target) =>
        kind == StepKind.Load || kind == StepKind.Call && !target.IsFramework && target.Name.StartsWith("get_", StringComparison.Ordinal);

    private static IEnumerable<string> Behind(Side side, string type, string property) =>
        Members.FieldsBehind(side, type, property) is { Count: > 0 } fields ? fields.Select(x => Shown(side, x)) : [property];

    private static string Shown(Side side, Operand field) => Members.PropertyOf(side, field) ?? field.Name;

    private static string Plain(string member) => member.StartsWith("get_", StringComparison.Ordinal) ? member.Substring(4) : member;
}
