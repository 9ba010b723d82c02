using System.Text.Json;
using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>Text, JSON, Markdown and the annotations of build servers.</summary>
public sealed class PrinterTests
{
    [Fact]
    public void Json_keeps_its_contract()
    {
        var json = JsonDocument.Parse(ReportFormats.Print("json", Samples.Report)).RootElement;
        string[] names = ["$schema", "version", "project", "framework", "compiles", "upgrades",
            "notChecked", "checked", "problems"];
        Assert.Equal(names, json.EnumerateObject().Select(x => x.Name));
        var upgrade = Assert.Single(json.GetProperty("upgrades").EnumerateArray());
        var package = upgrade.GetProperty("package").EnumerateObject();
        Assert.Equal(["OpenTelemetry", "1.20.0", "1.20.1", "patch"], package.Select(x => x.Value.GetString()));
        var finding = upgrade.GetProperty("findings")[0];
        Assert.Equal(["id", "severity", "impact", "symbol", "message", "exception", "uses", "sites", "trace", "differences"],
            finding.EnumerateObject().Select(x => x.Name));
        Assert.Equal(11, finding.GetProperty("sites")[0].GetProperty("line").GetInt32());
        Assert.Equal("binary", finding.GetProperty("impact")[0].GetString());
        Assert.Equal(3, json.GetProperty("checked").GetProperty("members").GetInt32());
        // Whatever a message holds; half a character cannot be written, and is replaced.
        string? nasty = upgrade.GetProperty("findings")[1].GetProperty("message").GetString();
        Assert.Equal(Samples.Nasty.Message.Replace('\ud800', '\ufffd'), nasty);
    }

    [Fact]
    public void A_sheet_is_whole_in_markdown_and_its_differences_in_json()
    {
        var sheet = new Sheet(SheetKind.Options, "T:OpenTelemetry.BatchOptions", "OpenTelemetry",
            [new("Delay", "5", "5", false), new("Size", "512", "2048", true), new("Queue", null, "1", false),
                new("Name", "\"a|b\"", "\"c\"", true) { IsSet = true }]);
        var report = Report.Of(new GuardReport([], [], new Checked(0, 0, 0)) { Sheets = [sheet] }, [Samples.Patch]);
        Assert.Contains(
            """
            <details><summary>Defaults of BatchOptions: 2 changed, 2 as before</summary>

            | property | before | after | |
            |---|---|---|---|
            | `Size` | `512` | `2048` | **changed** |
            | `Name` | `"a\|b"` | `"c"` | **changed**, set by the project |
            | `Delay` | `5` | `5` |  |
            | `Queue` |  | `1` | new |

            </details>
            """, ReportFormats.Print("markdown", report), StringComparison.Ordinal);
        var json = JsonDocument.Parse(ReportFormats.Print("json", report)).RootElement.GetProperty("upgrades")[0].GetProperty("sheets")[0];
        Assert.Equal(("options", "T:OpenTelemetry.BatchOptions", 2),
            (json.GetProperty("kind").GetString(), json.GetProperty("type").GetString(), json.GetProperty("same").GetInt32()));
        Assert.Equal(["member", "before", "after", "set"], json.GetProperty("rows")[0].EnumerateObject().Select(x => x.Name));
        Assert.Equal(["Size", "Name"], json.GetProperty("rows").EnumerateArray().Select(x => x.GetProperty("member").GetString()));
    }

    [Fact]
    public void Text_is_one_line_for_a_finding() => Assert.Equal(
        """
        /repo/src/app/My Program.cs(11,1): warning SG3001: OpenTelemetry 1.20.1 has no field 'HistogramBuckets.BucketCounts'; fails with MissingFieldException. Safe: OpenTelemetry 1.20.0.
        not checked: Lib|2: it is not <there>
        1 warning, 0 info; looked at 1 assembly, 2 references and 3 used symbols.

        """, ReportFormats.Print("text", Samples.Of(Samples.Missing)));

    [Fact]
    public void Markdown_has_a_section_for_each_upgrade()
    {
        string text = ReportFormats.Print("markdown", Samples.Report);
        Assert.Equal(
            """
            # SemverGuard: app (net10.0)

            ## OpenTelemetry 1.20.0 -> 1.20.1

            **claims patch, evidence: breaking** (1 binary, 1 recompile)

            Version: `src/app/app.csproj:14`

            | | finding | where | what it means, and what is safe |
            |---|---|---|---|
            | warning | [SG3001](https://github.com/semverguard/semverguard/blob/main/src/SemverGuard.Core/Findings/Pages/MissingFieldNeeded.md) Missing field<br>`HistogramBuckets.BucketCounts` | `src/app/My Program.cs:11`<br>`src/app/Other.cs:3` | OpenTelemetry 1.20.1 has no field 'HistogramBuckets.BucketCounts'; fails with MissingFieldException. Safe: OpenTelemetry 1.20.0. |
            """, string.Join('\n', text.Split('\n').Take(11)));
        Assert.Contains(@"100% of 'Type&lt;T>.op\_Implicit' \| changed:  ""a;b"", \[c\] \*d\* \\ &#64;you", text, StringComparison.Ordinal);
        Assert.Contains("<details><summary>How the program gets to HistogramBuckets.BucketCounts</summary>\n\n1. "
            + "`Program.Main(string[])`\n2. ", text, StringComparison.Ordinal);
        Assert.EndsWith("\n## Not checked\n\n- Lib\\|2: it is not &lt;there>\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_says_what_was_accepted_and_what_was_not_found()
    {
        string text = ReportFormats.Print("markdown", Samples.Accepted);
        Assert.Contains("**claims patch, evidence: changes that break nothing here** (1 recompile)", text, StringComparison.Ordinal);
        Assert.Contains("Accepted: [SG3001](https://github.com/semverguard/semverguard/blob/main/src/SemverGuard.Core/Findings/Pages/MissingFieldNeeded.md) `HistogramBuckets.BucketCounts`: we export no histograms\n", text, StringComparison.Ordinal);
        Assert.Contains("<details><summary>1 upgrade without a finding</summary>\n\n- Other 1.0.0 -> 2.0.0: claims nothing, "
            + "nothing found; transitive: Host 2.0.0 asks for Other \\[1.0.0, )\n\n</details>\n", text, StringComparison.Ordinal);
        var hole = new Hole(HoleKind.Dynamic, "M:Program.Main", new SourceSite("/repo/A.cs", 3, 1));
        Assert.Contains("## Not checked\n\n- not followed: dynamic at `A.cs:3`, `Program.Main`\n",
            ReportFormats.Print("markdown", Samples.Accepted with { Holes = [hole, hole with { Site = null }] }), StringComparison.Ordinal);
        Assert.Equal("# SemverGuard\n\nNo package is at another version than the baseline says.\n",
            ReportFormats.Print("markdown", new Report { Upgrades = [] }));
    }

    /// <summary>A long story of who asked for it leaves no room for the verdict, and so it gives way.</summary>
    [Theory]
    [InlineData("transitive: Host 2.0.0 asks for OpenTelemetry", "; before, Host 1.0.0 asked for it",
        " (transitive: Host 2.0.0 asks for OpenTelemetry; before, Host 1.0.0 asked for it) calls itself a patch but breaks ")]
    [InlineData("transitive: Host 2.0.0 asks for OpenTelemetry",
        "; before, another hundred asked for it: A, B, C, D, E, F, G, H, I, J, K, L, M",
        " (transitive: Host 2.0.0 asks for OpenTelemetry) calls itself a patch but breaks ")]
    [InlineData("transitive: Host 2.0.0 asks for A 1.0.0 asks for B 1.0.0 asks for C 1.0.0 asks for D 1.0.0 asks for E 1.0.0 asks for F "
        + "1.0.0 asks for OpenTelemetry", "", " calls itself a patch but breaks ")]
    public void The_verdict_stays_in_the_log(string origin, string before, string expected)
    {
        var report = Samples.Report with { Upgrades = [.. Samples.Report.Upgrades.Select(x => x with { Origin = origin + before })] };
        string line = ReportFormats.Print("github", report).Split('\n')[0];
        Assert.Contains("::OpenTelemetry 1.20.0 -> 1.20.1" + expected, line, StringComparison.Ordinal);
        Assert.EndsWith("-p:SemverGuardPackages=OpenTelemetry", line, StringComparison.Ordinal);
    }

    [Fact]
    public void GitHub_gets_one_line_for_each()
    {
        string[] lines = ReportFormats.Print("github", Samples.Report).TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("::warning title=SG1000,file=src/app/app.csproj,line=14,col=5::OpenTelemetry 1.20.0 -> 1.20.1 calls itself a "
            + "patch but breaks", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("::warning title=SG3001,file=src/app/My Program.cs,line=11,col=1::OpenTelemetry 1.20.1 has no field", lines[1],
            StringComparison.Ordinal);
        Assert.StartsWith("::notice title=SG2099,file=src/app/app.csproj,line=14,col=5::100%25 of 'Type<T>.op_Implicit' | "
            + "changed:%0D%0A\"a;b\"", lines[2], StringComparison.Ordinal);
        Assert.Equal("::warning title=SG9005,file=src/app/app.csproj::Not checked: it is not <there>: Lib|2.", lines[3]);
    }

    [Fact]
    public void Azure_gets_errors_and_warnings()
    {
        var bad = Samples.Of(Samples.Nasty with { Severity = Severity.Error, Sites = [new("/repo/a;b]%.cs", 2, 0)] });
        string[] lines = ReportFormats.Print("azure", bad).TrimEnd('\n').Split('\n');
        Assert.StartsWith("##vso[task.logissue type=error;sourcepath=a%3Bb%5D%AZP25.cs;linenumber=2;code=SG2099;]100%AZP25 of "
            + "'Type<T>.op_Implicit' | changed:%0D%0A", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            "##vso[task.logissue type=warning;sourcepath=src/app/app.csproj;code=SG9005;]Not checked: it is not <there>: Lib|2.", lines[2]);
        Assert.Equal(3, lines.Length);
        Assert.DoesNotContain("SG2099", ReportFormats.Print("azure", Samples.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void Infos_are_not_counted_as_breaks()
    {
        string mixed = Summary(Samples.Number(1), Samples.Number(2), Samples.Number(3, Severity.Info));
        Assert.StartsWith("OpenTelemetry 1.20.0 -> 1.20.1 calls itself a patch but breaks what this project uses: 2 binary, "
            + "and 1 info. Accept it:", mixed, StringComparison.Ordinal);
        string harmless = Summary(Samples.Number(1, Severity.Info));
        Assert.Equal("OpenTelemetry 1.20.0 -> 1.20.1 calls itself a patch and changes what this project uses: 1 binary.", harmless);
    }

    [Theory]
    [InlineData(Impact.Behavior, " calls itself a patch but does something else behind what this project uses: 1 behavior.")]
    [InlineData(Impact.Package, " calls itself a patch but changes what this project gets: 1 package.")]
    [InlineData(Impact.Behavior | Impact.Binary, " calls itself a patch but breaks what this project uses: 1 binary.")]
    public void The_summary_says_what_kind_of_change_it_is(Impact impact, string what) =>
        Assert.Contains(what, Summary(Samples.Missing with { Impact = impact }), StringComparison.Ordinal);

    [Theory]
    [InlineData("1.0.0", "1.0.0", " changed under the same version and breaks")]
    [InlineData("1.0.0", "1.1.0", " calls itself a minor but breaks")]
    [InlineData("1.0.0", "2.0.0", " is a major upgrade and breaks")]
    [InlineData("1.0.0-rc.1", "1.0.0", " promises nothing by its version and breaks")]
    public void The_summary_says_what_the_version_claims(string before, string after, string claim)
    {
        var bump = new Bump("Lib", before, after, []);
        Assert.Contains(claim, ReportLines.Of(
            Report.Of(new([Samples.Missing with { Package = bump }], [], new(0, 0, 0)), [bump]))[0].Message, StringComparison.Ordinal);
        var none = bump with { Claim = Claim.None };
        if (before != after)
            Assert.Contains(" promises nothing here (SemverGuardClaim=none) and breaks",
                ReportLines.Of(Report.Of(new([Samples.Missing with { Package = none }], [], new(0, 0, 0)), [none]))[0].Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_findings_of_an_upgrade_are_told_and_the_rest_is_counted()
    {
        var report = Samples.Of([.. Enumerable.Range(1, 14).Select(x => Samples.Number(x))]);
        var lines = ReportLines.Of(report, rest: "see a.sarif").Where(x => x.Code != "SG9005").ToArray();
        Assert.Equal(11, lines.Length);
        Assert.Contains(" 4 of them are not told here: see a.sarif. Accept it", lines[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not told", Summary([.. Enumerable.Range(1, 10).Select(x => Samples.Number(x))]), StringComparison.Ordinal);
    }

    /// <summary>What the summary counts is what the report has, whatever it is about.</summary>
    [Theory]
    [InlineData(0, 2, ", and 2 infos. ")]
    [InlineData(1, 0, ", and 1 info. ")]
    [InlineData(1, 2, ", and 3 infos. ")]
    [InlineData(30, 2, ", and 32 infos. The infos: see a.sarif. ")]
    public void The_summary_counts_every_info(int behavior, int others, string text)
    {
        Finding[] infos = [.. Enumerable.Range(2, behavior + others).Select(
            x => Samples.Number(x) with { Severity = Severity.Info, Impact = x < 2 + behavior ? Impact.Behavior : Impact.Package })];
        var lines = ReportLines.Of(Samples.Of([Samples.Number(1), .. infos]), rest: "see a.sarif");
        Assert.Contains(text, lines[0].Message, StringComparison.Ordinal);
        Assert.Equal(Math.Min(ReportLines.Most, 1 + behavior + others), lines.Count(x => x.Code == Samples.Number(1).Id));
    }

    [Fact]
    public void What_one_package_lacks_on_one_way_is_one_message()
    {
        static Finding Lacking(int number) => Samples.Number(number) with { NeededBy = "Exporter" };
        var elsewhere = Lacking(6) with { Sites = [new("/repo/src/app/Other.cs", 1, 1)] };
        var report = Samples.Of(
            Lacking(1), Lacking(2), Lacking(3), Lacking(4), Lacking(5), elsewhere, Lacking(7) with { NeededBy = "Another" });
        string[] lines = [.. ReportLines.Of(report).Where(x => x.Code == "SG3001").Select(x => x.Message)];
        Assert.Equal(["Field 1 is gone. Fails here too: 'Type.Field2' (SG3001), 'Type.Field3' (SG3001), "
            + "'Type.Field4' (SG3001) and 1 more.", "Field 6 is gone.", "Field 7 is gone."], lines);
        var upgrade = JsonDocument.Parse(ReportFormats.Print("json", report)).RootElement.GetProperty("upgrades")[0];
        Assert.Equal(7, upgrade.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void An_accepted_finding_is_counted_and_not_told()
    {
        var line = Assert.Single(ReportLines.Of(Samples.Accepted), x => x.Code == Diagnostic.Summary);
        Assert.Equal(Severity.Info, line.Severity);
        Assert.EndsWith(" 1 further finding is accepted.", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ReportLines.Of(Samples.Accepted), x => x.Code == "SG3001");
    }

    [Theory]
    [InlineData("a.sarif", "sarif")]
    [InlineData("out/A.SARIF.json", "sarif")]
    [InlineData("a.md", "markdown")]
    [InlineData("a.txt", "text")]
    [InlineData("a.html", "html")]
    [InlineData("a.json", "json")]
    [InlineData("a", null)]
    public void A_file_names_its_format(string file, string? format) => Assert.Equal(format, ReportFormats.OfFile(file));

    [Theory]
    [InlineData("out/a.sarif", false, "out/a.sarif")]
    [InlineData("out/a.sarif", true, "out/a.net10.0.sarif")]
    [InlineData("out.d/a.sarif.json", true, "out.d/a.net10.0.sarif.json")]
    [InlineData("out/.sarif", true, "out/net10.0.sarif")]
    [InlineData("{project}-{framework}.md", true, "app-net10.0.md")]
    [InlineData("{project}.md", false, "app.md")]
    public void A_report_of_one_framework_has_a_file_of_its_own(string pattern, bool isOneOfMany, string path) =>
    Assert.Equal(path, ReportPath.Of(pattern, "app", "net10.0", isOneOfMany));

    [Theory]
    [InlineData("/repo", "/repo/a/B.cs", "a/B.cs", "a/B.cs")]
    [InlineData("/repo/", "/repository/B.cs", "/repository/B.cs", "file:///repository/B.cs")]
    [InlineData(@"C:\repo", @"c:\Repo\a b.cs", "a b.cs", "a%20b.cs")]
    [InlineData(@"C:\repo", @"D:\x\B#.cs", "D:/x/B#.cs", "file:///D:/x/B%23.cs")]
    [InlineData("", "B.cs", "B.cs", "B.cs")]
    [InlineData("/repo", "/_/src/B.cs", "src/B.cs", "src/B.cs")]
    public void A_file_is_named_from_the_root(string root, string file, string name, string uri)
    {
        Assert.Equal(name, new SourceRoot(root).NameOf(file));
        Assert.Equal(uri, new SourceRoot(root).UriOf(file, out bool isBelow));
        Assert.Equal(!uri.StartsWith("file:", StringComparison.Ordinal), isBelow);
    }

    [Fact]
    public void The_root_is_the_repository()
    {
        string repository = Path.GetFullPath("/repo"), folder = Path.Combine(repository, "src", "app"), file = Path.Combine(folder, "B.cs");
        Assert.Equal("src/app/B.cs", SourceRoot.Of(folder, x => x == Path.Combine(repository, ".git")).NameOf(file));
        Assert.Equal("B.cs", SourceRoot.Of(folder, _ => false).NameOf(file));
    }

    /// <summary>
    /// One reason that concerns a family of packages is one line, which a problem matcher reads and a person too: first why, then which.
    /// </summary>
    [Fact]
    public void What_was_not_checked_for_one_reason_is_one_short_line()
    {
        Bump[] bumps = [
            .. Enumerable.Range(1, 28).Select(x => new Bump($"Microsoft.EntityFrameworkCore.Part{x}", "10.0.10", "10.0.15", []))];
        var report = Report.Of(new([], [.. bumps.Select(x => NotChecked.About(x, "the compiler was not found"))], new(0, 0, 0)), bumps)
            with { Place = new Place("app.csproj", 1, 1) };
        var line = Assert.Single(ReportLines.Of(report));
        Assert.InRange(line.Message.Length, 200, 300);
        Assert.StartsWith("Not checked: the compiler was not found: Microsoft.EntityFrameworkCore.Part1 10.0.10 -> 10.0.15, ", line.Message,
            StringComparison.Ordinal);
        Assert.Matches(" and [0-9]+ more\\.$", line.Message);
        Assert.Equal(new Place("app.csproj", 1, 1), line.Place);
        // At the reference of a package that it is about, where that is known.
        report = report with { Upgrades = [
            .. report.Upgrades.Select(x => x with { Place = new Place("Directory.Packages.props", 7, 5) })] };
        Assert.Equal(new Place("Directory.Packages.props", 7, 5), Assert.Single(ReportLines.Of(report)).Place);
    }

    /// <summary>
    /// No later build ends it; where the upgrade breaks something, or the project does not compile, another line says what to do.
    /// </summary>
    [Fact]
    public void What_can_never_be_checked_says_how_it_ends()
    {
        Bump[] bumps = [new("Lib", "1.0.0", "1.0.1", []), new("Other", "1.0.0", "1.0.1", [])];
        const string Accept = " Accept it: dotnet build -t:SemverGuardAccept -p:SemverGuardPackages=";
        NotChecked Gap(Bump bump) => NotChecked.About(bump, "the source needs it") with { IsForGood = true };
        Assert.Equal("Not checked: the source needs it: Lib 1.0.0 -> 1.0.1, Other 1.0.0 -> 1.0.1." + Accept + "Lib,Other",
            Line(new([], [.. bumps.Select(Gap)], new(0, 0, 0))));
        Assert.Equal("Not checked: the source needs it: Lib 1.0.0 -> 1.0.1.",
            Line(new([], [Gap(bumps[0]) with { IsForGood = false }], new(0, 0, 0))));
        Assert.Equal("Not checked: the source needs it: Lib 1.0.0 -> 1.0.1.",
            Line(new([], [Gap(bumps[0])], new(0, 0, 0)) { Compiles = false }));
        var finding = Samples.Number(1) with { Package = bumps[0] };
        Assert.Equal("Not checked: the source needs it: Lib 1.0.0 -> 1.0.1.", Line(new([finding], [Gap(bumps[0])], new(0, 0, 0))));

        string Line(GuardReport report) => Assert.Single(ReportLines.Of(Report.Of(report, bumps)), x => x.Code == "SG9005").Message;
    }

    private static string Summary(params Finding[] findings) => ReportLines.Of(Samples.Of(findings))[0].Message;
}
