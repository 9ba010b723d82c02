using SemverGuard.Findings;
using SemverGuard.Tool.Replay.Recordings;

namespace SemverGuard.Tool.Replay.Comparing;

/// <summary>What was not compared because it differs between runs with the same packages, told by place.</summary>
internal static class NoiseText
{
    private const int Most = 5;

    public static IEnumerable<NotChecked> Of(Noise noise, IReadOnlyList<RecordedCrossing> crossings, IReadOnlyList<Bump> bumps)
    {
        string[] packages = [.. bumps.Select(x => x.Id)];
        string[] unsteady = [.. noise.Unsteady.Select(Name).Distinct().Order(StringComparer.Ordinal)];
        if (unsteady.Length > 0)
            yield return Gap(unsteady, "is not always called when the program runs with the same packages: not compared");
        var spots = crossings.Select(x => x.Spot.Key).ToHashSet();
        var masked = noise.Masks.Where(x => x.Value >= Mask.Numbers && spots.Contains(x.Key));
        foreach (var group in masked.GroupBy(x => x.Value).OrderBy(x => x.Key))
            yield return Gap([.. group.Select(x => Name(x.Key)).Distinct().Order(StringComparer.Ordinal)], Reason(group.Key));

        NotChecked Gap(string[] names, string reason)
        {
            string all = string.Join(", ", names.Take(Most)) + (names.Length > Most ? $" and {names.Length - Most} more" : "");
            return new NotChecked(all, reason) { Packages = packages };
        }
    }

    private static string Name(string key) => key.Split('\t')[1];

    private static string Reason(Mask mask) => "differs whenever the program runs: compared without " + mask switch
    {
        Mask.Numbers => "numbers",
        Mask.Names => "numbers and generated names",
        Mask.Order => "numbers, generated names and order",
        _ => "values, only by whether there is one and what is thrown",
    };
}
