using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Rules;

namespace SemverGuard.Reports;

/// <summary>The report as a comment of a pull request.</summary>
public sealed class MarkdownReportTests
{
    private static readonly string Shop = ReportFormats.Print("markdown", ShopReport.Report);

    [Fact]
    public void A_table_of_the_upgrades_comes_first_and_what_breaks_before_the_rest()
    {
        Assert.StartsWith(
            """
            # SemverGuard: Shop

            4 of 7 upgrades break something that Shop uses.

            | package | version | evidence | findings |
            |---|---|---|---|
            | OpenTelemetry 1.20.0 -> 1.20.1 | claims patch | **breaking** | 1 binary, 1 recompile |

            """, Shop, StringComparison.Ordinal);
        int infos = Shop.IndexOf("<details><summary>1 info</summary>", StringComparison.Ordinal),
            info = Shop.IndexOf("| info", StringComparison.Ordinal);
        Assert.InRange(info, infos, infos + 200);
        Assert.Contains("<details><summary>3 upgrades without a finding</summary>\n\n- Polly.Core 8.9.0 -> 8.9.1: claims patch", Shop,
            StringComparison.Ordinal);
        Assert.Equal(Count(Shop, "<details>"), Count(Shop, "</details>"));
    }

    /// <summary>What is pasted, with a reason, accepts just this.</summary>
    [Fact]
    public void Each_finding_that_breaks_has_a_line_to_paste()
    {
        string[] lines = [.. Shop.Split("```text\n").Skip(1).SelectMany(x => x.Split("\n```")[0].Split('\n'))];
        var told = ShopReport.Report.Upgrades.SelectMany(x => x.Breaks).Select(x => x.Finding).ToArray();
        Assert.Equal(told.Length, lines.Length);
        Assert.Null(AcceptedText.Parse("semverguard-accepted 1\n" + lines[0] + "\n").Accepted);
        var accepted = AcceptedText.Parse("semverguard-accepted 1\n" + string.Concat(lines.Select(x => x + " we know\n"))).Accepted!;
        Assert.All(told, x => Assert.Equal("we know", accepted.Find(x)?.Finding.Reason));
        // Half a line would be about another symbol.
        Assert.Null(AcceptLine.Of(Samples.Missing with { Symbol = "T:" + new string('x', 300) }));
        Assert.DoesNotContain("to the project's `.accepted`", ReportFormats.Print("markdown", ShopReport.Report with { Compiles = false }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 0, "")]
    [InlineData(60, 100, "how the program gets to each finding")]
    [InlineData(60, 2000, "all infos, sheets and ways")]
    [InlineData(220, 2000, "everything but errors and warnings")]
    [InlineData(5000, 0, "errors and warnings are cut here")]
    public void It_fits_a_comment_and_says_what_is_left_out(int warnings, int infos, string leftOut)
    {
        Finding[] all = [
            .. Enumerable.Range(0, warnings + infos).Select(x => Samples.Number(x, x < warnings ? Severity.Warning : Severity.Info))];
        string text = ReportFormats.Print("markdown", Samples.Of(all));
        Assert.InRange(text.Length, 1000, MarkdownReport.Most);
        Assert.Equal(leftOut.Length > 0, text.Contains("**This report is longer than a comment may be: ", StringComparison.Ordinal));
        Assert.Contains(leftOut, text, StringComparison.Ordinal);
        Assert.Equal(Count(text, "<details>"), Count(text, "</details>"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
