using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Worlds.Baselines;

namespace SemverGuard.Worlds.Checks;

/// <summary>Whether the committed baseline is the one that a build of this source would leave behind. Nothing is written.</summary>
internal sealed class BaselineVerification(ProjectWorld project, IHost host) : ProjectCheck(project, host)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public Diagnostic? Problem { get; private set; }

    public override void Run()
    {
        string name = Path.GetFileName(Project.BaselineFile);
        var (baseline, error) = Baselines.BaselineFile.Read(Project.BaselineFile, Project.Framework, Project.ProjectFile);
        if (error is not null)
        {
            Problem = BaselineProblem.Unreadable(Project.BaselineFile, error, "Upgrades are not checked with it.", Severity.Warning);
        }
        else if (baseline is null)
        {
            string text = $"There is no {name}: semverguard baseline --update writes it.";
            Problem = Diagnostic.About(SelfRules.BaselineMissing, text, new Place(Project.ProjectFile));
        }
        else if (Now() is { } now && Difference(baseline, now) is { } difference)
        {
            Problem = Diagnostic.About(SelfRules.BaselineStale, $"{name} is stale: {difference}.", new Place(Project.BaselineFile, 1, 1));
        }
    }

    private Baseline? Now()
    {
        if (ReadAssets() is not { } graph) return null;
        using var files = new AssemblyFiles();
        if (!File.Exists(Project.AssemblyFile) || files.Open(Project.AssemblyFile) is not { } image)
            throw new IOException($"'{Path.GetFileName(Project.AssemblyFile)}' was not built");
        var recording = new Recording(Project.Framework, Inventory.Of(Project), graph, files);
        return recording.Of(image, SourceFiles.Words(Project.Sources.Select(x => x.FullPath)));
    }

    private string? Difference(Baseline baseline, Baseline now)
    {
        var moves = PackageChanges.Between(baseline, now);
        if (moves.Count > 0) return PackageChanges.Names(moves);
        now = now with { Project = Baselines.BaselineFile.NameOf(Project.ProjectFile, Project.BaselineFile) };
        // What the compiler optimised shows fewer uses than the source has, and a build then leaves the file as it is.
        return Project.IsOptimized || BaselineText.Write(baseline) == BaselineText.Write(now)
            ? null
            : "the code uses other symbols than it has";
    }
}
