using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Reporting;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Checks;

/// <summary>
/// After the compiler ran: notes what the project uses, and moves the baseline on unless an upgrade waits to be accepted.
/// </summary>
internal sealed class BaselineRecording(ProjectWorld project, IHost host) : ProjectCheck(project, host)
{
    public override void Run()
    {
        StampFile.Remove(Project.RecordStamp);
        if (!File.Exists(Project.AssemblyFile) || ReadAssets() is not { } graph) return;
        Advisories.Remember(Project.StateFolder, graph);
        using var files = new AssemblyFiles();
        var recording = new Recording(Project.Framework, Inventory.Of(Project), graph, files);
        if (files.Open(Project.AssemblyFile) is not { } image || Now(recording, image) is not { } now) return;
        LastBuild.Write(Project.StateFolder, image.Mvid, now);
        // Where nothing is open, everything is taken over.
        IReadOnlyList<string>? taken =
            File.Exists(Project.CheckStamp) ? null : [.. LastCheck.Settled(graph, held: [], accepted: []).Select(x => x.Id)];
        if (Project.IsOneOfMany && Together(graph, now, taken) is { } together)
        {
            taken = together.Taken;
            foreach (var (other, follows) in together.Followers) Follow(other, follows);
        }
        if (!Move(Project, now, taken)) return;
        if (taken is null) TellDamaged(files);
        StampFile.Touch(Project.RecordStamp);
    }

    /// <summary>Null where there is no baseline yet, or nothing can be noted for the others.</summary>
    private FrameworkMoves? Together(ProjectAssets graph, Baseline now, IReadOnlyList<string>? settled)
    {
        var (before, _) = Baselines.BaselineFile.Read(Project.BaselineFile, Project.Framework, Project.ProjectFile);
        if (before is null) return null;
        var upgrades = PackageChanges.Between(before, now).Select(x => x.Id)
            .Where(x => before.Package(x) is not null && now.Package(x) is not null).ToArray();
        try
        {
            var moves = new FrameworkMoves(Project, graph, upgrades, settled);
            if (upgrades.Length > 0 && moves.Unknown.Count > 0)
                Host.Note($"SemverGuard moves {ShownBaseline(Project)} on when {string.Join(" and ", moves.Unknown)} is built, too.");
            return moves;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Moves the baseline of another framework on that waited for this one.</summary>
    private void Follow(ProjectWorld other, IReadOnlyList<string>? taken)
    {
        var (before, _) = Baselines.BaselineFile.Read(other.BaselineFile, other.Framework, other.ProjectFile);
        if (before is null || LastBuild.Read(other.StateFolder, other.Framework) is not { } now) return;
        if (PackageChanges.Between(before, now).Count > 0 && Move(other, now, taken) && taken is null) StampFile.Touch(other.RecordStamp);
    }

    /// <summary>Moves a baseline on.</summary>
    /// <param name="taken">The upgrades that it takes over; null for everything.</param>
    private bool Move(ProjectWorld project, Baseline now, IReadOnlyList<string>? taken)
    {
        if (taken is null)
        {
            if (!Write(project, _ => now)) return false;
            // After the baseline, so that it is no news to the next build.
            StampFile.Touch(project.CheckStamp);
            return true;
        }
        // What waits is looked at again, should the source change meanwhile.
        StampFile.Remove(project.CheckStamp);
        if (taken.Count > 0 && Write(project, x => BaselineRecorder.Accept(x, now, taken)))
            new LastCheck(project.StateFolder, project.BaselineFile).Follow();
        return true;
    }

    private void TellDamaged(AssemblyFiles files)
    {
        foreach (var damaged in files.Damaged)
            Tell(Diagnostic.About(SelfRules.NotChecked,
                "Not checked: " + damaged.Subject + ": " + damaged.Reason + ". It is not part of the baseline.",
                new Place(Project.ProjectFile)));
    }

    private LastCheck LastCheck => new(Project.StateFolder, Project.BaselineFile);

    private Baseline? Now(Recording recording, Metadata.AssemblyImage image)
    {
        try
        {
            return recording.Of(image, SourceFiles.Words(Project.Sources.Select(x => x.FullPath)));
        }
        catch (BadImageFormatException e)
        {
            string name = e is Metadata.LimitException limit ? limit.Assembly : "an assembly that the project references";
            string reason = e.Message.TrimEnd('.');
            // Upgrades wait, and one of them for this very reason: that the baseline does not move on is said with it.
            if (!File.Exists(Project.CheckStamp) && LastCheck.HasTold(name, reason)) return null;
            string text = $"Not recorded: {name} is damaged ({reason}). The baseline is left as it is.";
            Tell(Diagnostic.About(SelfRules.NotChecked, text, new Place(Project.ProjectFile)));
            return null;
        }
    }

    private bool Write(ProjectWorld project, Func<Baseline?, Baseline> next)
    {
        string file = project.BaselineFile;
        var (before, error) = Baselines.BaselineFile.Read(file, project.Framework, project.ProjectFile);
        if (error is not null) return false; // the check has told, and nothing is overwritten
        var now = next(before) with { Project = Baselines.BaselineFile.NameOf(project.ProjectFile, file) };
        if (before is not null && project.IsOptimized && HasSamePackages(before, now)) return true;
        try
        {
            bool isWritten = Baselines.BaselineFile.Write(file, now);
            var moves = before is null ? [] : PackageChanges.Between(before, now);
            if (before is null) Host.Say("SemverGuard recorded " + ShownBaseline(project) + ": commit it.");
            else if (isWritten && moves.Count > 0)
                Host.Say("SemverGuard moved " + ShownBaseline(project) + " on (" + PackageChanges.Names(moves) + "): commit it.");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(BaselineProblem.NotWritten(file, e));
            return false;
        }
    }

    private static bool HasSamePackages(Baseline before, Baseline now) =>
        before.Packages.Select(x => x.Id + "/" + x.Version)
            .SequenceEqual(now.Packages.Select(x => x.Id + "/" + x.Version), StringComparer.OrdinalIgnoreCase);
}
