using System.Text.RegularExpressions;
using System.Xml.Linq;
using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

/// <summary>The version stands in one place; what repeats it for readers says the same.</summary>
public sealed partial class VersionTests
{
    private static string Version { get; } =
        XDocument.Load(Repository.PathOf("build", "Shared.props")).Descendants("VersionPrefix").Single().Value;

    [Fact]
    public void No_project_has_a_version_of_its_own() =>
        Assert.Equal(["build/Shared.props"], TrackedFiles.WithExtension(".csproj", ".props", ".targets")
            .Where(x => VersionProperty().IsMatch(File.ReadAllText(x))).Select(TrackedFiles.Name)
            .Where(x => !x.StartsWith("tests/", StringComparison.Ordinal)));

    [Fact]
    public void The_changelog_begins_with_the_version_that_is_built() =>
        Assert.Equal(Version, Heading().Match(File.ReadAllText(Repository.PathOf("CHANGELOG.md"))).Groups[1].Value);

    /// <summary>A reader pastes them.</summary>
    [Fact]
    public void The_examples_of_the_documents_install_the_version_that_is_built()
    {
        var examples = TrackedFiles.WithExtension(".md").Where(x => !TrackedFiles.Name(x).StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(x => Example().Matches(File.ReadAllText(x)).Select(y => (File: TrackedFiles.Name(x), Version: y.Groups[1].Value)))
            .ToArray();
        Assert.NotEmpty(examples);
        Assert.DoesNotContain(examples, x => x.Version != Version);
    }

    [GeneratedRegex("<(?:VersionPrefix|Version|PackageVersion|AssemblyVersion|FileVersion)>")]
    private static partial Regex VersionProperty();

    [GeneratedRegex(@"^## \[(\d[^\]]*)\]", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"Include=""SemverGuard(?:\.Tool)?"" Version=""([^""]+)""")]
    private static partial Regex Example();
}
