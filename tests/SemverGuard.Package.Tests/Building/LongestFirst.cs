using Xunit.Abstractions;

namespace SemverGuard.Package.Tests.Building;

/// <summary>A class runs on one core: a long one that begins last keeps the others idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(ReplayTests), nameof(ReplayFrameworkTests), nameof(SolutionCommandTests), nameof(AcceptCommandTests),
        nameof(RecompilationTests), nameof(CommandLineTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection)
    {
        int place = Array.FindIndex(Long, x => collection.DisplayName.EndsWith("." + x, StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
