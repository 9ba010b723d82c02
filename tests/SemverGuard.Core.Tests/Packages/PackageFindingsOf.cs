using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Metadata;

namespace SemverGuard.Packages;

/// <summary>What the product says about two versions of a package that is nothing but its files.</summary>
internal static class PackageFindingsOf
{
    public static IReadOnlyList<Finding> Between(MadeContent before, MadeContent after, string[]? leftBehind = null, Bump? bump = null) =>
        Guard.Check(new GuardInput
    {
        Bumps = [bump ?? new Bump("Lib", before.Version, after.Version, [], after.IsDirect)],
        Uses = [],
        Before = (_, _) => null,
        After = new ApiSurface(new AssemblySet([], _ => null)),
        Shapes = _ => new ShapePair(before.Shape(), after.Shape(), leftBehind ?? []),
    }).Findings;

    /// <summary>As a page shows it.</summary>
    public static string Line(Finding finding) => $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Id}: {finding.Message}\n";
}
