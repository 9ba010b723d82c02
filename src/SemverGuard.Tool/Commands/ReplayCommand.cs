using System.CommandLine;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Tool.Replay;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Commands;

/// <summary>
/// <c>semverguard replay</c>: the tests there are, run with the packages before and after, and everything compared that crosses.
/// </summary>
internal static class ReplayCommand
{
    private static readonly Option<string[]> Package = new("--package")
    {
        Description = "An upgrade that nobody has made yet, ID@VERSION; without one, the baseline is compared with today",
    };

    private static readonly Option<string[]> TestProject = new("--test-project")
    {
        Description = "A test project to run; without one, all of them",
    };

    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "How often each side runs at most: again only where something differs, to tell a change from chance",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Argument<string[]> Words = new("PATH")
    {
        Description = "A project, a solution, or a folder that has one; and behind -- a command to run instead of the tests",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create()
    {
        const string What = "Runs the project's own tests, or a command, with the packages before and after, and compares what crosses";
        var command = new Command("replay", What)
        {
            Words, Package, TestProject, Runs, Shared.Withdrawn, Shared.Format, Shared.Output, Shared.Quiet,
        };
        Examples.AddTo(
            command, "semverguard replay --package Newtonsoft.Json@13.0.3", "semverguard replay Shop.sln --test-project tests/Shop.Tests",
            "semverguard replay App --package Courier@2.4.2 -- dotnet run --project App");
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        using var work = new WorkFolder();
        var request = Request(arguments);
        var gate = new WithdrawnGate(arguments.GetValue(Shared.Withdrawn), cancellation);
        var result = new ReplaySession(request, work, gate, x => Shared.Progress(arguments, x), cancellation).Run();
        Shared.Print(arguments, result.Report, Verdict(request, result));
        bool isBroken = result.Report.Upgrades.Any(x => x.Breaks.Count > 0);
        bool isEmpty = result.Report.Upgrades.Count > 0 && result.Crossings == 0;
        return isBroken ? ExitCode.Findings : isEmpty || !result.IsWhole ? ExitCode.CouldNotCheck : ExitCode.Clean;
    }

    private static ReplayRequest Request(ParseResult arguments)
    {
        string[] words = arguments.GetValue(Words) ?? [], command = Behind(arguments);
        string[] paths = words[..^command.Length];
        if (paths.Length > 1) throw new InvalidDataException($"'{paths[1]}' is one path too many: a command to run stands behind --");
        int runs = arguments.GetValue(Runs);
        if (runs is < 1 or > 20) throw new InvalidDataException("--runs is between 1 and 20");
        return new ReplayRequest(
            SolutionBuild.Target(paths.FirstOrDefault() ?? "."), [.. (arguments.GetValue(Package) ?? []).Select(Upgrades.Parse)],
            [.. (arguments.GetValue(TestProject) ?? []).Select(SolutionBuild.Target)], command, runs);
    }

    /// <summary>The words behind <c>--</c>.</summary>
    private static string[] Behind(ParseResult arguments)
    {
        string[] tokens = [.. arguments.Tokens.Select(x => x.Value)];
        int at = Array.IndexOf(tokens, "--");
        return at < 0 ? [] : tokens[(at + 1)..];
    }

    private static string Verdict(ReplayRequest request, ReplayResult result)
    {
        var report = result.Report;
        if (report.Upgrades.Count == 0)
            return request.Packages.Count > 0 ? "No package of these projects moves with that." : "No package moved since the baseline.";
        var upgrades = report.Upgrades.Select(x => x.Bump.Move);
        string moved = string.Join(", ", upgrades.Take(3)) + (report.Upgrades.Count > 3 ? ", …" : "");
        string ran = request.Command.Count > 0 ? "the program" : Shared.Count(result.Tests, "test");
        if (result.Crossings == 0)
            return $"{moved}: nothing was compared{(report.NotChecked.Count > 0 ? "" : $", for {ran} called nothing of it")}.";
        int findings = report.Upgrades.Sum(x => x.Breaks.Count);
        string calls = Shared.Count((int)Math.Min(result.Crossings, int.MaxValue), "call");
        string compared = $"{calls} between the project and what moved, in {ran}";
        return findings == 0 ? $"{moved}: no difference in {compared}." : $"{moved}: {Shared.Count(findings, "difference")} in {compared}.";
    }
}
