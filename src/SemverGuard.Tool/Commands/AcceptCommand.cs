using System.CommandLine;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard accept</c>: somebody read the findings and says that they are fine, for a whole solution.</summary>
internal static class AcceptCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Every upgrade of every project" };

    private static readonly Option<string[]> Package = new("--package")
    {
        Description = "The upgrades of these packages", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Finding = new("--finding")
    {
        Description = "Single findings as in a warning: SG1101, or SG1101:SYMBOL; --reason says why", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why the findings are fine; it is committed beside them", DefaultValueFactory = _ => "",
    };

    public static Command Create()
    {
        var command = new Command("accept", "Accepts upgrades or single findings in all projects that reference SemverGuard")
        {
            Shared.Path, All, Package, Finding, Reason, Shared.Quiet,
        };
        Examples.AddTo(command, "semverguard accept --all", "semverguard accept App.slnx --package Npgsql --package Dapper",
            "semverguard accept --finding SG3001:HistogramBuckets.BucketCounts --reason \"no histograms here\"");
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        string[] packages = arguments.GetValue(Package) ?? [], findings = arguments.GetValue(Finding) ?? [];
        string reason = arguments.GetRequiredValue(Reason);
        bool isAll = arguments.GetValue(All);
        if ((isAll ? 1 : 0) + (packages.Length > 0 ? 1 : 0) + (findings.Length > 0 ? 1 : 0) != 1)
            throw new InvalidDataException("say what to accept: --all, or --package ID, or --finding SG1101:SYMBOL --reason TEXT");
        if (findings.Length > 0 && reason.Trim().Length == 0)
            throw new InvalidDataException("--finding needs --reason TEXT: say why the findings are fine");
        if (findings.Length == 0 && reason.Length > 0)
            throw new InvalidDataException("--reason goes with --finding: an upgrade that is accepted as a whole keeps none");

        using var work = new WorkFolder();
        Shared.Progress(arguments, "Building.");
        var build = SolutionBuild.Of(arguments.GetRequiredValue(Shared.Path), work.Folder("worlds"), cancellation);
        var guarded = Guarded.Of(build);
        guarded.ShouldHaveFilesOfTheirOwn();
        var choices = new List<string>();
        bool isAccepted = false, isWhole = build.Failure is null;
        foreach (var (world, i) in guarded.Worlds.Select((x, i) => (x, i)))
        {
            cancellation.ThrowIfCancellationRequested();
            Shared.Progress(arguments, $"Looking at {Guarded.Name(world)} ({world.Framework}).");
            var aside = world.Aside(work.Folder("accept" + i));
            // Findings can be named when a check has found them.
            if (findings.Length > 0) SolutionCheck.Of(aside, new ToolHost(cancellation));
            var host = new ToolHost(cancellation);
            var acceptance = new Acceptance(aside, host) { Packages = packages, Findings = findings, Reason = reason, IsOneOfMany = true };
            acceptance.Run();
            string name = $"{Guarded.Name(world)} ({world.Framework})";
            choices.AddRange(host.Noted.Concat(findings.Length > 0 ? host.Problems.Select(x => $"{name}: {x.Message}") : []));
            var errors = host.Problems.Where(x => x.Severity == Findings.Severity.Error).ToArray();
            foreach (var problem in errors) Say.Error($"{name}: {problem.Message}");
            isWhole &= errors.Length == 0;
            if (acceptance.Accepted.Count == 0) continue;
            isAccepted = true;
            string file = Shared.Shown(findings.Length > 0 ? world.AcceptedFile : world.BaselineFile);
            Say.Line($"{name}: accepted {string.Join(", ", acceptance.Accepted)}; commit {file}");
        }
        foreach (string note in guarded.Notes()) Say.Error(note);
        if (build.Failure is { } failure)
            Say.Error($"{build.Name} does not build, and what needs the failing project was not asked: {failure}");
        if (!isAccepted)
        {
            foreach (string choice in choices.Distinct()) Say.Note("  " + choice);
            Say.Error("nothing was accepted");
        }
        return isAccepted && isWhole ? ExitCode.Clean : ExitCode.CouldNotCheck;
    }
}
