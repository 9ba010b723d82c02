using NuGet.Versioning;

namespace SemverGuard.Worlds.Assets;

/// <summary>Version ranges as people read them.</summary>
internal static class Versions
{
    /// <returns><c>8.0.0 or later</c>, <c>8.0.0 or later, below 9.0.0</c>; null for a range that cannot be read, or that allows
    /// everything.</returns>
    public static string? Asked(string range)
    {
        if (!VersionRange.TryParse(range, out var parsed)) return null;
        string? lowest = parsed.MinVersion?.ToNormalizedString(), highest = parsed.MaxVersion?.ToNormalizedString();
        if (lowest is not null && lowest == highest) return lowest + " exactly";
        string from = lowest is null ? "" : parsed.IsMinInclusive ? lowest : "above " + lowest;
        string to = highest is null ? "" : parsed.IsMaxInclusive ? "up to " + highest : "below " + highest;
        return (from, to) switch
        {
            ("", "") => null,
            (_, "") => from + " or later",
            ("", _) => to,
            _ => from + " or later, " + to,
        };
    }
}
