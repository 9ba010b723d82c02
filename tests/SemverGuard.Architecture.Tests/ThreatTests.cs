using System.Text.RegularExpressions;
using SemverGuard.Compiling;

namespace SemverGuard.Architecture;

/// <summary>The threat model is only as good as the tests that it names, and as the few places that all of it goes through.</summary>
public sealed partial class ThreatTests
{
    private static readonly string[] Tests =
        [.. TrackedFiles.WithExtension(".cs").Where(x => TrackedFiles.Name(x).StartsWith("tests/", StringComparison.Ordinal))];

    [Fact]
    public void Every_promise_is_held_by_a_test_that_exists()
    {
        var rows = File.ReadAllLines(Repository.PathOf("src", "THREATS.md")).Select(x => Promise().Match(x)).Where(x => x.Success)
            .ToArray();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            string[] named = [.. Name().Matches(row.Groups["tests"].Value).Select(x => x.Groups[1].Value)];
            Assert.NotEmpty(named);
            Assert.All(named, x => Assert.True(Exists(x), x + " is no test"));
        }
    }

    /// <summary>Whoever opens, writes or starts something by himself goes round what the promises rest on.</summary>
    [Fact]
    public void Front_ends_read_write_and_start_in_one_place_each()
    {
        string[] places = ["InputFile.cs", "OutputFile.cs", "Command.cs"];
        // Into a folder of this process alone, which nobody else reads.
        string[] own = ["ProjectCompiler.cs", "WithdrawnVersions.cs", "BuiltSide.cs", "AssemblyRewriter.cs"];
        var frontEnds = TrackedFiles.WithExtension(".cs")
            .Where(x => FrontEnd().IsMatch(TrackedFiles.Name(x)) && !places.Concat(own).Contains(Path.GetFileName(x)));
        Assert.Empty(frontEnds.Where(x => Direct().IsMatch(File.ReadAllText(x))).Select(TrackedFiles.Name));
    }

    /// <summary>Whoever writes to the console by himself writes what nobody made harmless.</summary>
    [Fact]
    public void The_tool_speaks_in_one_place()
    {
        var tool = TrackedFiles.WithExtension(".cs").Where(x =>
            TrackedFiles.Name(x).StartsWith("src/SemverGuard.Tool/", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["src/SemverGuard.Tool/Say.cs"], tool.Where(x => Speaks().IsMatch(File.ReadAllText(x))).Select(TrackedFiles.Name));
    }

    private static bool Exists(string name)
    {
        string[] parts = name.Split('.');
        return Tests.FirstOrDefault(x => Path.GetFileName(x) == parts[0] + ".cs") is { } file
            && (parts.Length == 1 || File.ReadAllText(file).Contains(" " + parts[1] + "(", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| [^|]+ \| (?<tests>`\w+(?:\.\w+)?`(?:, `\w+(?:\.\w+)?`)*) \|$")]
    private static partial Regex Promise();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<!\w)(AnsiC|C)onsole\.[A-Z]|using static System\.Console")]
    private static partial Regex Speaks();

    [GeneratedRegex(@"^src/(SemverGuard\.Tasks|SemverGuard\.Tool|SemverGuard\.Worlds|Shared)/")]
    private static partial Regex FrontEnd();

    [GeneratedRegex(@"\bFile\.(Read|Write|Append|Open|Create\(|Copy|Move|Replace)|\bDirectory\.Move|WriterParameters"
        + @"|new FileStream|new StreamReader\(""|ProcessStartInfo")]
    private static partial Regex Direct();
}
