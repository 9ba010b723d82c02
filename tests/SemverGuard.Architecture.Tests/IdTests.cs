using System.Text.RegularExpressions;
using SemverGuard.Compiling;
using SemverGuard.Findings;

namespace SemverGuard.Architecture;

/// <summary>Ids are forever.</summary>
public sealed partial class IdTests
{
    private const string Retired = "retired";

    private static readonly (string Id, string Meaning)[] Listed =
    [
        .. File.ReadAllLines(Repository.PathOf("tests", "SemverGuard.Architecture.Tests", "Ids.txt")).Where(x => !x.StartsWith('#'))
            .Select(x => (x[..6], x[7..])),
    ];

    private static readonly (string Id, string Meaning)[] Live =
        [.. Catalogue.All.Select(x => (x.Id, x.Title))];

    [Fact]
    public void The_list_ascends_and_has_no_id_twice() =>
    Assert.Equal(Listed.Select(x => x.Id).Distinct().Order(StringComparer.Ordinal), Listed.Select(x => x.Id));

    [Fact]
    public void Every_id_of_the_product_is_listed_with_its_meaning() => Assert.Empty(Live.Except(Listed));

    [Fact]
    public void A_listed_id_is_in_the_product_or_retired()
    {
        // The summary belongs to the build alone.
        Assert.Empty(Listed.Where(x => x.Meaning != Retired && x.Id != "SG1000").Except(Live));
        Assert.DoesNotContain(Live, x => Listed.Contains((x.Id, Retired)));
    }

    [Fact]
    public void An_id_is_declared_in_one_place()
    {
        var declarations = TrackedFiles.WithExtension(".cs").Where(x => TrackedFiles.Name(x).StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(x => Literal().Matches(File.ReadAllText(x)).Select(y => (Id: y.Groups[1].Value, File: TrackedFiles.Name(x))))
            .GroupBy(x => x.Id)
            .Where(x => x.Count() > 1)
            .Select(x => $"{x.Key}: {string.Join(", ", x.Select(y => y.File))}");
        Assert.Empty(declarations);
    }

    /// <summary>A page says what happened, whom it hurts and what to do; those of rules and engines are run by the page tests.</summary>
    [Fact]
    public void Every_id_has_a_page() =>
        Assert.Empty(Catalogue.All.Where(x => !File.Exists(Repository.PathOf(["src", "SemverGuard.Core", .. x.Page.Split('/')])))
            .Select(x => $"{x.Id} {x.Page}"));

    [Fact]
    public void The_documents_have_the_table_of_ids() => WrittenPart.Has(
        "src/SemverGuard/docs/rules.md", "<!-- rules: written from the catalogue by the architecture tests -->\n", "<!-- /rules -->",
        RuleTable.Markdown());

    [GeneratedRegex("\"(SG[0-9]{4})\"")]
    private static partial Regex Literal();
}
