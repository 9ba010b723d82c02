namespace SemverGuard.Architecture;

public sealed class AccuracyTests
{
    [Fact]
    public void The_readme_says_how_good_we_are() =>
        WrittenPart.Has("README.md", "<!-- accuracy: written from the scoreboards by the architecture tests -->\n", "<!-- /accuracy -->",
            AccuracyTable.Markdown());
}
