using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>The same line calls another overload: what that has more is the compiler's, and no other argument of the project.</summary>
internal static class Overloads
{
    public static (RecordedCrossing[] Before, RecordedCrossing[] After) Aligned(RecordedCrossing[] before, RecordedCrossing[] after)
    {
        if (before.Length == 0 || after.Length == 0 || before[0].Spot.Member == after[0].Spot.Member) return (before, after);
        int common = Math.Min(Count(before[0].Arguments), Count(after[0].Arguments));
        return ([.. before.Select(Cut)], [.. after.Select(Cut)]);

        RecordedCrossing Cut(RecordedCrossing crossing) =>
            crossing with { Arguments = string.Join(", ", Parts(crossing.Arguments).Take(common)) };
    }

    private static int Count(string arguments) => Parts(arguments).Count();

    private static IEnumerable<string> Parts(string arguments) =>
        Value.Parse(arguments) is { Kind: ValueKind.Several } several ? several.Parts.Select(x => x.Value.ToString())
        : arguments.Length == 0 ? [] : [arguments];
}
