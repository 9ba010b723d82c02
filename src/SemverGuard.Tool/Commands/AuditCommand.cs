using System.CommandLine;
using SemverGuard.Reports;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds.Checks;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard audit</c>: what is broken today, with no upgrade in sight.</summary>
internal static class AuditCommand
{
    private static readonly Option<bool> All = new("--all")
    {
        Description = "Print infos too, such as references that do not link and that nothing was found to reach",
    };

    public static Command Create()
    {
        const string What =
            "Says which packages do not fit together as they are: references that fail, split families, builds for another framework";
        var command = new Command("audit", What)
        {
            Shared.Path, All, Shared.Format, Shared.Output, Shared.Quiet,
        };
        Examples.AddTo(command, "semverguard audit", "semverguard audit App.slnx --format sarif --output audit.sarif",
            "semverguard audit src/App --all");
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        using var work = new WorkFolder();
        Shared.Progress(arguments, "Building.");
        var build = SolutionBuild.Of(arguments.GetRequiredValue(Shared.Path), work.Folder("worlds"), cancellation).Whole();
        var reports = new List<Report>();
        foreach (var world in build.Worlds)
        {
            cancellation.ThrowIfCancellationRequested();
            Shared.Progress(arguments, $"Linking {Path.GetFileNameWithoutExtension(world.ProjectFile)} ({world.Framework}).");
            var check = new AuditCheck(world.Aside(work.Folder("audit" + reports.Count)), new ToolHost(cancellation));
            check.Run();
            reports.Add(check.Report);
        }
        var report = MergedReport.Of(build.Name, reports);
        var told = report.Upgrades.SelectMany(x => x.Told).ToArray();
        int broken = told.Count(x => x.Severity >= Findings.Severity.Warning), infos = told.Length - broken;
        report = report with { Verdict = Verdict(build, report) };
        bool isText = arguments.GetRequiredValue(Shared.Format) == "text" && arguments.GetValue(Shared.Output) is null;
        bool isShort = isText && !arguments.GetValue(All);
        Shared.Print(arguments, isShort ? Loud(report) with { InfosLeftOut = infos } : report, report.Verdict);
        if (isShort && infos > 0)
            Say.Line(
                $"{Shared.Count(infos, "info")} left out, about what nothing was found to reach or to be harmed by; --all prints them.");
        if (broken > 0) return ExitCode.Findings;
        return report.NotChecked.Count == 0 && report.Problems.Count == 0 ? ExitCode.Clean : ExitCode.CouldNotCheck;
    }

    private static Report Loud(Report report) =>
        report with { Upgrades = [.. report.Upgrades.Select(x => new ReportedUpgrade(x.Bump, x.Breaks) { Place = x.Place })] };

    private static string Verdict(SolutionBuild build, Report report)
    {
        int packages = report.Upgrades.Count(x => x.Breaks.Count > 0);
        string fit = packages == 1 ? "does not fit what is beside it" : "do not fit what is beside them";
        if (packages > 0) return $"{build.Name} has {Shared.Count(packages, "package")} that {fit}.";
        string rest = report.NotChecked.Count == 0 ? "" : ", and not everything could be checked";
        return $"Nothing was found in {build.Name} that does not fit together{rest}.";
    }
}
