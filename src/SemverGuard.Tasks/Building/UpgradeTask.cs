using Microsoft.Build.Framework;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Reports;
using SemverGuard.Tasks.Alternatives;
using SemverGuard.Tasks.Assets;
using SemverGuard.Tasks.Baselines;
using SemverGuard.Tasks.Compiling;
using SemverGuard.Tasks.Reporting;
using SemverGuard.Tasks.Worlds;
using SemverGuard.Uses;

namespace SemverGuard.Tasks;

/// <summary>Tells what an upgrade breaks: before the compiler runs, or after it.</summary>
public abstract class UpgradeTask : ProjectTask
{
    /// <summary>Written when there is nothing to tell, deleted when there is: what MSBuild's Inputs and Outputs, and the record task, go by.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    public ITaskItem[] PackageReferences { get; set; } = [];

    public ITaskItem[] PackageVersions { get; set; } = [];

    /// <summary>With metadata <c>OverriddenPackages</c>: the packages whose place the framework takes, <c>Id|Version</c> up to which version.</summary>
    public ITaskItem[] FrameworkOverrides { get; set; } = [];

    /// <summary>And analyzers, which may be both.</summary>
    public ITaskItem[] Generators { get; set; } = [];

    /// <summary>Generators as the packages had them may be run to compile the source against those.</summary>
    public bool UsesEarlierGenerators { get; set; }

    /// <summary>Versions are restored of which NuGet's audit warns, or that are withdrawn.</summary>
    public bool RestoresWithdrawn { get; set; }

    /// <summary>Path of the solution that is built.</summary>
    public string Solution { get; set; } = "";

    /// <summary>Rule ids with metadata <c>Severity</c>: error, warning, info or none.</summary>
    public ITaskItem[] Rules { get; set; } = [];

    public bool TreatWarningsAsErrors { get; set; }

    public string WarningsNotAsErrors { get; set; } = "";

    public string NoWarn { get; set; } = "";

    public string WarningsAsMessages { get; set; } = "";

    /// <summary>As the project names it; empty for none.</summary>
    public string RuleSet { get; set; } = "";

    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>Editor configurations and global ones.</summary>
    public ITaskItem[] ConfigFiles { get; set; } = [];

    /// <summary>patch, minor, major or none.</summary>
    public string FailOn { get; set; } = "";

    public bool IsPacked { get; set; }

    /// <summary>The implementations of the packages are compared too.</summary>
    public bool ComparesBehavior { get; set; } = true;

    /// <summary>The committed file of accepted findings, which need not exist.</summary>
    public string AcceptedFile { get; set; } = "";

    /// <summary>Files to write, the format by the extension, as <see cref="Lists"/> reads them.</summary>
    public string Reports { get; set; } = "";

    /// <summary>The project has several target frameworks.</summary>
    public bool IsOneOfMany { get; set; }

    /// <summary>The dotnet command, as the SDK knows it.</summary>
    public string Host { get; set; } = "dotnet";

    private protected string Dotnet => dotnet ??= DotnetHost.Locate(Host);

    private string? dotnet;

    /// <summary>Other versions may be looked for on the user's sources.</summary>
    public bool IsOnline { get; set; }

    /// <summary>As the project sets it: what stands in the PDB for a path.</summary>
    public string PathMap { get; set; } = "";

    private readonly List<Diagnostic> problems = [];

    private readonly List<Diagnostic> told = [];

    private bool isRepeated;

    private SeverityPolicy? policy;

    /// <summary>What the files are to say; still empty when the check came to no end.</summary>
    private Report report = new() { Upgrades = [] };

    private protected sealed override void Run()
    {
        Cache = BuildCache.Take(BuildEngine4);
        try
        {
            Look();
        }
        finally
        {
            Cache.GiveBack(BuildEngine4);
        }
        if (isRepeated) return;
        foreach (var problem in ReportFiles().Write(Dressed(report) with { Problems = problems })) Tell(problem);
    }

    private protected BuildCache Cache { get; private set; } = new();

    private protected abstract void Look();

    private protected Situation Situate(Baseline baseline, ProjectAssets graph, AssemblyFiles files)
    {
        Advisories.Remember(StateFolder, graph);
        var inventory = Inventory();
        var bumps = Policy.Of(Bumps.Between(baseline, graph, inventory, files, Advisories.Read(StateFolder, graph)));
        return new Situation(baseline, graph, inventory, Worlds(inventory, graph, files), [.. bumps]);
    }

    private WorldBuilder Worlds(Inventory inventory, ProjectAssets graph, AssemblyFiles files)
    {
        var overrides = FrameworkOverrides.SelectMany(x => x.GetMetadata("OverriddenPackages").Split([';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        return new(inventory, graph, FrameworkAssemblies.Of(inventory, overrides, files), RuntimeIdentifier.Length > 0 ? RuntimeIdentifier : HostRuntimeIdentifier, files);
    }

    private protected Upgrade Upgrade(Situation now, AssemblyFiles files) => new(now.Baseline, now.Bumps, now.Worlds, now.Inventory, files)
    {
        IsPacked = IsPacked,
        ComparesBehavior = ComparesBehavior,
        Withheld = RestoresWithdrawn ? (_, _) => null : WithdrawnVersions.Reasons(StateFolder),
        Settings = SettingsFiles.Names(Path.GetDirectoryName(ProjectFile)!),
        Diffs = Cache.Diffs,
        Shapes = new PackageShapes(now, FrameworkName.Parse(Framework), files, new HashSet<string>(Generators.Select(x => Reference.Of(x).Package), StringComparer.OrdinalIgnoreCase))
        {
            Language = Path.GetExtension(ProjectFile).ToLowerInvariant() switch { ".vbproj" => "vb", ".fsproj" => "fs", _ => "cs" },
            Systems = RuntimeIdentifier.Length > 0 ? RuntimeIdentifiers.Fallbacks(RuntimeIdentifier) : null,
        },
        VersionOf = x => now.Graph.Libraries.TryGetValue(x, out var library) ? library.Version : null,
        Alternatives = FrameworkName.Parse(Framework) is { } framework ? new VersionSets(now.Graph, now.Inventory, now.Worlds, framework, files, Online(now.Graph)) : null,
        WaysBack = FrameworkName.Parse(Framework) is { } target ? new WaysBack(now, target, files, now.Inventory.IsFramework) : null,
    };

    private StillRestored? stillRestored;

    /// <summary>It is code that the project no longer asked for: it runs where the project says so, and another one has it anyway.</summary>
    private protected bool RunsEarlierGenerator(Situation now, Bump bump) =>
        UsesEarlierGenerators && (stillRestored ??= new StillRestored(ProjectFile, AssetsFile, Solution, now.Graph)).Contains(bump.Id, bump.Before);

    private protected PackageRestore Restoring(ProjectAssets graph)
    {
        string folder = Path.Combine(StateFolder, "restore"), project = Path.GetDirectoryName(ProjectFile)!;
        var withdrawn = RestoresWithdrawn ? null : new WithdrawnVersions(Dotnet, project, StateFolder, Advisories.Read(StateFolder, graph), Cancellation);
        return new PackageRestore(Dotnet, folder, graph.Folders[0], withdrawn, Cancellation);
    }

    private OnlineVersions? Online(ProjectAssets graph) =>
        IsOnline && graph.Folders.Count > 0 ? new OnlineVersions(Dotnet, Path.GetDirectoryName(ProjectFile)!, Restoring(graph), Cancellation) : null;

    private protected ReferencePlaces Places(ProjectAssets graph) => new(ProjectFile, FilesOf(PackageReferences), FilesOf(PackageVersions), graph);

    private protected LastCheck LastCheck => new(StateFolder, BaselineFile);

    /// <summary>Tells what the last check told, if it was about the same inputs.</summary>
    private protected bool Repeat(string inputs)
    {
        if (LastCheck.Of(inputs) is not { } last || !ReportFiles().AreThere) return false;
        foreach (var diagnostic in last) base.Tell(diagnostic);
        return isRepeated = true;
    }

    /// <summary>Checks, tells, and writes the stamp when there was nothing to tell.</summary>
    /// <param name="inputs">The fingerprint of everything that is looked at.</param>
    private protected void Check(Situation now, Upgrade upgrade, Consumer consumer, IEnumerable<NotChecked> notChecked, string inputs)
    {
        var found = Guard.Check(upgrade.Input(consumer));
        found = found with
        {
            Findings = [.. found.Findings.Select(InFiles)],
            NotChecked = [.. found.NotChecked.Concat(upgrade.NotChecked(consumer)).Where(x => Policy.Wants(x.Subject)), .. notChecked],
        };
        Baselines.AcceptedFile.LastFindings.Write(StateFolder, found.Findings);
        bool isClear = TellAccepted(now, found, out var accepted);
        var cause = Cause(now, Framework);
        var places = Places(now.Graph);
        TellUndeployed(now, places);
        report = Report.Of(found, now.Bumps.Where(x => Policy.Wants(x.Id)), x => Policy.Of(x) is { } told ? told with { Reason = accepted.Find(x)?.Finding.Reason } : null);
        report = Dressed(report with { Upgrades = [.. report.Upgrades.Select(x => x with { Place = places.Find(x.Bump.Id, x.Bump.Path), Origin = cause.Of(x.Bump), WayOutLines = string.Join(" ", x.WayOut.Select(Line)) })] });
        foreach (var line in ReportLines.Of(report, IsDetailed ? int.MaxValue : ReportLines.Most, ReportFiles().Rest))
        {
            told.Add(line);
            base.Tell(line);
        }
        // Whatever is switched off or accepted: what does not compile is not settled.
        if (!isClear || !report.Compiles || report.NotChecked.Count > 0 || report.Upgrades.Any(x => x.Breaks.Count > 0))
        {
            // What was not on this machine may be there the next time.
            LastCheck.Keep(upgrade.Before.Missing.Count == 0 ? inputs : "", isClear && report.Compiles ? Settled(now) : [], told);
            return;
        }
        if (IsContinuousIntegration)
        {
            // Not a warning: an upgrade that breaks nothing must not break a build that treats warnings as errors.
            string names = string.Join(", ", now.Bumps.Select(x => x.Id + " " + x.Before + " -> " + x.After));
            string text = "The baseline is stale, and this build does not write. Build once on a developer's machine and commit the file. Nothing breaks here: " + names + ".";
            Log.LogMessage(null, SelfRules.BaselineStale.Id, null, BaselineFile, 1, 1, 0, 0, MessageImportance.High, "{0}", LogLine.Of(SafeText.OneLine(text)));
        }
        StampFile.Touch(Stamp);
    }

    /// <summary>Without the places in what a generator wrote, which nobody can open: the finding then stands at the reference.</summary>
    private Finding InFiles(Finding finding) => finding with { Sites = [.. finding.Sites.Where(IsInFile)] };

    private bool IsInFile(SourceSite site)
    {
        try
        {
            return File.Exists(Path.Combine(Path.GetDirectoryName(ProjectFile)!, site.File));
        }
        catch (ArgumentException)
        {
            return false; // a name that is no path; .NET Framework throws
        }
    }

    /// <summary>What is only compiled against runs in another form, which the build does not know: a host brings it.</summary>
    private void TellUndeployed(Situation now, ReferencePlaces places)
    {
        foreach (var bump in now.Bumps.Where(x => Policy.Wants(x.Id) && now.Inventory.IsOnlyCompiledAgainst(x.Id)))
        {
            string text = $"Not compared: the implementation of {bump.Id} {bump.Before} -> {bump.After}: the project is compiled against it and deploys nothing of it.";
            Tell(Diagnostic.About(SelfRules.NotChecked, text, places.Find(bump.Id, bump.Path), Severity.Info));
        }
    }

    /// <summary>
    /// The upgrades that nobody has to look at. One that asks for a package with open questions waits with it, for it was made for what that is now;
    /// and what such a package brings along goes back with it, should somebody decide so.
    /// </summary>
    private IEnumerable<string> Settled(Situation now)
    {
        if (report.NotChecked.Any(x => x.Packages.Count == 0)) return [];
        var open = report.Upgrades.Where(x => x.Breaks.Count > 0).Select(x => x.Bump.Id).Concat(report.NotChecked.SelectMany(x => x.Packages));
        var waiting = now.Graph.Around(open);
        return now.Bumps.Select(x => x.Id).Where(x => !waiting.Contains(x));
    }

    /// <summary>Where versions are managed centrally, a package that is only transitive needs a reference besides.</summary>
    private string Line(PackageMove move)
    {
        if (PackageVersions.Length == 0) return move.Line();
        bool isReferenced = PackageReferences.Any(x => x.ItemSpec.Equals(move.Id, StringComparison.OrdinalIgnoreCase));
        return move.Line("PackageVersion") + (isReferenced ? "" : $" and <PackageReference Include=\"{move.Id}\" />");
    }

    private static Cause Cause(Situation now, string framework)
    {
        var folders = new PackageFolders(now.Graph.Folders);
        var target = FrameworkName.Parse(framework);
        return new Cause(now.Graph, now.Baseline, (id, version) => folders.Find(id, version) is { } folder ? NuspecFile.Read(folder, id, target)?.Dependencies : null);
    }

    /// <summary>Upgrades that could not be taken back for the compiler.</summary>
    /// <param name="reasons">By package id.</param>
    private protected static IEnumerable<NotChecked> NotRecompiled(Situation now, IReadOnlyDictionary<string, string> reasons) =>
        now.Bumps.Where(x => reasons.ContainsKey(x.Id)).Select(x => NotChecked.About(x, reasons[x.Id]));

    /// <summary>Whatever the compiler's output would show is not known yet, and may never be.</summary>
    private protected void Await(Situation now) => report = new Report
    {
        Upgrades = [.. now.Bumps.Select(x => new ReportedUpgrade(x, []))],
        NotChecked = [new NotChecked(Path.GetFileName(ProjectFile), "it was not compiled against the packages as they are")],
    };

    /// <summary>Tells what is wrong with the file of accepted findings.</summary>
    /// <param name="found">Null when no package moved.</param>
    /// <returns>Whether it can be read.</returns>
    private protected bool TellAccepted(Situation now, GuardReport? found, out AcceptedFindings accepted)
    {
        (var read, var error) = Baselines.AcceptedFile.Read(AcceptedFile);
        accepted = read ?? AcceptedFindings.Empty;
        if (error is not null) Tell(Baselines.AcceptedFile.Unreadable(AcceptedFile, error, "No finding counts as accepted until it can, and the file is left as it is."));
        var findings = found is null or { NotChecked.Count: 0 } ? found?.Findings ?? [] : null;
        foreach (var (line, fact) in accepted.Stale(x => now.Baseline.Package(x)?.Version, x => now.Graph.Libraries.TryGetValue(x, out var library) ? library.Version : null, findings))
            Tell(Baselines.AcceptedFile.Stale(AcceptedFile, line, fact));
        return error is null;
    }

    /// <summary>All that a project says about how it is checked.</summary>
    private protected IEnumerable<string> Settings() =>
    [
        FailOn, NoWarn, WarningsAsMessages, RuleSetState(), WarningsNotAsErrors, PathMap, Reports,
        $"{TreatWarningsAsErrors} {IsPacked} {ComparesBehavior} {IsOnline} {IsDetailed} {IsContinuousIntegration} {UsesEarlierGenerators} {RestoresWithdrawn}",
        .. Rules.Select(x => x.ItemSpec + "=" + x.GetMetadata("Severity")),
        .. PackageReferences.Concat(PackageVersions).Select(x => $"{x.ItemSpec} {x.GetMetadata("Version")} {x.GetMetadata("SemverGuard")} {x.GetMetadata("SemverGuardClaim")}"),
    ];

    private protected override void Tell(Diagnostic diagnostic)
    {
        base.Tell(diagnostic);
        problems.Add(diagnostic);
        told.Add(diagnostic);
    }

    /// <summary>Tells about settings that cannot be used; once a build is enough, and every build does.</summary>
    private protected void TellSettings()
    {
        foreach (var problem in Policy.Problems.Concat(ReportFiles().Problems)) Tell(problem);
        told.Clear();
    }

    private ReportFiles ReportFiles() => new(Lists.Split(Reports), ProjectFile, Framework, IsOneOfMany);

    private Report Dressed(Report report) => report with
    {
        Project = Path.GetFileNameWithoutExtension(ProjectFile),
        Framework = Framework,
        Place = new Place(ProjectFile, 1, 1),
        Root = SourceRoot.Of(Path.GetDirectoryName(ProjectFile)!, x => Directory.Exists(x) || File.Exists(x)),
    };

    private SeverityPolicy Policy => policy ??= ReadPolicy();

    private SeverityPolicy ReadPolicy()
    {
        var project = new ProjectPolicy(ProjectFile);
        // The reference after the central version: it is the nearer one.
        ITaskItem[] packages = [.. PackageVersions, .. PackageReferences];
        return new SeverityPolicy
        {
            Rules = project.Rules(Rules),
            TreatWarningsAsErrors = TreatWarningsAsErrors,
            WarningsNotAsErrors = ProjectPolicy.Codes(WarningsNotAsErrors),
            NoWarn = ProjectPolicy.Codes(NoWarn),
            WarningsAsMessages = ProjectPolicy.Codes(WarningsAsMessages),
            Places = new PlaceSeverities(FullPaths(ConfigFiles), RuleSetFile(), FullPaths(Sources)),
            FailOn = project.FailOn(FailOn),
            Packages = project.Packages(packages, "SemverGuard", "on", "off", "strict"),
            Claims = project.Packages(packages, "SemverGuardClaim", "none", "version"),
            Problems = project.Problems,
        };
    }

    private static IEnumerable<string> FullPaths(ITaskItem[] items) => items.Select(x => x.GetMetadata("FullPath"));

    private string RuleSetFile() => RuleSet.Length == 0 ? "" : Path.Combine(Path.GetDirectoryName(ProjectFile)!, RuleSet.Replace('\\', '/'));

    private string RuleSetState() => RuleSet.Length == 0 ? "" : RuleSet + " " + File.GetLastWriteTimeUtc(RuleSetFile()).Ticks;

    private static Dictionary<string, string> FilesOf(ITaskItem[] items)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items) files[item.ItemSpec] = item.GetMetadata("DefiningProjectFullPath");
        return files;
    }
}
