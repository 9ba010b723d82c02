using System.Globalization;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>How often, in words.</summary>
internal static class CountText
{
    public static string Of(long times) =>
        times switch { 0 => "never", 1 => "once", 2 => "twice", _ => times.ToString(CultureInfo.InvariantCulture) + " times" };
}
