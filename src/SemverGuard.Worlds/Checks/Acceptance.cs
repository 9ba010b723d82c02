using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Reporting;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Checks;

/// <summary>
/// Somebody says "this is fine": of an upgrade, which the baseline then takes over, or of single findings of it, which are then written
/// down with the reason.
/// </summary>
internal sealed class Acceptance(ProjectWorld project, IHost host) : ProjectCheck(project, host)
{
    /// <summary>Ids of the packages to accept; empty accepts all.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Findings to accept: <c>SG3001</c> for all of a rule, <c>SG3001:HistogramBuckets.BucketCounts</c> for one.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Why those are fine.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Other projects, or other frameworks of this one, are asked the same: what is not here to accept may be there.</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>What was accepted; empty when nothing was.</summary>
    public IReadOnlyList<string> Accepted { get; private set; } = [];

    public override void Run()
    {
        if (Project.IsLocked)
        {
            const string Text = "Nothing was accepted: SemverGuardLocked=true lets no build write. Accept on a developer's machine.";
            Tell(Diagnostic.About(SelfRules.BadSetting, Text, new Place(Project.ProjectFile), Severity.Error));
            return;
        }
        if (Findings.Count > 0)
        {
            var accepted = new FindingsToAccept(Project.ProjectFile, Project.AcceptedFile, Project.StateFolder, Tell,
                Host.Say) { IsOneOfMany = IsOneOfMany }.Accept(Findings, Reason);
            Accepted = [.. accepted.Select(x => x.Rule + ":" + x.Symbol)];
        }
        if (Findings.Count == 0 || Packages.Count > 0) AcceptPackages();
    }

    private void AcceptPackages()
    {
        var (before, error) = Baselines.BaselineFile.Read(Project.BaselineFile, Project.Framework, Project.ProjectFile);
        var mended = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // What the file says of a package that is accepted as it is now does not matter, and so it may say two things.
        while (error?.Twice is { } id && (Packages.Count == 0 || Packages.Contains(id, StringComparer.OrdinalIgnoreCase)) && mended.Add(id))
            (before, error) = Baselines.BaselineFile.Read(Project.BaselineFile, Project.Framework, Project.ProjectFile, mended.Contains);
        if (error is not null)
        {
            Tell(BaselineProblem.Unreadable(
                Project.BaselineFile, error, "Nothing was accepted, and the file is left as it is.", Severity.Error));
            return;
        }
        if (ReadAssets() is not { } graph) return;
        using var files = new AssemblyFiles();
        var inventory = Inventory.Of(Project);
        var now = new Recording(Project.Framework, inventory, graph, files).Of(Uses(before, files))
            with { Project = Baselines.BaselineFile.NameOf(Project.ProjectFile, Project.BaselineFile) };
        var moves = PackageChanges.Between(before, now);
        string choice = moves.Count == 0
            ? "every package is as " + Path.GetFileName(Project.BaselineFile) + " has it"
            : "there is to accept: " + PackageChanges.Names(moves);
        string[] unknown =
            [.. Packages.Where(x => !mended.Contains(x) && !moves.Any(y => y.Id.Equals(x, StringComparison.OrdinalIgnoreCase)))];
        if (before is not null && Packages.Count > 0 && unknown.Length == Packages.Count)
        {
            // What no project of the solution restores is a name that somebody mistyped.
            var solution = new StillRestored(Project.ProjectFile, Project.AssetsFile, Project.Solution, graph);
            bool isElsewhere = File.Exists(Project.Solution) && unknown.Any(solution.Contains);
            // A project that has never had them has nothing to say, where another one has.
            bool isNotHere = isElsewhere && unknown.All(x => !graph.Libraries.ContainsKey(x) && before.Package(x) is null);
            TellNothing($"{string.Join(" and ", unknown)} did not change here, and nothing was accepted; {choice}.",
                isElsewhere || !File.Exists(Project.Solution), isNotHere ? Notice.Normal : Notice.High);
            return;
        }
        foreach (string one in unknown)
            Tell(Diagnostic.About(SelfRules.BadSetting, one + " did not change here; " + choice + ".", new Place(Project.ProjectFile),
                IsOneOfMany ? Severity.Info : Severity.Warning));
        var accepted = BaselineRecorder.Accept(before, now, Packages.Count == 0 ? null : [.. Packages, .. Companions(now, graph)]);
        try
        {
            bool isDifferent = Baselines.BaselineFile.Write(Project.BaselineFile, accepted);
            string names = PackageChanges.Names(PackageChanges.Between(before, accepted));
            if (!isDifferent)
            {
                TellNothing("Nothing to accept: " + choice + ".", mayBeElsewhere: true);
                return;
            }
            Accepted = [.. Accepted, names.Length > 0 ? names : Path.GetFileName(Project.BaselineFile)];
            Host.Say("SemverGuard accepted " + (before is not null && names.Length > 0 ? names : "what the project references") + " in "
                + ShownBaseline(Project) + ": commit it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(BaselineProblem.NotWritten(Project.BaselineFile, e, Severity.Error));
        }
    }

    /// <summary>
    /// The upgrades that waited for nothing but the accepted ones: without them the baseline would have a package beside others that it was
    /// never built with.
    /// </summary>
    private IEnumerable<string> Companions(Baseline now, ProjectAssets graph)
    {
        var held = Project.Others.Select(x => FrameworkState.Read(x.StateFolder)).OfType<FrameworkState>().SelectMany(x => x.Upgrades)
            .Where(x => !x.IsSettled).Select(x => x.Id);
        return new LastCheck(Project.StateFolder, Project.BaselineFile).Settled(graph, held, Packages)
            .Where(x => now.Package(x.Id)?.Version == x.Version).Select(x => x.Id);
    }

    /// <summary>
    /// Whoever accepts something means something: that nothing was meant by it is an error, unless it may be meant for a neighbour.
    /// </summary>
    private void TellNothing(string message, bool mayBeElsewhere, Notice notice = Notice.High)
    {
        if (IsOneOfMany && mayBeElsewhere)
            Host.Note(Path.GetFileNameWithoutExtension(Project.ProjectFile) + " (" + Project.Framework + "): " + message, notice);
        else Tell(Diagnostic.About(SelfRules.BadSetting, message, new Place(Project.ProjectFile), Severity.Error));
    }

    /// <summary>Of the last build if that is known, else as they were: the next build notes the rest.</summary>
    private IReadOnlyList<Uses.SymbolUse> Uses(Baseline? before, AssemblyFiles files)
    {
        if (File.Exists(Project.AssemblyFile) && files.Open(Project.AssemblyFile) is { } image
            && LastBuild.Read(Project.StateFolder, image.Mvid, Project.Framework) is { } last)
            return last.UsesAndNames.ToArray();
        return before?.UsesAndNames.ToArray() ?? [];
    }
}
