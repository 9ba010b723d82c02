using System.CommandLine;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Reports;
using SemverGuard.Rules;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard preview</c>: upgrades that nobody has made yet, and a solution.</summary>
internal static class PreviewCommand
{
    private static readonly Argument<string[]> Words = new("[PATH] ID@VERSION")
    {
        Description = "A project, a solution or a folder that has one; and the upgrades, all taken together",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        var command = new Command(
            "preview", "Says what upgrades would break, before they are made; no file of the solution is touched") { Words, Shared.Format,
                Shared.Output };
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        string[] words = arguments.GetRequiredValue(Words);
        bool hasPath = !words[0].Contains('@', StringComparison.Ordinal) || Path.Exists(words[0]);
        PackageVersion[] versions = [.. words.Skip(hasPath ? 1 : 0).Select(Upgrades.Parse)];
        if (versions.Length == 0) throw new InvalidDataException("no upgrade is named: semverguard preview Newtonsoft.Json@13.0.3");
        using var work = new WorkFolder();
        var build = SolutionBuild.Of(hasPath ? words[0] : ".", work.Folder("worlds"), cancellation).Whole();
        var previews = new Previews(build.Worlds, work.Folder("search"), cancellation);
        if (versions.FirstOrDefault(x => !previews.Has(x.Id)) is { } unknown)
            throw new InvalidDataException($"no project of {build.Name} has {unknown.Id}, directly or through another package");
        var preview = previews.Of(versions).GetAwaiter().GetResult();
        var report = MergedReport.Of(build.Name, preview.Reports);
        NotChecked[] gaps = [.. preview.Unresolved.Select(x => new NotChecked(Path.GetFileName(x.Project), x.Problem.ToString()))];
        Shared.Print(arguments, report, Verdict(versions, Projects(build.Worlds.Select(x => x.ProjectFile)), preview), gaps);
        string all = string.Join(" and ", versions.Select(x => x.ToString()));
        foreach (var (project, problem) in preview.Unresolved)
            Say.Error($"not checked with {all}: {Path.GetFileName(project)} {problem}");
        return preview.HasFindings ? ExitCode.Findings : preview.IsWhole ? ExitCode.Clean : ExitCode.CouldNotCheck;
    }

    private static string Verdict(PackageVersion[] versions, int projects, Preview preview)
    {
        bool isOne = versions.Length == 1;
        string names = string.Join(" and ", versions.Select(x => x.Id + " " + x.Version)), ending = isOne ? "s" : "";
        if (preview.Reports.Count == 0)
            return preview.IsWhole ? $"No package of these projects moves with {names}." : $"{names}: not checked.";
        int moved = Projects(preview.Reports.Select(x => x.Project));
        var breaking = preview.Reports.Where(x => x.Upgrades.Any(y => y.Breaks.Count > 0)).ToArray();
        int broken = Projects(breaking.Select(x => x.Project));
        var harm = breaking.SelectMany(x => x.Upgrades).Aggregate(Impact.None, (x, y) => x | y.Harm);
        string users = Shared.Count(broken, "project") + " of " + projects, s = broken == 1 ? "s" : "";
        // Of several, which one it is stands beside each finding.
        string together = isOne ? names : names + " together";
        return broken > 0
            ? harm switch
            {
                Impact.Behavior => $"{together} {(isOne ? "does" : "do")} something else behind what {users} use{s}.",
                Impact.Package => $"{together} change{ending} what {users} get{s}.",
                _ => $"{together} break{ending} something that {users} use{s}.",
            }
            : preview.IsWhole ? $"Nothing was found that {names} break{ending} in {Shared.Count(moved, "project")}."
            : $"Nothing was found that {names} break{ending}, and not everything could be checked.";
    }

    /// <summary>However many target frameworks they have.</summary>
    private static int Projects(IEnumerable<string> names) => names.Distinct(StringComparer.OrdinalIgnoreCase).Count();
}
