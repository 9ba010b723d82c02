using NuGet.Versioning;
using SemverGuard.Reports;
using SemverGuard.Worlds;

namespace SemverGuard.Tool.Solutions;

/// <param name="First">The lowest version found that has the finding; null when none of those tried has.</param>
/// <param name="LastWithout">The highest version below it that was found not to have it, today's if need be.</param>
/// <param name="Mended">The newest version, where that no longer has it.</param>
/// <param name="Found">What the first one was found to break.</param>
internal sealed record BisectionResult(
    NuGetVersion? First, NuGetVersion LastWithout, NuGetVersion? Mended, IReadOnlyList<ReportedFinding> Found);

/// <summary>Looks for the version that brought a finding.</summary>
/// <param name="isMeant">Which findings are asked about.</param>
internal sealed class Bisection(
    IReadOnlyList<ProjectWorld> worlds, PackageFamily family, Func<ReportedFinding, bool> isMeant, string folder,
    CancellationToken cancellation)
{
    private readonly Previews previews = new(worlds, folder, cancellation, isVerdict: true);

    public BisectionResult Run()
    {
        // Some at once: the newest may have it no more.
        var tried = Try(family.Tried);
        int bad = tried.FindIndex(x => x.Found.Count > 0);
        var newest = tried[^1];
        if (bad < 0) return new BisectionResult(null, newest.Version, null, []);
        var (first, found) = tried[bad];
        var last = bad == 0 ? family.Now : tried[bad - 1].Version;
        for (var between = Between(last, first); between.Count > 0; between = Between(last, first))
        {
            var middle = Try([between[between.Count / 2]])[0];
            if (middle.Found.Count > 0) (first, found) = middle;
            else last = middle.Version;
        }
        return new BisectionResult(first, last, newest.Found.Count == 0 ? newest.Version : null, found);
    }

    private List<NuGetVersion> Between(NuGetVersion low, NuGetVersion high) => [.. family.Newer.Where(x => x > low && x < high)];

    private List<(NuGetVersion Version, IReadOnlyList<ReportedFinding> Found)> Try(IReadOnlyList<NuGetVersion> versions) =>
        [.. versions.Zip(
            Task.WhenAll(versions.Select(x => previews.Of(family.At(x)))).GetAwaiter().GetResult(),
            (x, y) => (x, (IReadOnlyList<ReportedFinding>)[.. y.Breaks.Where(isMeant)]))];
}
