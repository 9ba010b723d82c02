using System.Text.RegularExpressions;

namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>One run without what differs between runs of the same packages.</summary>
internal static class SteadyRun
{
    /// <param name="versions">Of the packages that moved, before and after: that a text has another one in it is no news.</param>
    public static IReadOnlyList<RecordedCrossing> Of(RecordedRun run, Noise noise, IReadOnlyCollection<string> versions)
    {
        var names = new Regex(versions.Count == 0 ? "(?!)" : $"(?<![\\d.])(?:{string.Join('|', versions.Select(Regex.Escape))})(?!\\.?\\d)", RegexOptions.CultureInvariant);
        var kept = run.Crossings.Where(x => !noise.Unsteady.Contains(x.Spot.Key)).Select(x => Masked(x, noise.Masks.GetValueOrDefault(x.Spot.Key), names));
        return
        [
            .. kept.GroupBy(x => (x.Test, x.Spot, x.Assembly, x.Arguments, x.Outcome, x.HandedBack))
                .Select(x => x.First() with { Count = x.Sum(y => y.Count), First = x.Min(y => y.First) }).OrderBy(x => x.First),
        ];
    }

    private static RecordedCrossing Masked(RecordedCrossing crossing, Mask mask, Regex names)
    {
        return crossing with { Arguments = Text(crossing.Arguments), Outcome = Text(crossing.Outcome), HandedBack = Text(crossing.HandedBack) };

        string Text(string text)
        {
            text = names.Replace(text, "<version>");
            return mask == Mask.Nothing ? text : MaskedText.Of(mask, text);
        }
    }
}
