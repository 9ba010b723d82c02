using System.Globalization;
using System.Text.RegularExpressions;

namespace SemverGuard.Package.Tests.Building;

/// <summary>One line of a build's output that has a code.</summary>
internal sealed record BuildDiagnostic(string Severity, string Code, string File, int Line, int Column, string Message);

/// <summary>What a build said.</summary>
internal sealed partial class BuildResult(int exitCode, string output, string folder)
{
    public string Output { get; } = output;

    public IReadOnlyList<BuildDiagnostic> Diagnostics { get; } = Parse(output);

    public BuildResult ShouldSucceed()
    {
        Assert.True(exitCode == 0, $"exit code {exitCode}\n{Output}");
        return ShouldBeBrief();
    }

    public BuildResult ShouldFail()
    {
        Assert.True(exitCode != 0, Output);
        return ShouldBeBrief();
    }

    /// <summary>No message of SemverGuard is longer than somebody reads in a log.</summary>
    private BuildResult ShouldBeBrief()
    {
        const int Most = 300;
        Assert.Empty(Diagnostics.Where(x => x.Code.StartsWith("SG") && x.Message.Length > Most)
            .Select(x => $"{x.Message.Length} {x.Code} {x.Message}"));
        return this;
    }

    /// <summary>
    /// Every word of SemverGuard that is at least a warning, in any order, each as <c>warning SG1000 at app.csproj: &lt;the text that
    /// stands there&gt;</c>.
    /// </summary>
    public BuildResult ShouldWarn(params string[] expected)
    {
        string[] actual = Diagnostics.Where(x => x.Code.StartsWith("SG") && x.Severity != "message").Select(Describe)
            .Order(StringComparer.Ordinal).ToArray();
        string[] wanted = expected.Order(StringComparer.Ordinal).ToArray();
        bool isSame = actual.Length == wanted.Length && actual.Zip(wanted).All(x => x.First.StartsWith(x.Second, StringComparison.Ordinal));
        Assert.True(isSame, $"Expected:\n  {string.Join("\n  ", wanted)}\nActual:\n  {string.Join("\n  ", actual)}\n\n{Output}");
        return this;
    }

    public BuildResult ShouldNotWarn() => ShouldWarn();

    /// <summary>The message of the only diagnostic with a code.</summary>
    public string Message(string code) => Assert.Single(Diagnostics, x => x.Code == code).Message;

    public bool HasSkipped(string target) =>
        Output.Contains($"Skipping target \"{target}\" because all output files are up-to-date", StringComparison.Ordinal);

    public bool HasRun(string target) => Output.Contains($"Building target \"{target}\"", StringComparison.Ordinal);

    private string Describe(BuildDiagnostic diagnostic)
    {
        string text = "";
        string file = Path.Combine(folder, diagnostic.File);
        if (diagnostic.Line > 0 && File.Exists(file))
        {
            string line = File.ReadLines(file).ElementAt(diagnostic.Line - 1);
            text = ": " + line[Math.Min(line.Length, Math.Max(0, diagnostic.Column - 1))..];
        }
        return $"{diagnostic.Severity} {diagnostic.Code} at {Path.GetFileName(diagnostic.File)}{text}";
    }

    private static BuildDiagnostic[] Parse(string output) =>
    [
        // The command's summary says everything once more.
        .. output.Split('\n').TakeWhile(x => x is not ("Build succeeded." or "Build FAILED.")).Select(x => Line().Match(x.Trim()))
            .Where(x => x.Success).Select(x => new BuildDiagnostic(
            x.Groups["severity"].Value,
            x.Groups["code"].Value,
            x.Groups["file"].Value,
            Number(x.Groups["line"]),
            Number(x.Groups["column"]),
            x.Groups["message"].Value)),
    ];

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<file>[^(]+?)(\((?<line>\d+),(?<column>\d+)(,\d+,\d+)?\))?\s*: (?<severity>error|warning|message) (?<code>[A-Z]+\d+): (?<message>.*?)( \[[^\]]+proj(::[^\]]*)?\])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
