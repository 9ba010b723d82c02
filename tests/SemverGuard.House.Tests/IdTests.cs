using System.Text.RegularExpressions;
using SemverGuard.Compiling;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.House;

/// <summary>Ids are forever.</summary>
public sealed partial class IdTests
{
    private const string Retired = "retired";

    private static readonly (string Id, string Meaning)[] Listed =
    [
        .. File.ReadAllLines(Repository.PathOf("tests", "SemverGuard.House.Tests", "Ids.txt")).Where(x => !x.StartsWith('#')).Select(x => (x[..6], x[7..])),
    ];

    private static readonly (string Id, string Meaning)[] Live =
        [.. RuleCatalog.All.Select(x => (x.Info.Id, x.Info.Title)), .. LinkRules.All.Select(x => (x.Id, x.Title)), .. RebindRules.All.Select(x => (x.Id, x.Title)), .. SelfRules.All.Select(x => (x.Id, x.Title))];

    [Fact]
    public void The_list_ascends_and_has_no_id_twice() => Assert.Equal(Listed.Select(x => x.Id).Distinct().Order(StringComparer.Ordinal), Listed.Select(x => x.Id));

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

    [Fact]
    public void The_readme_lists_every_rule_as_the_catalogue_does()
    {
        string readme = Repository.PathOf("README.md");
        string text = File.Exists(readme) ? File.ReadAllText(readme) : "";
        var rows = RuleRow().Matches(text).Select(x => (x.Groups[1].Value, x.Groups[2].Value)).ToList();
        if (rows.Count > 0) Assert.Empty(RuleCatalog.All.Select(x => (x.Info.Id, x.Info.Title)).Except(rows));
        Assert.DoesNotContain(rows, x => Listed.All(y => y.Id != x.Item1));
    }

    [GeneratedRegex("\"(SG[0-9]{4})\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| \[?`?(SG[0-9]{4})`?\]?(?:\([^)]*\))? \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex RuleRow();
}
