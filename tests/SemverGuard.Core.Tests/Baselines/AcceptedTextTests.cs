using System.Text.Json;
using CsCheck;
using SemverGuard.Packages;

namespace SemverGuard.Baselines;

public sealed class AcceptedTextTests
{
    private const string Sample = """
        semverguard-accepted 1
        # What we know about our upgrades.

        # Nothing exports histograms.
        SG3001 F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts OpenTelemetry 1.20.0 -> 1.20.1: checked by Ann: see #123

        SG3002 M:Lib.Queue.Publish(System.String,System.Int32) Lib 1.0.0-rc.1 -> 1.0.0: only in the tool
        # The end.

        """;

    private static readonly Gen<string> Id = Gen.String[Gen.Char["abcXYZ019.-_"], 1, 8].Where(PackageGrammar.IsId);

    private static readonly Gen<string> Version = Gen.Select(Gen.Byte, Gen.Byte, Gen.Bool)
        .Select((major, minor, isPreview) => $"{major}.{minor}.0{(isPreview ? "-rc.1" : "")}");

    private static readonly Gen<string> Symbol = Gen.Select(Gen.String["abc.`{}(),~ %:\n#\u2028"], x => "M:" + x);

    private static readonly Gen<string> Reason = Gen.Select(Gen.String[Gen.Char["abc:>#-%ä"], 1, 6].List[1, 4], x => string.Join(' ', x));

    private static readonly Gen<AcceptedFinding> Finding = Gen.Select(
        Gen.Int[1000, 9999], Symbol, Id, Version, Version, Reason,
        (id, symbol, package, before, after, reason) => new AcceptedFinding("SG" + id, symbol, package, before, after, reason));

    private static readonly Gen<string> Comment = Gen.String["abc #=<"].Select(x => "#" + x);

    private static readonly Gen<string> CommentOrEmpty = Gen.OneOf(Comment, Gen.Const(""), Gen.Const("  "));

    /// <summary>Above the first finding, what is above an empty line is the file's.</summary>
    private static readonly Gen<AcceptedFindings> AnyFile = Gen.Select(
        CommentOrEmpty.List[0, 3], Gen.Select(Finding, Comment.List[0, 2]).List[0, 4], CommentOrEmpty.List[0, 2])
        .Select((head, lines, tail) =>
        lines.Count == 0
            ? new AcceptedFindings(head, [], [])
            : new AcceptedFindings(
                head.Count == 0 ? head : [.. head, ""], [.. lines.Select(x => new AcceptedLine(x.Item1, x.Item2, 0))], tail));

    [Fact]
    public void Parse_gives_back_what_was_written() => AnyFile.Sample(
        file =>
        {
            string text = AcceptedText.Write(file);
            var (parsed, error) = AcceptedText.Parse(text);
            Assert.Null(error);
            Assert.Equal(JsonSerializer.Serialize(file),
                JsonSerializer.Serialize(parsed! with { Lines = [.. parsed.Lines.Select(x => x with { Line = 0 })] }));
            Assert.Equal(text, AcceptedText.Write(parsed!));
        }, iter: 1000);

    [Fact]
    public void The_sample_is_read_and_written_alike()
    {
        var (parsed, error) = AcceptedText.Parse(Sample);
        Assert.Null(error);
        Assert.Equal(Sample, AcceptedText.Write(parsed!));
        Assert.Equal(Sample, AcceptedText.Write(AcceptedText.Parse("\ufeff" + Sample.ReplaceLineEndings("\r\n").TrimEnd()).Accepted!));
        Assert.Equal([5, 7], parsed!.Lines.Select(x => x.Line));
        Assert.Equal("checked by Ann: see #123", parsed.Lines[0].Finding.Reason);
        Assert.Equal("M:Lib.Queue.Publish(System.String,System.Int32)", parsed.Lines[1].Finding.Symbol);
        Assert.Equal("", AcceptedText.Parse("").Error?.Message ?? "");
    }

    /// <summary>Comments go where their finding goes, and the order does not depend on who accepted first.</summary>
    [Fact]
    public void A_new_finding_takes_its_place_in_the_order()
    {
        var first = new AcceptedFinding("SG1101", "M:Lib.A", "Lib", "1.0.0", "1.0.1", "  two\nlines\t ");
        var last = new AcceptedFinding("SG3003", "T:Lib.A", "Lib", "1.0.0", "1.0.1", "fine");
        var again = AcceptedText.Parse(Sample).Accepted!.Lines[0].Finding with { Reason = "another reason", Package = "opentelemetry" };
        string text = AcceptedText.Write(AcceptedText.Parse(Sample).Accepted!.And([last, again]).And([first]));
        Assert.Equal(text, AcceptedText.Write(AcceptedText.Parse(Sample).Accepted!.And([first]).And([again, last])));
        Assert.Equal(
            """
            semverguard-accepted 1
            # What we know about our upgrades.

            SG1101 M:Lib.A Lib 1.0.0 -> 1.0.1: two lines
            # Nothing exports histograms.
            SG3001 F:OpenTelemetry.Metrics.HistogramBuckets.BucketCounts opentelemetry 1.20.0 -> 1.20.1: another reason

            SG3002 M:Lib.Queue.Publish(System.String,System.Int32) Lib 1.0.0-rc.1 -> 1.0.0: only in the tool
            SG3003 T:Lib.A Lib 1.0.0 -> 1.0.1: fine
            # The end.

            """, text);
    }

    [Theory]
    [InlineData(1, "semverguard-baseline 1", "does not begin with")]
    [InlineData(1, "semverguard-accepted 2", "has format 2")]
    [InlineData(4, "<<<<<<< HEAD", "merge conflict")]
    [InlineData(5, "=======", "merge conflict")]
    [InlineData(5, "SG3001", "was expected")]
    [InlineData(5, "SG3001 F:A Lib 1.0.0 1.0.1: fine", "was expected")]
    [InlineData(5, "SG3001 F:A Lib 1.0.0 -> 1.0.1 fine", "was expected")]
    [InlineData(5, "SG3001 F:A ../Lib 1.0.0 -> 1.0.1: fine", "no package can have")]
    [InlineData(5, "SG3001 F:A Lib ../1.0.0 -> 1.0.1: fine", "a version that is none")]
    [InlineData(5, "SG3001 F:A Lib 1.0.0 -> $(HOME): fine", "a version that is none")]
    [InlineData(5, "::error F:A Lib 1.0.0 -> 1.0.1: fine", "a rule id that is none")]
    [InlineData(5, "SG3001 F:A Lib 1.0.0 -> 1.0.1:", "no reason")]
    [InlineData(7, "SG3001 F:A Lib 1.0.0 -> 1.0.1:   ", "no reason")]
    public void A_bad_line_is_named(int number, string line, string message)
    {
        string[] lines = Sample.Split('\n');
        lines[number - 1] = line;
        var (parsed, error) = AcceptedText.Parse(string.Join('\n', lines));
        Assert.Null(parsed);
        Assert.Equal(number, error!.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
