using SemverGuard.Baselines;
using SemverGuard.Reports;

namespace SemverGuard.Findings;

/// <summary>An accepted finding holds for one upgrade, and a line that speaks of something else is told.</summary>
public sealed class AcceptanceTests
{
    private static readonly Finding Finding = Samples.Missing;

    private static readonly AcceptedFindings Accepted = AcceptedFindings.Empty.And([Acceptance.Of(Finding, "fine")]);

    [Fact]
    public void It_holds_while_the_facts_are_the_same()
    {
        Assert.Equal("fine", Accepted.Find(Finding with { Message = "said otherwise", Sites = [] })?.Finding.Reason);
        Assert.Null(Accepted.Find(Finding with { Symbol = "F:Another" }));
        Assert.Null(Accepted.Find(Finding with { Id = "SG3002" }));
        Assert.Null(Accepted.Find(Finding with { Package = Samples.Patch with { After = "1.20.2" } }));
        Assert.Null(Accepted.Find(Finding with { Package = Samples.Patch with { Before = "1.19.0" } }));
    }

    [Theory]
    [InlineData("1.20.0", "1.20.1", true, null)]
    [InlineData("1.20.0", "1.20.1", false, "this upgrade has no such finding")]
    [InlineData("1.20.0", "1.20.1", null, null)]
    [InlineData("1.20.0", "1.20.2", false, "the upgrade is now 1.20.0 -> 1.20.2")]
    [InlineData("1.20.0", "1.20.0", false, "the project is at OpenTelemetry 1.20.0")]
    [InlineData(null, "1.19.0", false, "the project is at OpenTelemetry 1.19.0")]
    [InlineData("1.20.0", null, false, "the project no longer has OpenTelemetry")]
    [InlineData(null, null, false, "the project no longer has OpenTelemetry")]
    // Left behind: the line says why the project is where it is.
    [InlineData("1.20.1", "1.20.1", false, null)]
    [InlineData("1.21.0", "2.0.0", false, null)]
    public void A_line_about_something_else_is_told(string? before, string? after, bool? isFound, string? fact)
    {
        Finding[]? findings = isFound is { } found ? found ? [Finding] : [] : null;
        Assert.Equal(fact, Accepted.Stale(_ => before, _ => after, findings).Select(x => x.Fact).SingleOrDefault());
    }
}
