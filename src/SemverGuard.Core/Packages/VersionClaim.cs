using NuGet.Versioning;

namespace SemverGuard.Packages;

/// <summary>What a version number promises about the upgrade to it.</summary>
public enum Claim
{
    /// <summary>The same version.</summary>
    None,

    /// <summary>Nothing that worked stops working, nothing is new.</summary>
    Patch,

    /// <summary>Nothing that worked stops working.</summary>
    Minor,

    /// <summary>Anything may change.</summary>
    Major,
}

/// <summary>Version claims by semantic versioning 2.0.0, and what NuGet's users made of it.</summary>
public static class VersionClaim
{
    /// <param name="before">The version moved away from.</param>
    /// <param name="after">The version moved to, higher or lower.</param>
    /// <returns>
    /// A fourth part counts as patch. Below 1.0 the parts claim what they do above it: semver promises nothing there (item 4), and still
    /// 0.49 -> 0.57 is a minor upgrade to everybody who takes it, who wants to hear what it breaks for him. Leaving or entering a
    /// prerelease of the same version promises nothing: major. A step downwards is as wide as the same step upwards; what it promises says
    /// <see cref="Of"/>.
    /// </returns>
    public static Claim Between(NuGetVersion before, NuGetVersion after)
    {
        if (before == after) return Claim.None;
        if (before.Major != after.Major) return Claim.Major;
        if (before.Minor != after.Minor) return Claim.Minor;
        if (before.Patch != after.Patch || before.Revision != after.Revision) return Claim.Patch;
        return Claim.Major;
    }

    /// <summary>As <see cref="Between(NuGetVersion,NuGetVersion)"/>; a version that cannot be read promises nothing.</summary>
    public static Claim Between(string before, string after)
    {
        if (before == after) return Claim.None;
        return NuGetVersion.TryParse(before, out var one) && NuGetVersion.TryParse(after, out var other)
            ? Between(one, other)
            : Claim.Major;
    }

    /// <summary>What a move from one version to another promises: going back promises nothing, however small the step is.</summary>
    public static Claim Of(string before, string after) => IsDowngrade(before, after) ? Claim.Major : Between(before, after);

    /// <summary>Of versions that can be read.</summary>
    public static bool IsDowngrade(string before, string after) =>
        NuGetVersion.TryParse(before, out var one) && NuGetVersion.TryParse(after, out var other) && other < one;

    /// <summary>The word of messages and JSON.</summary>
    public static string Word(this Claim claim) => claim switch
    {
        Claim.None => "none",
        Claim.Patch => "patch",
        Claim.Minor => "minor",
        _ => "major",
    };
}
