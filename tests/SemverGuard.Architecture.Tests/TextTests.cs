using System.Text.RegularExpressions;

namespace SemverGuard.Architecture;

/// <summary>What no file of the repository may say.</summary>
public sealed partial class TextTests
{
    /// <summary>Hosts that a newcomer can reach and that are part of the subject. A package source is the machine's own affair.</summary>
    private static readonly string[] Hosts =
        ["github.com", "learn.microsoft.com", "semver.org", "aka.ms", "json.schemastore.org", "schemas.microsoft.com", "www.nuget.org",
            "127.0.0.1:9", "docs.oasis-open.org", "json-schema.org", "keepachangelog.com", "www.apache.org"];

    [Fact]
    public void No_machine_is_named() => Assert.Empty(Lines(MachinePath()));

    [Fact]
    public void Only_hosts_of_the_subject_are_named() =>
        Assert.Empty(TrackedFiles.All.SelectMany(
            x => Host().Matches(File.ReadAllText(x)).Select(y => (File: TrackedFiles.Name(x), Host: y.Groups[1].Value)))
            .Where(x => !Hosts.Contains(x.Host) && !IsReserved(x.Host)).Distinct());

    /// <summary>RFC 2606: nobody's, and so fit for an example.</summary>
    private static bool IsReserved(string host) =>
        host.EndsWith(".example", StringComparison.Ordinal) || host.EndsWith(".example.org", StringComparison.Ordinal);

    [Fact]
    public void The_nuget_configuration_names_no_source() =>
        Assert.DoesNotContain("<packageSources", File.ReadAllText(TrackedFiles.All.Single(x => TrackedFiles.Name(x) == "nuget.config")),
            StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_left_for_later() => Assert.Empty(Lines(LeftForLater(), ".cs", ".props", ".targets", ".csproj", ".md"));

    /// <summary>In a comment right above, or on the same line.</summary>
    [Fact]
    public void Every_silenced_warning_has_its_reason()
    {
        var bare = new List<string>();
        foreach (string file in TrackedFiles.WithExtension(".csproj", ".props", ".targets", ".proj", ".cs").Where(x => !IsThisFile(x)))
        {
            string[] lines = File.ReadAllLines(file);
            for (int i = 0; i < lines.Length; i++)
            {
                if (!Silenced().IsMatch(lines[i])) continue;
                string above = i == 0 ? "" : lines[i - 1].TrimEnd();
                bool hasReason = above.EndsWith("-->", StringComparison.Ordinal)
                    || above.TrimStart().StartsWith("//", StringComparison.Ordinal)
                    || lines[i].Contains("<!--", StringComparison.Ordinal) || lines[i].Contains(" // ", StringComparison.Ordinal);
                if (!hasReason) bare.Add($"{TrackedFiles.Name(file)}({i + 1}): {lines[i].Trim()}");
            }
        }
        Assert.Empty(bare);
    }

    /// <summary>As .editorconfig has it.</summary>
    [Fact]
    public void No_line_of_the_source_is_longer_than_140_columns() =>
        Assert.DoesNotContain(TooLong(), x => x.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Tests hold programs and what they print as text; there may be fewer such lines, and not more.</summary>
    [Fact]
    public void Long_lines_of_tests_become_no_more()
    {
        const int Most = 192;
        Assert.InRange(TooLong().Count(x => x.StartsWith("tests/", StringComparison.Ordinal)), 0, Most);
    }

    private static IEnumerable<string> TooLong()
    {
        const int Most = 140;
        return from file in TrackedFiles.WithExtension(".cs")
               from line in File.ReadLines(file).Select((x, i) => (x.Length, Number: i + 1))
               where line.Length > Most
               select $"{TrackedFiles.Name(file)}({line.Number})";
    }

    private static IEnumerable<string> Lines(Regex pattern, params string[] extensions) =>
        from file in extensions.Length == 0 ? TrackedFiles.All : TrackedFiles.WithExtension(extensions)
        where !IsThisFile(file)
        from line in File.ReadAllLines(file).Select((x, i) => (Text: x, Number: i + 1))
        where pattern.IsMatch(line.Text)
        select $"{TrackedFiles.Name(file)}({line.Number}): {line.Text.Trim()}";

    /// <summary>It says what it looks for.</summary>
    private static bool IsThisFile(string file) => Path.GetFileName(file) == nameof(TextTests) + ".cs";

    [GeneratedRegex(@"(?<![\w.~])/(work|root|tmp|home|Users)/|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://([^/""'\s<>)`\\;,]+)")]
    private static partial Regex Host();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"<NoWarn>|#pragma warning disable|SuppressMessage\(")]
    private static partial Regex Silenced();
}
