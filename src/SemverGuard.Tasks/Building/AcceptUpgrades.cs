using Microsoft.Build.Framework;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Tasks.Baselines;
using SemverGuard.Tasks.Reporting;
using SemverGuard.Tasks.Worlds;

namespace SemverGuard.Tasks;

/// <summary>Somebody says "this is fine": of an upgrade, which the baseline then takes over, or of single findings of it, which are then written down with the reason.</summary>
public sealed class AcceptUpgrades : ProjectTask
{
    /// <summary>Ids of the packages to accept; empty accepts all.</summary>
    public string[] Packages { get; set; } = [];

    /// <summary>Findings to accept: <c>SG3001</c> for all of a rule, <c>SG3001:HistogramBuckets.BucketCounts</c> for one.</summary>
    public string[] Findings { get; set; } = [];

    /// <summary>Why those are fine.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The committed file that they go to.</summary>
    public string AcceptedFile { get; set; } = "";

    private protected override void Run()
    {
        if (Findings.Length > 0) new FindingsToAccept(ProjectFile, AcceptedFile, StateFolder, Tell, x => Log.LogMessage(MessageImportance.High, "{0}", x)).Accept(Findings, Reason);
        if (Findings.Length == 0 || Packages.Length > 0) AcceptPackages();
    }

    private void AcceptPackages()
    {
        var (before, error) = Baselines.BaselineFile.Read(BaselineFile, Framework);
        if (error is not null)
        {
            Tell(BaselineProblem.Unreadable(BaselineFile, error, "Nothing was accepted, and the file is left as it is.", Severity.Error));
            return;
        }
        if (ReadAssets() is not { } graph) return;
        using var files = new AssemblyFiles();
        var inventory = Inventory();
        var now = new Recording(Framework, inventory, graph, files).Of(Uses(before, files));
        foreach (string unknown in Packages.Where(x => now.Package(x) is null && before?.Package(x) is null))
            Tell(Diagnostic.About(SelfRules.BadSetting, unknown + " is not a package whose assemblies this project uses; nothing to accept.", new Place(ProjectFile)));
        var accepted = BaselineRecorder.Accept(before, now, Packages.Length == 0 ? null : Packages);
        try
        {
            bool isDifferent = Baselines.BaselineFile.Write(BaselineFile, accepted);
            string names = string.Join(", ", accepted.Packages.Where(x => before?.Package(x.Id) is { } y && (y.Version != x.Version || y.Hash != x.Hash)).Select(x => x.Id + " " + before!.Package(x.Id)!.Version + " -> " + x.Version));
            Log.LogMessage(MessageImportance.High, "{0}", isDifferent ? "SemverGuard accepted " + (names.Length > 0 ? names : "what the project references") + " in " + Path.GetFileName(BaselineFile) + ": commit it." : "Nothing to accept.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(BaselineProblem.NotWritten(BaselineFile, e, Severity.Error));
        }
    }

    /// <summary>Of the last build if that is known, else as they were: the next build notes the rest.</summary>
    private IReadOnlyList<Uses.SymbolUse> Uses(Baseline? before, AssemblyFiles files)
    {
        if (File.Exists(AssemblyFile) && files.Open(AssemblyFile) is { } image && LastBuild.Read(StateFolder, image.Mvid, Framework) is { } last) return last.UsesAndNames.ToArray();
        return before?.UsesAndNames.ToArray() ?? [];
    }
}
