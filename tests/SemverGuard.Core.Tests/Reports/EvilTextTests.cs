using System.Text.Json;
using CsCheck;
using SemverGuard.Baselines;
using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>A package names its types as it likes; nothing of that may give orders to whatever shows our messages.</summary>
public sealed class EvilTextTests
{
    private static readonly string[] Parts =
    [
        "\n", "\r\n", "\r", "\t", "\0", "\u0007", "\b", "\u001b[31m", "\u001b]8;;x\u0007", "\u009b2J", "\u0085", "\u2028", "\u2029",
        "\ufeff", "\u00ad",
        "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200b", "\u200c", "\u200d", "\u200e",
        "\u200f", "\u2060", "\u061c", "\U000e0041",
        "\ud800", "\udc00", "\n::set-output name=a::b", "::error::x", "\n##vso[task.setvariable variable=a]b", "##[error]x", "##VSO[a]",
        "\n::stop-commands::x", "%0A::error::x", "%3B;$(HOME)@(X)%24",
        "Type", ".", " ", "'", "`", "|", "<script>", "&", "\"", "]", ";", ",", "ä\U0001F600", new string('x', 300),
    ];

    private static readonly Gen<string> Evil = Gen.Int[0, Parts.Length - 1].Array[1, 5].Select(x => string.Concat(x.Select(y => Parts[y])));

    public static TheoryData<string> Formats => [.. ReportFormats.Names];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_printer_says_what_is_not_its_own(string format) => Evil.Sample(
        evil =>
        {
            string text = ReportFormats.Print(format, Of(evil));
            string[] lines = text.Split('\n');
            Assert.All(lines, x => Assert.True(IsHarmless(x, format), Shown(evil) + " made " + Shown(x)));
            Assert.DoesNotContain(
                new string('x', SafeText.LongestName + 1), format == "json" ? "" : Messages(format, text), StringComparison.Ordinal);
            if (format is "json" or "sarif") JsonDocument.Parse(text);
            // As many lines as of a name that is only a name.
            if (format is "text" or "github" or "azure" or "json")
                Assert.Equal(ReportFormats.Print(format, Of("Name")).Split('\n').Length, lines.Length);
        }, iter: 2000);

    [Fact]
    public void A_line_of_the_log_is_one_line() => Evil.Sample(
        evil =>
        {
            foreach (var line in ReportLines.Of(Of(evil)))
            {
                string text = LogLine.Of(line.Message);
                Assert.True(IsHarmless(text, "log") && text.Length <= LogLine.Most, Shown(evil) + " made " + Shown(text));
            }
        }, iter: 2000);

    /// <summary>A fact of a baseline stands in one line of it, and comes back as it was.</summary>
    [Fact]
    public void A_baseline_shows_what_it_says() => Evil.Sample(
        evil =>
        {
            var symbol = new BaselineSymbol("T:" + evil + "x", Use.Mention, "public class");
            var assembly = new BaselineAssembly { Name = evil + "x", Version = new Version(1, 0, 0, 0), Mvid = Guid.Empty,
                Symbols = [symbol] };
            string text = BaselineText.Write(new Baseline { Framework = "net10.0",
                Packages = [new BaselinePackage { Id = "A", Version = "1.0.0", Via = [evil + "x"], Assemblies = [assembly] }] });
            Assert.All(text.Split('\n'), x => Assert.True(IsHarmless(x, "baseline"), Shown(x)));
            var package = BaselineText.Parse(text).Baseline!.Packages[0];
            Assert.Equal((evil + "x", evil + "x", "T:" + evil + "x"),
                (package.Via[0], package.Assemblies[0].Name, package.Assemblies[0].Symbols[0].Id));
        }, iter: 2000);

    [Theory]
    [InlineData("Queue.Publish(string, int)", "Queue.Publish(string, int)")]
    [InlineData("a\nb", @"a\u000ab")]
    [InlineData("a\u202eb", @"a\u202eb")]
    [InlineData("\u001b[0m", @"\u001b[0m")]
    [InlineData("::error::x", @"\u003a:error::x")]
    [InlineData("  ::error::x", @"  \u003a:error::x")]
    [InlineData("a ::b", "a ::b")]
    [InlineData("a ##vso[b", @"a ##vso\u005bb")]
    [InlineData("a ##[b", @"a ##\u005bb")]
    [InlineData("List[int]", "List[int]")]
    [InlineData("ä\U0001F600", "ä\U0001F600")]
    public void What_is_not_seen_is_shown(string text, string shown) => Assert.Equal(shown, SafeText.OneLine(text));

    [Fact]
    public void A_name_is_cut_at_200()
    {
        string name = new('x', 100_000);
        Assert.Equal(SafeText.LongestName, SafeText.OneLine(name).Length);
        Assert.Equal("a " + new string('x', SafeText.LongestName - 1) + "… b", SafeText.OneLine("a " + name + " b"));
        Assert.True(DisplayName.Of("M:" + name + "." + name + "(" + name + ")").Length <= SafeText.LongestName);
    }

    private static Report Of(string evil)
    {
        var finding = Samples.Missing with
        {
            Message = "Lib 1.0.1 has no type '" + evil + "'. " + evil + " fails.", Symbol = "T:" + evil,
            Trace = ["M:" + evil + ".A", "T:" + evil], Exception = evil,
            Sites = [new SourceSite("/repo/" + evil + ".cs", 1, 1)],
        };
        var nowhere = finding with { Message = evil, Sites = [], Impact = Impact.Recompile };
        var sheet = new Sheet(SheetKind.Options, "T:" + evil, "OpenTelemetry", [new(evil, evil, evil + "1", true)]);
        var found = new GuardReport([finding, nowhere], [new NotChecked(evil, evil)], new Checked(0, 0, 0)) { Sheets = [sheet] };
        // What others know is a file that somebody sent.
        string incident = "incident: INC-1 x" + evil + "x, runbook: https://x.example";
        AcceptedFinding[] known = [Acceptance.Of(finding, evil), Acceptance.Of(finding, incident)];
        var report = Samples.Laid(Report.Of(found, [Samples.Patch], x => new ReportedFinding(x, x.Severity) { Known = known }));
        var upgrades = report.Upgrades.Select(x => x with { Known = known });
        return report with { Upgrades = [.. upgrades], Holes = [new Hole(HoleKind.Dynamic, "M:" + evil, null)] };
    }

    /// <summary>Nothing that a terminal, a browser or a build server would obey.</summary>
    private static bool IsHarmless(string line, string format)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (!SafeText.IsSeen(line, i)) return false;
            if (char.IsHighSurrogate(line[i])) i++;
        }
        // Their own lines begin with it, and nothing else does.
        string text = format switch { "github" when line.StartsWith("::", StringComparison.Ordinal) =>
            line[2..], "azure" when line.StartsWith("##vso[task.logissue ", StringComparison.Ordinal) => line[6..], _ => line };
        return !text.Contains("##vso[", StringComparison.OrdinalIgnoreCase) && !text.Contains("##[", StringComparison.Ordinal)
            && !text.TrimStart().StartsWith("::", StringComparison.Ordinal);
    }

    /// <summary>An id is a key, and whole.</summary>
    private static string Messages(string format, string text) =>
        format != "sarif" ? text : string.Join('\n', text.Split('\n').Where(x => x.Contains("\"text\":", StringComparison.Ordinal)));

    private static string Shown(string text) => string.Concat(text.Select(x => x is >= ' ' and <= '~' ? x.ToString() : $"\\u{(int)x:x4}"));
}
