using SemverGuard.Baselines;
using SemverGuard.Findings;
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
        if (!File.Exists(Project.CheckStamp)) // upgrades wait to be accepted, and only they
        {
            if (LastCheck.Settled is { Count: > 0 } settled && Write(x => BaselineRecorder.Accept(x, now, settled))) LastCheck.Follow();
        }
        else
        {
            if (!Write(_ => now)) return;
            foreach (var damaged in files.Damaged)
                Tell(Diagnostic.About(SelfRules.NotChecked,
                    "Not checked: " + damaged.Subject + ": " + damaged.Reason + ". It is not part of the baseline.",
                    new Place(Project.ProjectFile)));
            // After the baseline, so that it is no news to the next build.
            StampFile.Touch(Project.CheckStamp);
        }
        StampFile.Touch(Project.RecordStamp);
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

    private bool Write(Func<Baseline?, Baseline> next)
    {
        var (before, error) = Baselines.BaselineFile.Read(Project.BaselineFile, Project.Framework, Project.ProjectFile);
        if (error is not null) return false; // the check has told, and nothing is overwritten
        var now = next(before) with { Project = Baselines.BaselineFile.NameOf(Project.ProjectFile, Project.BaselineFile) };
        if (before is not null && Project.IsOptimized && HasSamePackages(before, now)) return true;
        try
        {
            bool isWritten = Baselines.BaselineFile.Write(Project.BaselineFile, now);
            var moves = before is null ? [] : PackageChanges.Between(before, now);
            if (before is null) Host.Say("SemverGuard recorded " + ShownBaseline + ": commit it.");
            else if (isWritten && moves.Count > 0)
                Host.Say("SemverGuard moved " + ShownBaseline + " on (" + PackageChanges.Names(moves) + "): commit it.");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(BaselineProblem.NotWritten(Project.BaselineFile, e));
            return false;
        }
    }

    private static bool HasSamePackages(Baseline before, Baseline now) =>
        before.Packages.Select(x => x.Id + "/" + x.Version)
            .SequenceEqual(now.Packages.Select(x => x.Id + "/" + x.Version), StringComparer.OrdinalIgnoreCase);
}
