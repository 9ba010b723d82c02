using System.Globalization;
using SemverGuard.Recording;

namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>What all processes of one run recorded.</summary>
/// <param name="Dropped">Crossings that were more than a recording keeps.</param>
/// <param name="IsCut">Whether a process was killed before it had written all.</param>
internal sealed record RecordedRun(IReadOnlyList<RecordedCrossing> Crossings, long Dropped = 0, bool IsCut = false)
{
    /// <summary>How many fields a line has.</summary>
    private const int Fields = 11;

    /// <exception cref="IOException">A process recorded more than is read.</exception>
    public static RecordedRun Of(string folder) =>
        Together(Directory.EnumerateFiles(folder, "*" + RecordingFormat.Extension).Select(x => Read(InputFile.Lines(x))));

    /// <summary>What happened in several is counted once.</summary>
    public static RecordedRun Together(IEnumerable<RecordedRun> runs)
    {
        var crossings = new Dictionary<(string, Spot, string, string, string, string), RecordedCrossing>();
        long dropped = 0;
        bool isCut = false;
        foreach (var run in runs)
        {
            dropped += run.Dropped;
            isCut |= run.IsCut;
            foreach (var one in run.Crossings)
            {
                var key = (one.Test, one.Spot, one.Assembly, one.Arguments, one.Outcome, one.HandedBack);
                crossings[key] = crossings.TryGetValue(key, out var other) ? Sequence.Together([other, one]) : one;
            }
        }
        return new RecordedRun([.. crossings.Values.OrderBy(x => x.First)], dropped, isCut);
    }

    private static RecordedRun Read(string[] lines)
    {
        if (lines.Length == 0 || !lines[0].StartsWith(RecordingFormat.Header, StringComparison.Ordinal)) return new RecordedRun([]);
        bool isEnded = lines[0].EndsWith(RecordingFormat.Ended, StringComparison.Ordinal);
        var header = lines[0].AsSpan(RecordingFormat.Header.Length);
        if (isEnded) header = header[..^RecordingFormat.Ended.Length];
        long dropped = long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : 0;
        return new RecordedRun([.. lines.Skip(1).Select(Crossing).OfType<RecordedCrossing>()], dropped, !isEnded);
    }

    private static RecordedCrossing? Crossing(string line)
    {
        string[] fields = line.Split('\t');
        if (fields.Length != Fields || !Enum.TryParse(fields[0], out CrossingKind kind)) return null;
        if (!int.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out int at)) return null;
        if (!long.TryParse(fields[9], NumberStyles.None, CultureInfo.InvariantCulture, out long count)) return null;
        var times = fields[10].Split(',')
            .Select(x => long.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? time : -1);
        long[] known = [.. times.Where(x => x >= 0)];
        if (known.Length == 0) return null;
        var texts = new[] { fields[1], fields[6], fields[7], fields[8] }.Select(RecordingFormat.Unescaped).ToArray();
        var spot = new Spot(kind, fields[2], fields[3], at);
        return new RecordedCrossing(texts[0], spot, fields[5], texts[1], texts[2], texts[3], count, known);
    }
}
