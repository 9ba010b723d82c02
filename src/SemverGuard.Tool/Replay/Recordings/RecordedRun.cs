using System.Globalization;
using SemverGuard.Recording;

namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>What all processes of one run recorded.</summary>
/// <param name="Dropped">Crossings that were more than a recording keeps.</param>
internal sealed record RecordedRun(IReadOnlyList<RecordedCrossing> Crossings, long Dropped)
{
    /// <summary>How many fields a line has.</summary>
    private const int Fields = 11;

    /// <exception cref="IOException">A process recorded more than is read.</exception>
    public static RecordedRun Of(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*" + RecordingFormat.Extension);
        var crossings = new Dictionary<(string, Spot, string, string, string, string), RecordedCrossing>();
        long dropped = 0;
        foreach (string file in files) dropped += Read(file, crossings);
        return new RecordedRun([.. crossings.Values.OrderBy(x => x.First)], dropped);
    }

    /// <returns>How many were not kept.</returns>
    private static long Read(string file, Dictionary<(string, Spot, string, string, string, string), RecordedCrossing> crossings)
    {
        string[] lines = InputFile.Lines(file);
        if (lines.Length == 0 || !lines[0].StartsWith(RecordingFormat.Header, StringComparison.Ordinal)) return 0;
        foreach (string line in lines.Skip(1))
        {
            if (Crossing(line) is not { } one) continue;
            var key = (one.Test, one.Spot, one.Assembly, one.Arguments, one.Outcome, one.HandedBack);
            if (crossings.TryGetValue(key, out var other))
                one = other with { Count = other.Count + one.Count, First = Math.Min(other.First, one.First) };
            crossings[key] = one;
        }
        var header = lines[0].AsSpan(RecordingFormat.Header.Length);
        return long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out long dropped) ? dropped : 0;
    }

    private static RecordedCrossing? Crossing(string line)
    {
        string[] fields = line.Split('\t');
        if (fields.Length != Fields || !Enum.TryParse(fields[0], out CrossingKind kind)) return null;
        if (!int.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out int at)) return null;
        if (!long.TryParse(fields[9], NumberStyles.None, CultureInfo.InvariantCulture, out long count)) return null;
        if (!long.TryParse(fields[10], NumberStyles.None, CultureInfo.InvariantCulture, out long first)) return null;
        var texts = new[] { fields[1], fields[6], fields[7], fields[8] }.Select(RecordingFormat.Unescaped).ToArray();
        var spot = new Spot(kind, fields[2], fields[3], at);
        return new RecordedCrossing(texts[0], spot, fields[5], texts[1], texts[2], texts[3], count, first);
    }
}
