using System.CommandLine;
using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Tool.Solutions;
using SemverGuard.Worlds;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard check</c>: what builds of all projects would say, at once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command(
            "check", "Compares what a solution's projects reference with their baselines, as their builds do") { Shared.Path, Shared.Format,
                Shared.Output };
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        using var work = new WorkFolder();
        var build = SolutionBuild.Of(arguments.GetRequiredValue(Shared.Path), work.Folder("worlds"), cancellation);
        var without = build.Worlds.Where(x => !File.Exists(x.BaselineFile)).ToArray();
        var host = new ToolHost(cancellation);
        Report[] reports = [.. build.Worlds.Except(without).Select((x, i) => SolutionCheck.Of(x.Aside(work.Folder("check" + i)), host))];
        var report = MergedReport.Of(build.Name, reports);
        NotChecked[] gaps = [.. without.Select(x => new NotChecked($"{Path.GetFileName(x.ProjectFile)} ({x.Framework})",
            "has no baseline: build it once with SemverGuard installed, and commit the file"))];
        Shared.Print(arguments, report, Verdict(build, reports, without), gaps);
        foreach (var gap in gaps) Say.Error($"not checked: {gap.Subject} {gap.Reason}");
        if (build.Failure is { } failure)
            Say.Error($"{build.Name} does not build, and what needs the failing project was not checked: {failure}");
        if (reports.Any(HasFindings)) return ExitCode.Findings;
        return without.Length == 0 && build.Failure is null && report.NotChecked.Count == 0 && report.Problems.Count == 0
            ? ExitCode.Clean
            : ExitCode.CouldNotCheck;
    }

    private static bool HasFindings(Report report) => report.Upgrades.Any(x => x.Breaks.Count > 0);

    private static string Verdict(SolutionBuild build, Report[] reports, ProjectWorld[] without)
    {
        int moved = reports.SelectMany(x => x.Upgrades).Select(x => x.Bump.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        int broken = reports.SelectMany(x => x.Upgrades).Where(x => x.Breaks.Count > 0).Select(x => x.Bump.Id)
            .Distinct(StringComparer.OrdinalIgnoreCase).Count();
        if (without.Length == build.Worlds.Count) return $"{build.Name} has no baseline, so nothing was compared.";
        if (moved == 0) return $"No package of {build.Name} moved since its baselines.";
        return broken > 0
            ? $"{broken} of {Shared.Count(moved, "upgrade")} in {build.Name} break{(broken == 1 ? "s" : "")} something that its projects "
                + "use."
            : $"Nothing was found that {Shared.Count(moved, "upgrade")} break{(moved == 1 ? "s" : "")} in {build.Name}.";
    }
}
