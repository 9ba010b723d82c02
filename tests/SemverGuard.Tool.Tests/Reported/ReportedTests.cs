using System.Text;
using SemverGuard.Compiling;
using Xunit.Abstractions;

namespace SemverGuard.Tool.Reported;

/// <summary>
/// Real upgrades that people reported, as their programs meet them: the cause is named, and what harms nobody is no warning.
/// </summary>
[Trait("Category", "EndToEnd")]
public sealed class ReportedTests(ITestOutputHelper output)
{
    private static readonly string File = Repository.PathOf("tests", "Reports", "scoreboard.md");

    public static TheoryData<string> Cases => [.. ReportedCase.All.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_reported_upgrade_is_told(string name)
    {
        var row = ReportedSolution.Rows.Single(x => x.Case.Name == name);
        output.WriteLine(row.Text);
        Assert.Empty(row.NotChecked);
        Assert.Equal(row.Case.Moves, row.Resolved);
        bool isGap = ReportedGaps.Known.Contains(name);
        Assert.True(
            row.IsRight != isGap, isGap ? "holds, and is no gap any more" : "its cause is not named, or it is warned of and harmless");
    }

    [Fact]
    public void Every_gap_is_a_case() => Assert.Empty(ReportedGaps.Known.Except(ReportedCase.All.Select(x => x.Name)));

    [Fact]
    public void Scoreboard_is_up_to_date() => Repository.Holds(File, Scoreboard());

    private static string Scoreboard()
    {
        var rows = ReportedSolution.Rows;
        ReportedRow[] harms = [.. rows.Where(x => !x.Case.IsHarmless)], harmless = [.. rows.Where(x => x.Case.IsHarmless)];
        var text = new StringBuilder($"""
            # Scoreboard on reported upgrades

            Written by the reported tests (`SEMVERGUARD_UPDATE=1 dotnet test`), and compared with what they find on every run. `told` is the loudest
            finding that names the cause; `others` counts the warnings about anything else.

            - harms named: {harms.Count(x => x.IsNamed)} of {harms.Length}
            - harms named by a warning: {harms.Count(x => x.IsWarned)} of {harms.Length}
            - harmless upgrades without a warning: {harmless.Count(x => !x.Preview.HasFindings)} of {harmless.Length}

            | case | upgrade | harm | told | others |
            |---|---|---|---|---|

            """);
        foreach (var row in rows) text.Append(row.Line).Append('\n');
        return text.ToString();
    }
}
