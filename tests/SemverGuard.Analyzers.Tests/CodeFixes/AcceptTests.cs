using SemverGuard.CodeFixes;

namespace SemverGuard.Analyzers.Tests.CodeFixes;

/// <summary>Accepting in the editor writes what a build would have recorded, and then there is nothing to say.</summary>
public class AcceptTests
{
    private static readonly Upgrade Bumped = new(
        "namespace Lib { public static class Limits { public const int Retries = 3; "
            + "} public class Bus { public void Send(int retries = 3) { } public void Send(object o) { } public void Gone() { } } }",
        "namespace Lib { public static class Limits { public const int Retries = 4; "
            + "} public class Bus { public void Send(int retries = 4) { } public void Send(object o) { } public void Send(string s) { } } }",
        "class App { int Go(Lib.Bus bus) { bus.{|SG2003:Send|}(); return Lib.Limits.{|SG2001:Retries|}; } }");

    [Fact]
    public async Task The_baseline_is_the_one_that_a_build_would_record() => await new FixTest<AcceptFix>(Bumped)
    {
        Expected = Bumped.PlainConsumer,
        ExpectedBaseline = await (Bumped with { Before = Bumped.After, VersionBefore = Bumped.VersionAfter }).BaselineAsync(),
        Title = "Accept Lib 1.0.0 -> 1.0.1",
    }.VerifyAsync();

    private const string Head = "semverguard-accepted 1\n# Ours.\n\n", Other = "SG1001 T:Lib.Old Lib 0.9.0 -> 1.0.0: long ago\n";

    private static readonly Upgrade Constant = new(
        "namespace Lib { public static class Limits { public const int Retries = 3; } }",
        "namespace Lib { public static class Limits { public const int Retries = 4; } }",
        "class App { int Go() => Lib.Limits.{|SG2001:Retries|}; }") { Accepted = Head + Other };

    /// <summary>The line says all but why, so the analyzer refuses it, and goes on warning, until somebody has written that.</summary>
    [Fact]
    public Task One_finding_becomes_a_line_that_waits_for_its_reason() => new FixTest<AcceptFindingFix>(Constant)
    {
        Expected = Constant.Consumer,
        ExpectedAccepted = Head + Other + "{|SG9007:SG2001 F:Lib.Limits.Retries Lib 1.0.0 -> 1.0.1: |}\n",
        Title = "Accept this SG2001 (write the reason in SemverGuard.netstandard2.0.accepted)",
    }.VerifyAsync();

    [Fact]
    public Task One_finding_is_not_offered_where_there_is_no_such_file() =>
    new FixTest<AcceptFindingFix>(Constant with { Accepted = null }).VerifyAsync();

    /// <summary>Of a path outside a packages folder nobody knows the version: the build does.</summary>
    [Fact]
    public Task Not_offered_where_the_version_is_not_known() =>
    new FixTest<AcceptFix>(Bumped with { PathAfter = "/elsewhere/Lib.dll" }).VerifyAsync();
}
