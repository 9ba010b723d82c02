using System.Text.RegularExpressions;
using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

/// <summary>Tests that run the SDK's commands take minutes, and say so, that a quick run can leave them out.</summary>
public sealed partial class CategoryTests
{
    private const string EndToEnd = "tests/SemverGuard.Package.Tests/";

    [Fact]
    public void Every_test_that_builds_with_the_package_is_end_to_end() =>
        Assert.Contains("\n[assembly: AssemblyTrait(\"Category\", \"EndToEnd\")]\n",
            File.ReadAllText(Repository.PathOf([.. EndToEnd.Split('/'), "AssemblyInfo.cs"])), StringComparison.Ordinal);

    /// <summary>
    /// But for the programs that the pages are about, and those that are rewritten, each of which runs for a tenth of a second.
    /// </summary>
    [Fact]
    public void No_other_test_starts_a_process() =>
        Assert.Equal(
            ["tests/SemverGuard.Core.Tests/Pages/Outcome.cs", "tests/SemverGuard.Tool.Tests/Replay/RewritingTests.cs"],
            TrackedFiles.WithExtension(".cs").Where(x => Starts().IsMatch(File.ReadAllText(x))).Select(TrackedFiles.Name)
                .Where(x => Tests().IsMatch(x) && !x.StartsWith(EndToEnd, StringComparison.Ordinal)));

    [GeneratedRegex(@"new\s+ProcessStartInfo|(?<![.\w])Process\.Start\(")]
    private static partial Regex Starts();

    [GeneratedRegex(@"^tests/[^/]+\.Tests/")]
    private static partial Regex Tests();
}
