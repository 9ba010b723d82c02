using System.CommandLine;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard outdated</c>: which newer versions can be taken, judged on the solution's own code.</summary>
internal static class OutdatedCommand
{
    private static readonly Option<string> Apply = new Option<string>("--apply")
    {
        Description = "Write versions where they are kept: 'safe' takes the newest of each that breaks nothing",
    }.AcceptOnlyFromAmong("safe");

    public static Command Create()
    {
        const string What = "Lists the packages that could be newer, and how new without breaking anything in this code";
        var command = new Command("outdated", What) { Shared.Path, Apply, Shared.Withdrawn, Shared.Quiet };
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        using var work = new WorkFolder();
        var build = SolutionBuild.Of(arguments.GetRequiredValue(Shared.Path), work.Folder("worlds"), cancellation).Whole();
        using var served = new ServedVersions(build.Worlds[0].ProjectFolder, arguments.GetValue(Shared.Withdrawn), cancellation);
        var references = DirectReferences.Of(build.Worlds);
        var families = PackageFamily.Of(references, served.Of(references.Select(x => x.Id)).GetAwaiter().GetResult());
        Shared.TellWithheld([.. references.SelectMany(x => served.Withheld(x.Id, x.Now))]);
        Shared.Progress(arguments, $"{families.Count} of {Shared.Count(references.Count, "package")} could be newer.");
        using var server = new CompilerServer(build.Worlds);
        var found = new OutdatedSearch(server.Worlds, work.Folder("search"), cancellation).Run(
            families, x => Shared.Progress(arguments, $"{x} of {families.Count} looked at.")).GetAwaiter().GetResult();
        Print(found);
        // That it is for a later framework is what there is to say of a version, and no gap.
        var judged = found.Where(x => !x.AtNewest.IsForOtherFramework).ToArray();
        foreach (var one in judged)
        {
            foreach (string gap in one.AtNewest.Gaps) Say.Error($"not checked with {one.Family.Name}@{one.Family.Newest}: {gap}");
        }
        if (arguments.GetValue(Apply) is not null) SafeVersions.Apply(build.Worlds, found, Say.Line);
        return judged.All(x => x.AtNewest.IsWhole) ? ExitCode.Clean : ExitCode.CouldNotCheck;
    }

    private static void Print(IReadOnlyList<OutdatedPackage> found)
    {
        string[] columns = ["package", "now", "newest", "safe up to", "the newest, judged on this code", "projects"];
        Say.Table(columns, found.Select(x => new[]
        {
            x.Family.Name, x.Family.Now.ToNormalizedString(), x.Family.Newest.ToNormalizedString(),
            x.Safe is { } safe ? safe.ToNormalizedString() + With(x.Along) : "none found",
            Verdict(x.AtNewest) + (x.Safe == x.Family.Newest ? "" : With(x.AtNewest.Along, "; taken")) + Later(x.Family),
            string.Join(", ", x.Family.Projects),
        }));
        int safeNewest = found.Count(x => x.Safe == x.Family.Newest);
        Say.Line(found.Count == 0 ? "Every package is at its newest version."
            : $"{safeNewest} of {found.Count} can be taken to the newest version without a finding.");
    }

    private static string Verdict(Preview newest) =>
        newest.IsForOtherFramework ? "is for a later framework" : UpgradeVerdict.Of(newest);

    private static string With(IReadOnlyList<PackageVersion> along, string taken = "") =>
        along.Count == 0 ? "" : $"{taken} with " + string.Join(", ", along.Select(x => $"{x.Id} {x.Version}"));

    private static string Later(PackageFamily family) =>
        family.TooNew is { } version ? $"; {version.ToNormalizedString()} is for a later framework" : "";
}
