using System.Text.RegularExpressions;
using SemverGuard.Recording;

namespace SemverGuard.Tool.Replay.Recordings;

/// <summary>
/// How much of a recorded text is left out because it differs whenever the program runs; each hides what the one before hides.
/// </summary>
internal enum Mask
{
    Nothing,

    /// <summary>Times, durations and Guids.</summary>
    Times,

    /// <summary>All numbers.</summary>
    Numbers,

    /// <summary>Words with digits in them, as of temporary files, and hashes.</summary>
    Names,

    /// <summary>The order of what is listed.</summary>
    Order,

    /// <summary>All but whether there was a value, and the type of an exception.</summary>
    Values,
}

internal static partial class MaskedText
{
    public static string Of(Mask mask, string text)
    {
        // A message that tells more than times and counts tells of the machine: what else of it is the same by chance nobody knows.
        if (mask == Mask.Values || mask >= Mask.Names && text.StartsWith(RecordingFormat.Exception)) return Kind(text);
        if (mask >= Mask.Times) text = Duration().Replace(Time().Replace(Guid().Replace(text, "<guid>"), "<time>"), "<duration>");
        if (mask >= Mask.Names) text = Name().Replace(text, "<name>");
        if (mask >= Mask.Numbers) text = Number().Replace(text, "<number>");
        return mask >= Mask.Order ? Sorted(Value.Parse(text)).ToString() : text;
    }

    private static Value Sorted(Value value)
    {
        var parts = value.Parts.Select(x => (x.Name, Value: Sorted(x.Value)));
        return value with { Parts = [.. value.Kind == ValueKind.List
            ? parts.OrderBy(x => x.Name + x.Value, StringComparer.Ordinal)
            : parts] };
    }

    private static string Kind(string text) =>
        text is "" or "null" ? text : text[0] == RecordingFormat.Exception ? text.Split(':', ' ')[0] : "<value>";

    [GeneratedRegex("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|(?<![0-9a-zA-Z])[0-9a-fA-F]{32}(?![0-9a-zA-Z])")]
    private static partial Regex Guid();

    [GeneratedRegex(
        @"(?:\w{3}, )?\d{1,4}[-/. ](?:\d{1,2}|\w{3})[-/. ]\d{1,4},?[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
        + @"(?: ?(?:Z|[AP]M|GMT|[+-]\d{2}:?\d{2}))?")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?:\d+\.)?\d{1,2}:\d{2}:\d{2}(?:\.\d+)?|\d+(?:\.\d+)? ?(?:ms|µs|ns|s)\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?=[\w+/=-]*\d)[\w+/=-]{6,}|[\w+/=-]{20,}")]
    private static partial Regex Name();
}
