using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Reports;

namespace SemverGuard.FindingsTests;

/// <summary>To go back promises nothing, and what the lower version does not have it did not lose.</summary>
public sealed class DowngradeTests
{
    private static Bump Down => new("Lib", "13.0.3", "13.0.1", ["Lib"]);

    [Theory]
    [InlineData("13.0.3", "13.0.1", true)]
    [InlineData("9.0.19", "8.0.5", true)]
    [InlineData("1.0.0", "1.0.0-rc.1", true)]
    [InlineData("13.0.1", "13.0.3", false)]
    [InlineData("1.0.0", "1.0.0", false)]
    [InlineData("1.0.0", "not a version", false)]
    public void Is_told_by_the_versions(string before, string after, bool isDowngrade)
    {
        var bump = new Bump("Lib", before, after, []);
        Assert.Equal(isDowngrade, bump.IsDowngrade);
        if (isDowngrade) Assert.Equal(Claim.Major, bump.Claim);
    }

    /// <summary>The compiler refuses it: a warning all the same.</summary>
    [Fact]
    public void What_is_not_there_yet_is_not_gone()
    {
        var check = new Bumped { VersionBefore = "13.0.3", VersionAfter = "13.0.1" }
            .Package("Lib", "public class Log { public static void New() { } public static int Size { get; set; } }",
            "public class Log { public static int Size { get; } }")
            .Check("public static class Program { public static void Run() { Log.New(); Log.Size = 1; } }").ShouldExplainAll();
        Assert.Equal("Lib 13.0.1: 'Log.New()' does not exist. The project does not compile. Safe: Lib 13.0.3.", check.At("CS0117"));
        Assert.Equal("Lib 13.0.1: 'Log.Size' has no setter. The project does not compile. Safe: Lib 13.0.3.", check.At("CS0200"));
    }

    [Fact]
    public void A_framework_that_is_not_there_yet()
    {
        var finding = Assert.Single(PackageFindingsOf.Between(
            new MadeContent("9.0.19", ("lib/net8.0/Lib.dll", ""), ("lib/net9.0/Lib.dll", "")),
            new MadeContent("8.0.5", ("lib/net8.0/Lib.dll", ""))));
        Assert.StartsWith("Lib 8.0.5 has no build for net9.0, and its build for net8.0 is used instead", finding.Message);
        Assert.Equal(Severity.Info, finding.Severity);
    }

    [Fact]
    public void A_package_that_has_nothing_for_the_project()
    {
        var finding = Assert.Single(PackageFindingsOf.Between(
            new MadeContent("9.0.1", ("lib/net9.0/Lib.dll", "")), new MadeContent("10.0.5", ("lib/net11.0/Lib.dll", ""))));
        Assert.Equal("Lib 10.0.5 has no build for net9.0 any more, and none that this project can use (only for net11.0): nothing of its "
            + "code reaches this project: what it declared does not exist here. Safe: Lib 9.0.1.", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    /// <summary>Such a package is in the graph, and what is deployed is the framework's assembly of the same name.</summary>
    [Fact]
    public void A_package_that_loses_to_the_framework() => Assert.Empty(PackageFindingsOf.Between(
        new MadeContent("10.0.5", ("lib/net10.0/Lib.dll", "")), new MadeContent("9.0.5", ("lib/net10.0/Lib.dll", "")) { Picked = "" }));

    [Theory]
    [InlineData("is no extension method any more", "is no extension method")]
    [InlineData("no longer has a getter", "has no getter")]
    [InlineData("no longer has the namespace Lib.Old; 'A' and 'B' no longer exist", "has no namespace Lib.Old; 'A' and 'B' do not exist")]
    [InlineData("no longer has [JsonIgnore]", "does not have [JsonIgnore]")]
    [InlineData("no longer catches IOException", "does not catch IOException")]
    [InlineData("no longer passes on an exception that it catches", "does not pass on an exception that it catches")]
    [InlineData("no longer lets X's members be used", "does not let X's members be used")]
    [InlineData("may no longer be worn by Class", "may not be worn by Class")]
    [InlineData("is no longer async: its caller's thread waits for what it awaited",
        "is not async: its caller's thread waits for what it awaited")]
    [InlineData("no longer sends the SQL \"select 'no longer used'\"", "does not send the SQL \"select 'no longer used'\"")]
    public void Sentences_for_both(string upwards, string downwards)
    {
        Assert.Equal(upwards, Wording.Of(new Bump("Lib", "1.0.0", "1.0.1", []), upwards));
        Assert.Equal(downwards, Wording.Of(Down, upwards));
    }

    [Fact]
    public void The_summary_says_which_way_it_goes()
    {
        var report = Samples.Laid(Report.Of(new GuardReport([Samples.Missing with { Package = Down }], [], new Checked(1, 2, 3)), [Down]));
        var line = ReportLines.Of(report, ReportLines.Most, "").First();
        Assert.StartsWith("Lib goes back from 13.0.3 to 13.0.1 and breaks what this project uses: 1 binary.", line.Message);
        Assert.Contains("\n**goes back, evidence: breaking**", ReportFormats.Print("markdown", report));
    }

    /// <summary>Its assemblies were another package's, whose versions are neither higher nor lower.</summary>
    [Fact]
    public void A_package_that_takes_the_place_of_another_goes_nowhere()
    {
        var bump = Down with { IdBefore = "Lib.Old", IsDowngrade = false };
        var report = Samples.Laid(Report.Of(
            new GuardReport([Samples.Missing with { Package = bump }], [NotChecked.About(bump, "why")], new Checked(1, 2, 3)), [bump]));
        var line = ReportLines.Of(report, ReportLines.Most, "").First();
        Assert.StartsWith("Lib 13.0.1 takes the place of Lib.Old 13.0.3 and breaks what this project uses: 1 binary.", line.Message);
        string markdown = ReportFormats.Print("markdown", report);
        Assert.Contains("\n**another package, evidence: breaking**", markdown);
        Assert.Contains("## Lib.Old 13.0.3 -> Lib 13.0.1", markdown);
        Assert.Contains("\"idBefore\": \"Lib.Old\"", ReportFormats.Print("json", report));
        Assert.Contains("Lib.Old 13.0.3 -> Lib 13.0.1", Assert.Single(report.NotChecked).Subject);
    }
}
