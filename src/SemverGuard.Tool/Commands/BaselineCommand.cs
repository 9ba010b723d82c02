using System.CommandLine;
using SemverGuard.Reports;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard baseline</c>: the committed baselines of a solution, brought up to date or looked at.</summary>
internal static class BaselineCommand
{
    private static readonly Option<bool> Update = new("--update")
    {
        Description = "Record and move on all baselines, as builds do: upgrades with open findings wait",
    };

    private static readonly Option<bool> Verify = new("--verify")
    {
        Description = "Say which are missing, stale or cannot be read; no baseline is written",
    };

    public static Command Create()
    {
        var command = new Command(
            "baseline", "Brings the baselines of all projects that reference SemverGuard up to date, or says which are not")
        {
            Shared.Path, Update, Verify, Shared.Format, Shared.Output, Shared.Quiet,
        };
        Examples.AddTo(command, "semverguard baseline --update", "semverguard baseline --verify",
            "semverguard baseline App.slnx --verify --format github");
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        bool isUpdate = arguments.GetValue(Update);
        if (isUpdate == arguments.GetValue(Verify)) throw new InvalidDataException("say what to do: --update or --verify");
        using var work = new WorkFolder();
        Shared.Progress(arguments, "Building.");
        var build = SolutionBuild.Of(arguments.GetRequiredValue(Shared.Path), work.Folder("worlds"), cancellation);
        var guarded = Guarded.Of(build);
        if (isUpdate) guarded.ShouldHaveFilesOfTheirOwn();
        string[] projects = [.. guarded.Worlds.Select(x => x.ProjectFile).Distinct()];
        var reports = new List<Report>();
        foreach (var world in guarded.Worlds)
        {
            cancellation.ThrowIfCancellationRequested();
            Shared.Progress(arguments, $"Looking at {Guarded.Name(world)} ({world.Framework}).");
            // As under obj: the frameworks of one project move on together, and find each other by the folder's name.
            string folder = work.Folder("baseline" + Array.IndexOf(projects, world.ProjectFile));
            var aside = world.Aside(Path.Combine(folder, world.Framework));
            reports.Add(isUpdate ? Updated(aside, new ToolHost(cancellation), arguments) : Verified(aside, new ToolHost(cancellation)));
        }
        var report = MergedReport.Of(build.Name, reports);
        int wrong = reports.Count(IsOpen);
        report = report with { Verdict = isUpdate ? UpdateVerdict(wrong, reports.Count) : VerifyVerdict(wrong, reports.Count) };
        Shared.Print(arguments, report, report.Verdict);
        if (arguments.GetRequiredValue(Shared.Format) == "text")
        {
            foreach (var problem in report.Problems) Say.Error($"{Shared.Shown(problem.Place.File)}: {problem.Code}: {problem.Message}");
        }
        foreach (string note in guarded.Notes()) Say.Error(note);
        if (build.Failure is { } failure)
            Say.Error($"{build.Name} does not build, and what needs the failing project was left out: {failure}");
        if (build.Failure is not null || report.NotChecked.Count > 0) return ExitCode.CouldNotCheck;
        return wrong > 0 ? ExitCode.Findings : ExitCode.Clean;
    }

    /// <summary>What a build does: checks, and records what waits for nobody.</summary>
    private static Report Updated(ProjectWorld world, ToolHost host, ParseResult arguments)
    {
        var report = SolutionCheck.Of(world, host);
        var recording = new ToolHost(host.Cancellation);
        new BaselineRecording(world, recording).Run();
        bool isPlain = arguments.GetRequiredValue(Shared.Format) == "text" || arguments.GetValue(Shared.Output) is not null;
        if (isPlain) foreach (string line in recording.Said) Say.Line(line);
        return report with { Problems = [.. report.Problems, .. recording.Problems] };
    }

    private static Report Verified(ProjectWorld world, ToolHost host)
    {
        var verification = new BaselineVerification(world, host);
        verification.Run();
        return new Report
        {
            Upgrades = [],
            Project = Guarded.Name(world),
            Framework = world.Framework,
            Place = new Place(world.ProjectFile),
            Problems = verification.Problem is { } problem ? [.. host.Problems, problem] : host.Problems,
        };
    }

    private static bool IsOpen(Report report) => report.Problems.Count > 0 || report.Upgrades.Any(x => x.Breaks.Count > 0);

    private static string UpdateVerdict(int open, int all) => open == 0
        ? $"{Shared.Count(all, "baseline")} up to date."
        : $"{open} of {Shared.Count(all, "baseline")} wait{(open == 1 ? "s" : "")}: read what is said, "
            + "and accept it (semverguard accept) or go back.";

    private static string VerifyVerdict(int wrong, int all) => wrong == 0
        ? $"{Shared.Count(all, "baseline")} up to date."
        : $"{wrong} of {Shared.Count(all, "baseline")} {(wrong == 1 ? "is" : "are")} not what a build would leave behind.";
}
