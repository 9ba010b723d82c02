using Microsoft.Build.Framework;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Tasks.Baselines;
using SemverGuard.Tasks.Reporting;
using SemverGuard.Tasks.Worlds;

namespace SemverGuard.Tasks;

/// <summary>After the compiler ran: notes what the project uses, and moves the baseline on unless an upgrade waits to be accepted.</summary>
public sealed class RecordBaseline : ProjectTask
{
    /// <summary>The check's: there when it had nothing to tell.</summary>
    [Required]
    public string CheckStamp { get; set; } = "";

    /// <summary>Written when everything is noted.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    /// <summary>The compiler optimised, so the assembly shows fewer uses than the source has: not a reason to change a baseline of the same packages.</summary>
    public bool IsOptimized { get; set; }

    /// <summary>What was compiled.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    private protected override void Run()
    {
        StampFile.Remove(Stamp);
        if (!File.Exists(AssemblyFile) || ReadAssets() is not { } graph) return;
        Advisories.Remember(StateFolder, graph);
        using var files = new AssemblyFiles();
        var recording = new Recording(Framework, Inventory(), graph, files);
        if (files.Open(AssemblyFile) is not { } image || Now(recording, image) is not { } now) return;
        LastBuild.Write(StateFolder, image.Mvid, now);
        var lastCheck = new LastCheck(StateFolder, BaselineFile);
        if (!File.Exists(CheckStamp)) // upgrades wait to be accepted, and only they
        {
            if (lastCheck.Settled is { Count: > 0 } settled && Write(x => BaselineRecorder.Accept(x, now, settled))) lastCheck.Follow();
        }
        else
        {
            if (!Write(_ => now)) return;
            foreach (var damaged in files.Damaged)
                Tell(Diagnostic.About(SelfRules.NotChecked, "Not checked: " + damaged.Subject + ": " + damaged.Reason + ". It is not part of the baseline.", new Place(ProjectFile)));
            // After the baseline, so that it is no news to the next build.
            StampFile.Touch(CheckStamp);
        }
        StampFile.Touch(Stamp);
    }

    private Baseline? Now(Recording recording, Metadata.AssemblyImage image)
    {
        try
        {
            return recording.Of(image, SourceFiles.Words(Sources.Select(x => x.ItemSpec)));
        }
        catch (BadImageFormatException e)
        {
            Tell(Diagnostic.About(SelfRules.NotChecked, "Not recorded: an assembly that the project references is damaged (" + e.Message.TrimEnd('.') + "). The baseline is left as it is.", new Place(ProjectFile)));
            return null;
        }
    }

    private bool Write(Func<Baseline?, Baseline> next)
    {
        var (before, error) = Baselines.BaselineFile.Read(BaselineFile, Framework, ProjectFile);
        if (error is not null) return false; // the check has told, and nothing is overwritten
        var now = next(before) with { Project = Baselines.BaselineFile.NameOf(ProjectFile, BaselineFile) };
        if (before is not null && IsOptimized && HasSamePackages(before, now)) return true;
        try
        {
            bool isWritten = Baselines.BaselineFile.Write(BaselineFile, now);
            var moves = before is null ? [] : PackageChanges.Between(before, now);
            if (before is null) Say("SemverGuard recorded " + ShownBaseline + ": commit it.");
            else if (isWritten && moves.Count > 0) Say("SemverGuard moved " + ShownBaseline + " on (" + PackageChanges.Names(moves) + "): commit it.");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(BaselineProblem.NotWritten(BaselineFile, e));
            return false;
        }
    }

    private static bool HasSamePackages(Baseline before, Baseline now) =>
        before.Packages.Select(x => x.Id + "/" + x.Version).SequenceEqual(now.Packages.Select(x => x.Id + "/" + x.Version), StringComparer.OrdinalIgnoreCase);
}
