using System.Globalization;

namespace SemverGuard.Api;

/// <summary>Values as a reader wants them, who knows no ticks.</summary>
internal static class ValueText
{
    /// <summary>A constant that is spelled for programs, spelled for people.</summary>
    public static string Readable(string constant) =>
        constant.EndsWith(" ticks", StringComparison.Ordinal)
            && long.TryParse(constant.Substring(0, constant.Length - 6), NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            ? Date(ticks) ?? constant
            : constant;

    /// <summary><c>2026-01-31</c>, or with the time where there is one; null for what no date is.</summary>
    public static string? Date(long ticks)
    {
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return null;
        var date = new DateTime(ticks);
        string format = date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd"
            : date.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss"
            : "yyyy-MM-dd HH:mm:ss.fffffff";
        return date.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary><c>00:01:30</c>, with days in front where there are some.</summary>
    public static string Duration(long ticks) => new TimeSpan(ticks).ToString("c", CultureInfo.InvariantCulture);

    /// <summary>The parts of a <c>decimal</c> as compilers hand them to its constructor; null for what no decimal is.</summary>
    public static string? Decimal(IReadOnlyList<long> parts)
    {
        const int HighestScale = 28;
        if (parts.Count != 5 || parts[4] is < 0 or > HighestScale) return null;
        return new decimal(unchecked((int)parts[0]), unchecked((int)parts[1]), unchecked((int)parts[2]), parts[3] != 0,
            (byte)parts[4]).ToString(CultureInfo.InvariantCulture) + "m";
    }

    /// <summary><c>5 (was 3)</c>; of flags, those that came and went.</summary>
    public static string Returned(string now, string was) =>
        EnumNames.Difference(was, now) is { } flags ? "its value with " + flags : $"{now} (was {was})";

    /// <summary><c>retries = 5 (was 3)</c>; of flags, those that came and went.</summary>
    public static string Changed(string name, string now, string was) =>
        EnumNames.Difference(was, now) is { } flags ? $"{name} with {flags}" : $"{name} = {now} (was {was})";
}
