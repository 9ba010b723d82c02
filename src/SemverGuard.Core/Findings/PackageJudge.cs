using SemverGuard.Packages;

namespace SemverGuard.Findings;

/// <summary>Which facts about a package's shape are worth a warning.</summary>
internal static class PackageJudge
{
    /// <remarks>
    /// A minor says that something is new: a build for another framework and a first analyzer are such things. What a project relied on may
    /// go with a major only. Where the project reads no promise into the version (SemverGuardClaim=none), what it relied on counts, and
    /// news are just news. A licence shows itself to no compiler and is in no version number: it is told under every claim. Of a package
    /// that somebody else chose, only what runs here is this project's affair: code in its build and its compiler, and native code.
    /// </remarks>
    public static Severity Of(PackageChange change, Bump bump)
    {
        if (!bump.IsDirect && change.Kind is not (PackageChangeKind.BuildAdded or PackageChangeKind.Analyzer or PackageChangeKind.Native))
            return Severity.Info;
        return change.Surprise switch
        {
            Surprise.New => bump.Claim == Claim.Patch || bump.Before == bump.After,
            Surprise.Broken => bump.Claim <= Claim.Minor,
            Surprise.Untold => true,
            _ => false,
        } ? Severity.Warning : Severity.Info;
    }
}
