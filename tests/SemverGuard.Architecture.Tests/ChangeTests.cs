using System.Text.RegularExpressions;
using SemverGuard.Compiling;
using SemverGuard.Reports;
using SemverGuard.Rules;

namespace SemverGuard.Architecture;

/// <summary>
/// The three ways to add something that CONTRIBUTING describes: each is short, names what is there, and was followed by all.
/// </summary>
public sealed partial class ChangeTests
{
    private const int MostSteps = 10, MostLines = 80;

    private static readonly string Guide = File.ReadAllText(Repository.PathOf("CONTRIBUTING.md"));

    private static readonly Lazy<HashSet<string>> Known = new(() =>
        [.. TrackedFiles.WithExtension(".cs").SelectMany(x => Word().Matches(File.ReadAllText(x)).Select(y => y.Value))]);

    [Theory]
    [InlineData("Add a rule")]
    [InlineData("Add a detector")]
    [InlineData("Add a report format")]
    public void A_way_has_ten_steps_at_most_and_names_what_is_there(string title)
    {
        string section = Section(title);
        Assert.InRange(Step().Count(section), 3, MostSteps);
        var code = Code().Matches(section).Select(x => x.Groups[1].Value).ToArray();
        string[] names = [.. code.Where(IsName).SelectMany(x => Word().Matches(x).Select(y => y.Value))];
        Assert.DoesNotContain(names, x => !Known.Value.Contains(x));
        var files = code.Where(x => !x.Contains(' ', StringComparison.Ordinal)
            && (x.Contains('/', StringComparison.Ordinal) || FileName().IsMatch(x)));
        Assert.DoesNotContain(files, x => !TrackedFiles.All.Any(y => Matches(TrackedFiles.Name(y), x)));
    }

    /// <summary>Step 6 of a rule, and what the first says about a screen.</summary>
    [Fact]
    public void Each_rule_has_its_page_beside_it_and_fits_a_screen()
    {
        string[] files = [.. Below("src/SemverGuard.Core/Rules/")];
        foreach (var rule in RuleCatalog.All)
        {
            string name = rule.GetType().Name;
            string source = Assert.Single(files, x => Path.GetFileName(x) == name + ".cs");
            Assert.Contains(Path.ChangeExtension(source, ".md"), files);
            Assert.InRange(File.ReadLines(source).Count(), 1, MostLines);
        }
    }

    /// <summary>Steps 2 and 6 of a detector: who has a method to find with is asked by the list, or by one that is in it.</summary>
    [Fact]
    public void Each_detector_is_asked()
    {
        var sources = Below("src/SemverGuard.Core/Effects/").Where(x => x.EndsWith(".cs", StringComparison.Ordinal))
            .ToDictionary(x => x, File.ReadAllText);
        var detectors = sources.Where(x => x.Value.Contains(" Find(MethodPair pair)", StringComparison.Ordinal))
            .Select(x => Path.GetFileNameWithoutExtension(x.Key)).Where(x => x != "Detector").ToArray();
        Assert.NotEmpty(detectors);
        Assert.DoesNotContain(detectors, x => !sources.Values.Any(y => y.Contains(x + ".Find", StringComparison.Ordinal)));
    }

    /// <summary>Step 8 of a report format.</summary>
    [Fact]
    public void Each_format_is_described()
    {
        string page = File.ReadAllText(Repository.PathOf("src/SemverGuard/docs/reports.md"));
        Assert.DoesNotContain(ReportFormats.Names, x => !page.Contains(x, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Below(string folder) =>
        TrackedFiles.All.Where(x => TrackedFiles.Name(x).StartsWith(folder, StringComparison.Ordinal));

    private static string Section(string title)
    {
        int start = Guide.IndexOf($"### {title}\n", StringComparison.Ordinal);
        return Guide[start..Guide.IndexOf("\n### ", start + 1, StringComparison.Ordinal)];
    }

    /// <summary>A type or member as C# writes it, with parameters or without.</summary>
    private static bool IsName(string code) => Name().IsMatch(code);

    private static bool Matches(string file, string pattern) => pattern.Contains('*', StringComparison.Ordinal)
        ? Regex.IsMatch(file, "(^|/)" + Regex.Escape(pattern).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$")
        : file == pattern || ("/" + file + "/").Contains("/" + pattern + "/", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+\. ", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^([A-Za-z]+ )?[A-Z]\w+(\(\w*\))?$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\.(cs|md|txt)$")]
    private static partial Regex FileName();
}
