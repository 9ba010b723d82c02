namespace SemverGuard.Baselines;

/// <summary>The incident that a reason may tell of.</summary>
public sealed class IncidentTextTests
{
    private const string Address = "https://wiki.example.org/runbooks/INC-123?x=1&y=(2)";

    [Theory]
    [InlineData("incident: INC-123 claims stayed, 2020-12-04, runbook: " + Address, "INC-123", "claims stayed", "2020-12-04", Address)]
    [InlineData("we set it; incident: #77 slow, all; 2021-01-02; runbook: http://x.example", "#77", "slow, all; 2021-01-02", "",
        "http://x.example")]
    [InlineData("incident: P1-7", "P1-7", "", "", "")]
    [InlineData("incident: P1-7, 2020-12-04", "P1-7", "", "2020-12-04", "")]
    [InlineData("incident: P1-7, runbook: https://x.example/a", "P1-7", "", "", "https://x.example/a")]
    public void It_is_read(string reason, string id, string what, string date, string runbook) =>
        Assert.Equal((new Incident(id, what, date, runbook), null), Incident.Of(reason));

    [Theory]
    [InlineData("checked by Ann, see #123")]
    [InlineData("no incident: it is read only")]
    [InlineData("the runbook: https://x.example says so")]
    [InlineData("incident:none")]
    public void A_reason_without_one_is_a_reason(string reason) => Assert.Equal((null, null), Incident.Of(reason));

    [Theory]
    [InlineData("incident:", "without an id")]
    [InlineData("incident: claims stayed in the queue", "without an id")]
    [InlineData("fine; incident: <b>1</b>", "without an id")]
    [InlineData("incident: INC-1 x, 2020-13-04", "a day that is none")]
    [InlineData("incident: INC-1 x, 2020-2-4", "a day that is none")]
    [InlineData("incident: INC-1 x, runbook: javascript:alert(1)", "no http or https")]
    [InlineData("incident: INC-1 x, runbook: file:///etc/passwd", "no http or https")]
    [InlineData("incident: INC-1 x, runbook: https://github.com@evil.example/", "no http or https")]
    [InlineData("incident: INC-1 x, runbook: https://x.example/<script>", "no http or https")]
    [InlineData("incident: INC-1 x, runbook: https://x.example/\u202etxt", "no http or https")]
    [InlineData("incident: INC-1 x, runbook: https://x.example/##vso[task.complete]", "no http or https")]
    [InlineData("incident: INC-1 x, runbook: https://x.example and more", "no http or https")]
    [InlineData("incident: INC-1 x, runbook: HTTPS://x.example", "no http or https")]
    [InlineData("incident: INC-1 x, runbook:", "no http or https")]
    public void What_is_wrong_is_said_and_the_line_counts(string reason, string problem)
    {
        var (incident, said) = Incident.Of(reason);
        Assert.Null(incident);
        Assert.Contains(problem, said, StringComparison.Ordinal);
        string text = "semverguard-accepted 1\nSG3001 F:A.B Lib 1.0.0 -> 1.0.1: " + reason + "\n";
        Assert.Equal(reason, Assert.Single(AcceptedText.Parse(text).Accepted!.Lines).Finding.Reason);
    }

    [Fact]
    public void An_address_that_a_log_would_cut_is_none() =>
        Assert.NotNull(Incident.Of("incident: INC-1 x, runbook: https://x.example/" + new string('a', 180)).Problem);
}
