using System.CommandLine;
using SemverGuard.Reports;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Commands;

/// <summary><c>semverguard bisect</c>: which version of a package brought a break.</summary>
internal static class BisectCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The package, which a project of the solution references" };
    private static readonly Option<string> Path =
        new("--path") { Description = "A project, a solution, or a folder that has one", DefaultValueFactory = _ => "." };
    private static readonly Option<string?> Finding =
        new("--finding") { Description = "A finding as in a warning: SG1101 or SG1101:SYMBOL; left out, any" };

    public static Command Create()
    {
        const string What = "Says which version of a package is the first that breaks this code, and whether a later one mends it";
        var command = new Command("bisect", What) { Id, Path, Finding, Shared.Withdrawn };
        command.SetAction((arguments, cancellation) => Task.FromResult(Shared.Guarded(() => Run(arguments, cancellation))));
        return command;
    }

    private static int Run(ParseResult arguments, CancellationToken cancellation)
    {
        string id = arguments.GetRequiredValue(Id);
        using var work = new WorkFolder();
        var build = SolutionBuild.Of(arguments.GetRequiredValue(Path), work.Folder("worlds"), cancellation).Whole();
        var references = DirectReferences.Of(build.Worlds).Where(x => x.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (references.Length == 0) throw new InvalidDataException($"no project of {build.Name} references {id}");
        using var served = new ServedVersions(build.Worlds[0].ProjectFolder, arguments.GetValue(Shared.Withdrawn), cancellation);
        var families = PackageFamily.Of(references, served.Of([id]).GetAwaiter().GetResult());
        Shared.TellWithheld(served.Withheld(references[0].Id, references[0].Now));
        if (families.Count == 0)
            throw new InvalidDataException($"no version of {id} is served that is newer than {references[0].Now.ToNormalizedString()}");
        string? meant = arguments.GetValue(Finding);
        FindingName? name = meant is null ? null : FindingName.Parse(meant);
        using var server = new CompilerServer(build.Worlds);
        var result = new Bisection(server.Worlds, families[0], IsMeant, work.Folder("search"), cancellation).Run();
        Print(references[0].Id, meant, result);
        return result.First is null ? ExitCode.Clean : ExitCode.Findings;

        bool IsMeant(ReportedFinding told) => name?.Is(told.Finding.Id, told.Finding.Symbol, told.Finding.Message) ?? true;
    }

    private static void Print(string id, string? meant, BisectionResult result)
    {
        string what = meant ?? "a finding";
        if (result.First is null)
        {
            Say.Line($"No version of {id} that was tried has {what}, the newest, {result.LastWithout.ToNormalizedString()}, included.");
            return;
        }
        Say.Line($"{id} {result.First.ToNormalizedString()} is the first with {what}; {result.LastWithout.ToNormalizedString()} has none.");
        Say.Line(result.Mended is { } mended ? $"The newest, {mended.ToNormalizedString()}, no longer has it."
            : "The newest version has it too.");
        foreach (var told in result.Found.DistinctBy(x => (x.Finding.Id, x.Finding.Symbol)))
            Say.Line($"  {told.Severity.ToString().ToLowerInvariant()} {told.Finding.Id}: {told.Finding.Message}");
    }
}
