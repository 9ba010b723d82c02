using System.Reflection.Metadata;
using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Effects.Detectors;

/// <summary>
/// A method tells values of a type from others that it did not tell apart before, and has something else to do for them.
/// </summary>
internal static class TypeTests
{
    /// <summary>Types beyond which a method was written anew.</summary>
    private const int Most = 4;

    /// <param name="facts">What is known of the method, some of which may name the type.</param>
    public static IEnumerable<Effect> Find(MethodPair pair, IEnumerable<Effect> facts)
    {
        string[] told = [.. Moves.Told(facts).Select(x => x.Text + " ")];
        Step[] come = [.. Handled(pair.After, pair.AfterSide, pair.Before, pair.BeforeSide, pair.WasHandle).Where(x => !IsTold(x, told))];
        // A helper may tell apart what comes to it by one of the others.
        if (come.Length > Most) come = Array.FindAll(come, x => x.IsOwn);
        if (come.Length > Most) come = [];
        // What went is another method's by now, if it is anybody's.
        var gone = Handled(pair.Before, pair.BeforeSide, pair.After, pair.AfterSide, pair.IsHandle);
        return
        [
            .. come.Select(x => Fact(x, 1) with { IsOfOwnType = !x.Target!.IsFramework }),
            .. gone.Select(x => Fact(x, -1) with { IsElsewhere = true }),
        ];
    }

    private static bool IsTold(Step test, string[] told) =>
        Array.Exists(told, x => x.Contains($" {DisplayName.Type(test.Target!.Type)} "));

    private static Effect Fact(Step test, int direction) => Fact(test.Target!.Type, direction);

    private static Effect Fact(string type, int direction) =>
        new(EffectKind.Serialization, type, $"now has its own handling of {DisplayName.Type(type)}", Weight.Faint)
        {
            Direction = direction, Concerns = type, IsCase = true,
        };

    private static IEnumerable<Step> Handled(
        Script script, Side side, Script other, Side otherSide, MethodDefinitionHandle otherMethod)
    {
        // With type arguments or without them, it is the same as a rule.
        var asked = new HashSet<string>(
            other.Steps.Where(x => x.Kind == StepKind.Test).Select(x => DisplayName.Type(x.Target!.Type)), StringComparer.Ordinal);
        return script.Steps
            .Where(x => x is { Kind: StepKind.Test, Handling: not Handling.None, Target: not null }
                && asked.Add(DisplayName.Type(x.Target.Type)))
            .Where(x => IsForUsers(x, side, otherSide) && !OwnCode.AsksFor(otherSide, otherMethod, x.Target!.Type));
    }

    /// <summary>A type of which the project may have values, and had before.</summary>
    private static bool IsForUsers(Step test, Side side, Side otherSide)
    {
        string type = test.Target!.Type;
        if (ExceptionTypes.IsName(type) || side.Find(type) is not { IsFound: true, Image: { } image } home) return false;
        // With an object or a sequence of the framework's the same is done in a shorter way as a rule.
        if (image.IsFramework) return ReferenceCheck.IsValue(home) || test.Handling == Handling.HandsOn && !IsCounted(type);
        return Members.IsVisible(home.Definition) && otherSide.World.FindType(image.Name, type).IsFound;
    }

    /// <summary>It is asked how much there is, or for each by its place, which is faster than to go through it.</summary>
    private static bool IsCounted(string type) => DisplayName.Type(type)
        is "ICollection" or "IReadOnlyCollection" or "IList" or "IReadOnlyList" or "List" or "Array" or "ArraySegment";
}
