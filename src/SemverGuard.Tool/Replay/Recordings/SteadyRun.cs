namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>One run without what differs between runs of the same packages.</summary>
internal static class SteadyRun
{
    public static IReadOnlyList<RecordedCrossing> Of(RecordedRun run, Noise noise)
    {
        var kept = run.Crossings.Where(x => !noise.Unsteady.Contains(x.Spot.Key))
            .Select(x => Masked(x, noise.Masks.GetValueOrDefault(x.Spot.Key)));
        return
        [
            .. kept.GroupBy(x => (x.Test, x.Spot, x.Assembly, x.Arguments, x.Outcome, x.HandedBack))
                .Select(x => Sequence.Together([.. x])).OrderBy(x => x.First),
        ];
    }

    private static RecordedCrossing Masked(RecordedCrossing crossing, Mask mask) => mask == Mask.Nothing ? crossing : crossing with
    {
        Arguments = MaskedText.Of(mask, crossing.Arguments),
        Outcome = MaskedText.Of(mask, crossing.Outcome),
        HandedBack = MaskedText.Of(mask, crossing.HandedBack),
    };
}
