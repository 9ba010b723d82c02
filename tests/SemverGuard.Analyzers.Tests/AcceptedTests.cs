namespace SemverGuard.Analyzers.Tests;

/// <summary>What somebody accepted is silent in the editor too.</summary>
public class AcceptedTests
{
    private const string Before =
        "namespace Lib { public static class Limits { public const int Retries = 3; public const int Size = 8; "
            + "} public class Bus { public void Send(object o) { } } }";

    private const string After =
        "namespace Lib { public static class Limits { public const int Retries = 4; public const int Size = 9; "
            + "} public class Bus { public void Send(object o) { } public void Send(string s) { } } }";

    [Fact]
    public Task Only_what_was_accepted_is_silent() => Verify(
        "SG2001 F:Lib.Limits.Retries Lib 1.0.0 -> 1.0.1: we count ourselves\n",
        "class App { int Go(Lib.Bus bus) { bus.{|SG2005:Send|}(\"\"); return Lib.Limits.Retries + Lib.Limits.{|SG2001:Size|}; } }");

    [Fact]
    public Task A_call_that_goes_elsewhere() => Verify(
        "SG2005 M:Lib.Bus.Send(System.String) Lib 1.0.0 -> 1.0.1: the same\n",
        "class App { int Go(Lib.Bus bus) { bus.Send(\"\"); return Lib.Limits.{|SG2001:Size|}; } }");

    [Fact]
    public Task Of_another_upgrade_it_says_nothing() => Verify(
        "SG2001 F:Lib.Limits.Retries Lib 0.9.0 -> 1.0.1: we count ourselves\n",
        "class App { int Go() => Lib.Limits.{|SG2001:Retries|}; }");

    [Fact]
    public async Task A_file_that_cannot_be_read_accepts_nothing_and_says_so()
    {
        var upgrade = new Upgrade(Before, After,
            "class App { int Go() => Lib.Limits.{|SG2001:Retries|}; }") { Accepted = "semverguard-accepted 1\nSG2001 F:Lib.Limits.Retries "
                + "Lib 1.0.0 -> 1.0.1:\n" };
        var diagnostics = await (await AnalyzerSession.OfAsync(upgrade, accepted: upgrade.Accepted)).DiagnosticsAsync();
        Assert.Equal(["SG9007", "SG2001"], diagnostics.Select(x => x.Id));
        Assert.Equal((upgrade.AcceptedPath, 1), (diagnostics[0].Location.GetLineSpan().Path,
            diagnostics[0].Location.GetLineSpan().StartLinePosition.Line));
        Assert.StartsWith("The file has no reason here: say after the colon why this is fine.", diagnostics[0].GetMessage());
    }

    private static Task Verify(string line, string consumer) =>
        new Upgrade(Before, After, consumer) { Accepted = "semverguard-accepted 1\n" + line }.VerifyAsync();
}
