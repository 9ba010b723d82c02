using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Tasks.Baselines;
using SemverGuard.Tasks.Reporting;
using SemverGuard.Tasks.Worlds;

namespace SemverGuard.Tasks;

/// <summary>Somebody says "this is fine": of an upgrade, which the baseline then takes over, or of single findings of it, which are then written down with the reason.</summary>
public sealed class AcceptUpgrades : ProjectTask
{
    /// <summary>Ids of the packages to accept, as <see cref="Lists"/> reads them; empty accepts all.</summary>
    public string Packages { get; set; } = "";

    /// <summary>Findings to accept: <c>SG3001</c> for all of a rule, <c>SG3001:HistogramBuckets.BucketCounts</c> for one.</summary>
    public string Findings { get; set; } = "";

    /// <summary>Why those are fine.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The committed file that they go to.</summary>
    public string AcceptedFile { get; set; } = "";

    /// <summary>Other projects, or other frameworks of this one, are asked the same: what is not here to accept may be there.</summary>
    public bool IsOneOfMany { get; set; }

    /// <summary>What was accepted; empty when nothing was.</summary>
    [Output]
    public ITaskItem[] Accepted { get; private set; } = [];

    private protected override void Run()
    {
        string[] findings = Lists.Split(Findings), packages = Lists.Split(Packages);
        if (findings.Length > 0)
        {
            var accepted = new FindingsToAccept(ProjectFile, AcceptedFile, StateFolder, Tell, Say) { IsOneOfMany = IsOneOfMany }.Accept(findings, Reason);
            Accepted = [.. accepted.Select(x => new TaskItem(Lists.Escaped(x.Rule + ":" + x.Symbol)))];
        }
        if (findings.Length == 0 || packages.Length > 0) AcceptPackages(packages);
    }

    private void AcceptPackages(string[] packages)
    {
        var (before, error) = Baselines.BaselineFile.Read(BaselineFile, Framework, ProjectFile);
        var mended = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // What the file says of a package that is accepted as it is now does not matter, and so it may say two things.
        while (error?.Twice is { } id && (packages.Length == 0 || packages.Contains(id, StringComparer.OrdinalIgnoreCase)) && mended.Add(id))
            (before, error) = Baselines.BaselineFile.Read(BaselineFile, Framework, ProjectFile, mended.Contains);
        if (error is not null)
        {
            Tell(BaselineProblem.Unreadable(BaselineFile, error, "Nothing was accepted, and the file is left as it is.", Severity.Error));
            return;
        }
        if (ReadAssets() is not { } graph) return;
        using var files = new AssemblyFiles();
        var inventory = Inventory();
        var now = new Recording(Framework, inventory, graph, files).Of(Uses(before, files)) with { Project = Baselines.BaselineFile.NameOf(ProjectFile, BaselineFile) };
        var moves = PackageChanges.Between(before, now);
        string choice = moves.Count == 0 ? "every package is as " + Path.GetFileName(BaselineFile) + " has it" : "there is to accept: " + PackageChanges.Names(moves);
        string[] unknown = [.. packages.Where(x => !mended.Contains(x) && !moves.Any(y => y.Id.Equals(x, StringComparison.OrdinalIgnoreCase)))];
        if (before is not null && packages.Length > 0 && unknown.Length == packages.Length)
        {
            TellNothing($"{string.Join(" and ", unknown)} did not change here, and nothing was accepted; {choice}.");
            return;
        }
        foreach (string one in unknown) Tell(Diagnostic.About(SelfRules.BadSetting, one + " did not change here; " + choice + ".", new Place(ProjectFile), IsOneOfMany ? Severity.Info : Severity.Warning));
        var accepted = BaselineRecorder.Accept(before, now, packages.Length == 0 ? null : packages);
        try
        {
            bool isDifferent = Baselines.BaselineFile.Write(BaselineFile, accepted);
            string names = PackageChanges.Names(PackageChanges.Between(before, accepted));
            if (!isDifferent)
            {
                TellNothing("Nothing to accept: " + choice + ".");
                return;
            }
            Accepted = [.. Accepted, new TaskItem(Lists.Escaped(names.Length > 0 ? names : Path.GetFileName(BaselineFile)))];
            Say("SemverGuard accepted " + (before is not null && names.Length > 0 ? names : "what the project references") + " in " + ShownBaseline + ": commit it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(BaselineProblem.NotWritten(BaselineFile, e, Severity.Error));
        }
    }

    /// <summary>Whoever accepts something means something: that nothing was meant by it is an error, unless it may be meant for a neighbour.</summary>
    private void TellNothing(string message)
    {
        if (IsOneOfMany) Log.LogMessage(MessageImportance.High, "{0}", SafeText.OneLine(Path.GetFileNameWithoutExtension(ProjectFile) + " (" + Framework + "): " + message));
        else Tell(Diagnostic.About(SelfRules.BadSetting, message, new Place(ProjectFile), Severity.Error));
    }

    /// <summary>Of the last build if that is known, else as they were: the next build notes the rest.</summary>
    private IReadOnlyList<Uses.SymbolUse> Uses(Baseline? before, AssemblyFiles files)
    {
        if (File.Exists(AssemblyFile) && files.Open(AssemblyFile) is { } image && LastBuild.Read(StateFolder, image.Mvid, Framework) is { } last) return last.UsesAndNames.ToArray();
        return before?.UsesAndNames.ToArray() ?? [];
    }
}
