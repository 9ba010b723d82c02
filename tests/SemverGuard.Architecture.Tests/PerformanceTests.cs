using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

public sealed class PerformanceTests
{
    [Fact]
    public void The_document_has_the_figures_that_were_measured_last()
    {
        string[] results = File.ReadAllLines(Repository.PathOf("tests", "SemverGuard.Benchmarks", "results.md"));
        var table = results.SkipWhile(x => x != "## In short").Skip(2).TakeWhile(x => x.StartsWith('|'));
        const string Begin = "<!-- performance: the short table of the benchmarks, written by the architecture tests -->\n";
        WrittenPart.Has("src/SemverGuard/docs/performance.md", Begin, "<!-- /performance -->", string.Concat(table.Select(x => x + "\n")));
    }
}
