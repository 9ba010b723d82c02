using SemverGuard.Package.Tests.Building;

namespace SemverGuard.Package.Tests;

/// <summary>The committed files of a whole solution: accepted, brought up to date and looked at by the command line.</summary>
public sealed class AcceptCommandTests
{
    private const string Choice = ChoicePackage.Id;

    [Fact]
    public void An_upgrade_is_accepted_in_every_project_that_has_it()
    {
        using var solution = Solution();
        solution.Build().ShouldSucceed().ShouldNotWarn();
        var early = Command.Run(solution, "accept", "--all");
        Assert.Equal(2, early.ExitCode);
        Assert.Contains("semverguard: nothing was accepted\n", early.Output);
        Assert.Contains("Nothing to accept: every package is as SemverGuard.net10.0.baseline has it.", early.Output);

        solution.Version(Choice, "1.0.2").Save();
        Assert.Equal(2, Command.Run(solution, "accept", "--package", "Newtonsoft.Json").ExitCode);
        var accept = Command.Run(solution, "accept", "--package", Choice);
        Assert.Equal(0, accept.ExitCode);
        foreach (string project in new[] { "App", "Lib" })
            Assert.Contains(
                $"{project} (net10.0): accepted {Choice} 1.0.0 -> 1.0.2; commit {project}/SemverGuard.net10.0.baseline\n", accept.Output);
        Transcript.ShouldBe("accept --package Choice", solution, accept.Output);
        Assert.Contains("left out: Other, which does not reference SemverGuard", accept.Output);
        solution.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Equal(2, Command.Run(solution, "accept").ExitCode);
    }

    [Fact]
    public void Single_findings_are_accepted_with_a_reason()
    {
        using var solution = Solution();
        solution.Build().ShouldSucceed().ShouldNotWarn();
        solution.Version(Choice, "1.0.2").Save();
        Assert.Equal((2, "semverguard: --finding needs --reason TEXT: say why the findings are fine\n"),
            Command.Run(solution, "accept", "--finding", "SG2001"));
        var unknown = Command.Run(solution, "accept", "--finding", "SG1101", "--reason", "fine");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("'SG1101' is no finding of the last build; it had SG2001:Choice.Most", unknown.Output);

        var accept = Command.Run(
            solution, "accept", "--finding", "SG2001:Choice.Most", "SG2003", "--reason", "three or five is all the same");
        Assert.Equal(0, accept.ExitCode);
        Assert.Contains("App (net10.0): accepted SG2001:F:Choice.Most; commit App/SemverGuard.net10.0.accepted\n", accept.Output);
        Assert.Contains("commit Lib/SemverGuard.net10.0.accepted\n", accept.Output);
        Assert.Contains("three or five is all the same", solution.Read("App/SemverGuard.net10.0.accepted"));
        solution.Build().ShouldSucceed().ShouldNotWarn();
    }

    [Fact]
    public void Baselines_are_recorded_moved_and_verified()
    {
        using var solution = Solution();
        solution.Save();
        string[] before = Command.Files(solution);
        var missing = Command.Run(solution, "baseline", "--verify");
        Assert.Equal((1, "2 of 2 baselines are not what a build would leave behind.\n"), Command.First(missing));
        Assert.Contains("App/App.csproj: SG9001: There is no SemverGuard.net10.0.baseline", missing.Output);
        Assert.Equal(before, Command.Files(solution));

        var update = Command.Run(solution, "baseline", "--update");
        Assert.Equal(0, update.ExitCode);
        Transcript.ShouldBe("baseline --update", solution, update.Output);
        Assert.Contains("SemverGuard recorded Lib/SemverGuard.net10.0.baseline: commit it.\n", update.Output);
        Assert.Equal((0, "2 baselines up to date.\n"), Command.First(Command.Run(solution, "baseline", "--verify")));
        string recorded = solution.Baseline("App");
        solution.Build().ShouldSucceed().ShouldNotWarn();
        Assert.Equal(recorded, solution.Baseline("App")); // the build would have written the same

        solution.Version(Choice, "1.0.2").Save();
        var stale = Command.Run(solution, "baseline", "--verify", "--format", "github");
        Assert.Equal(1, stale.ExitCode);
        Assert.Contains($"SemverGuard.net10.0.baseline is stale: {Choice} 1.0.0 -> 1.0.2.", stale.Output);
        Assert.Equal(1, Command.Run(solution, "baseline", "--update").ExitCode); // open findings
        Assert.Equal(recorded, solution.Baseline("App"));
        solution.Version(Choice, "1.0.1").Save();
        Assert.Equal(0, Command.Run(solution, "baseline", "--update").ExitCode);
        Assert.Contains($"package {Choice} 1.0.1 direct", solution.Baseline("App"));

        solution.Write("App/SemverGuard.net10.0.baseline", "<<<<<<< ours\n" + solution.Baseline("App"));
        var conflicted = Command.Run(solution, "baseline", "--verify");
        Assert.Equal((1, "1 of 2 baselines is not what a build would leave behind.\n"), Command.First(conflicted));
        Assert.Contains("App/SemverGuard.net10.0.baseline: SG9003: ", conflicted.Output);
    }

    /// <summary>Two projects with SemverGuard and one without; 1.0.1 is harmless, 1.0.2 has another constant and another default.</summary>
    private static ConsumerSolution Solution() => ChoicePackage.Solution()
        .Project("Other", "<ItemGroup><GlobalPackageReference Remove=\"SemverGuard\" /></ItemGroup>")
        .With("Other/Other.cs", "public static class Other { }\n");
}
