using Microsoft.Build.Framework;
using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Tasks.Alternatives;
using SemverGuard.Tasks.Assets;
using SemverGuard.Tasks.Baselines;
using SemverGuard.Tasks.Reporting;
using SemverGuard.Tasks.Worlds;

namespace SemverGuard.Tasks;

/// <summary>Tells what an upgrade breaks: before the compiler runs, or after it.</summary>
public abstract class UpgradeTask : ProjectTask
{
    /// <summary>Written when there is nothing to tell, deleted when there is: what MSBuild's Inputs and Outputs, and the record task, go by.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    public ITaskItem[] PackageReferences { get; set; } = [];

    public ITaskItem[] PackageVersions { get; set; } = [];

    /// <summary>Rule ids with metadata <c>Severity</c>: error, warning, info or none.</summary>
    public ITaskItem[] Rules { get; set; } = [];

    public bool TreatWarningsAsErrors { get; set; }

    public string WarningsNotAsErrors { get; set; } = "";

    public string NoWarn { get; set; } = "";

    /// <summary>patch, minor, major or none.</summary>
    public string FailOn { get; set; } = "";

    public bool IsPacked { get; set; }

    /// <summary>The dotnet command.</summary>
    public string Host { get; set; } = "dotnet";

    /// <summary>Other versions may be looked for on the user's sources.</summary>
    public bool IsOnline { get; set; }

    /// <summary>As the project sets it: what stands in the PDB for a path.</summary>
    public string PathMap { get; set; } = "";

    /// <summary>The project's packages now and as the baseline has them.</summary>
    private protected sealed record Situation(Baseline Baseline, ProjectAssets Graph, Inventory Inventory, WorldBuilder Worlds, IReadOnlyList<Bump> Bumps, SeverityPolicy Policy);

    private protected Situation Situate(Baseline baseline, ProjectAssets graph, AssemblyFiles files)
    {
        Advisories.Remember(StateFolder, graph);
        var inventory = Inventory();
        var policy = Policy();
        var bumps = Bumps.Between(baseline, graph, inventory, files, Advisories.Read(StateFolder, graph)).Where(x => !policy.Off.Contains(x.Id, StringComparer.OrdinalIgnoreCase)).ToArray();
        return new Situation(baseline, graph, inventory, Worlds(inventory, graph), bumps, policy);
    }

    private protected Upgrade Upgrade(Situation now, AssemblyFiles files) => new(now.Baseline, now.Bumps, now.Worlds, now.Inventory, files)
    {
        IsPacked = IsPacked,
        VersionOf = x => now.Graph.Libraries.TryGetValue(x, out var library) ? library.Version : null,
        Alternatives = FrameworkName.Parse(Framework) is { } framework ? new VersionSets(now.Graph, now.Inventory, now.Worlds, framework, files, Online(now.Graph)) : null,
    };

    private OnlineVersions? Online(ProjectAssets graph) =>
        IsOnline && graph.Folders.Count > 0 ? new OnlineVersions(Host, Path.GetDirectoryName(ProjectFile)!, Path.Combine(StateFolder, "restore"), graph.Folders[0]) : null;

    /// <summary>Checks, tells, and writes the stamp when there was nothing to tell.</summary>
    private protected void Check(Situation now, Upgrade upgrade, Consumer consumer, IEnumerable<NotChecked> notChecked)
    {
        var report = Guard.Check(upgrade.Input(consumer));
        report = report with { NotChecked = [.. report.NotChecked, .. upgrade.NotChecked(consumer), .. notChecked] };
        var cause = Cause(now, Framework);
        var places = new ReferencePlaces(ProjectFile, FilesOf(PackageReferences), FilesOf(PackageVersions));
        var told = UpgradeReport.Of(report, now.Policy, x => places.Find(x.Id, x.Path), cause.Of, Line);
        foreach (var diagnostic in told) Tell(diagnostic);
        foreach (var subject in report.NotChecked.GroupBy(x => x.Subject))
            Tell(Diagnostic.About(SelfRules.NotChecked, "Not checked: " + subject.Key + ": " + string.Join("; ", subject.Select(x => x.Reason).Distinct()) + ".", new Place(ProjectFile)));
        if (report.NotChecked.Count > 0 || told.Any(x => x.Severity >= Severity.Warning)) return;
        if (IsContinuousIntegration)
        {
            // Not a warning: an upgrade that breaks nothing must not break a build that treats warnings as errors.
            string names = string.Join(", ", now.Bumps.Select(x => x.Id + " " + x.Before + " -> " + x.After));
            Log.LogMessage(null, SelfRules.BaselineStale.Id, null, BaselineFile, 1, 1, 0, 0, MessageImportance.High, "{0}", "The baseline is stale, and this build does not write: " + names + " breaks nothing here. Build once on a developer's machine and commit the file.");
        }
        StampFile.Touch(Stamp);
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
        return new Cause(now.Graph, now.Baseline, (id, version) => folders.Find(id, version) is { } folder ? Nuspec.Read(folder, id, target)?.Dependencies : null);
    }

    private SeverityPolicy Policy()
    {
        var rules = new Dictionary<string, Severity?>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in Rules)
        {
            if (SeverityOf(rule.GetMetadata("Severity")) is { } severity) rules[rule.ItemSpec] = severity.Value;
            else Tell(BadSetting($"<SemverGuardRule Include=\"{rule.ItemSpec}\" Severity=\"{rule.GetMetadata("Severity")}\" />: the severity is error, warning, info or none"));
        }
        if (!TryClaim(FailOn, out var failOn)) Tell(BadSetting($"SemverGuardFailOn is '{FailOn}'; it is patch, minor, major or none"));
        return new SeverityPolicy
        {
            Rules = rules,
            TreatWarningsAsErrors = TreatWarningsAsErrors,
            WarningsNotAsErrors = Codes(WarningsNotAsErrors),
            NoWarn = Codes(NoWarn),
            FailOn = failOn,
            Off = Marked("off"),
            Strict = Marked("strict"),
        };

        string[] Marked(string value) => PackageReferences.Where(x => x.GetMetadata("SemverGuard").Equals(value, StringComparison.OrdinalIgnoreCase)).Select(x => x.ItemSpec).ToArray();
    }

    private Diagnostic BadSetting(string message) => Diagnostic.About(SelfRules.BadSetting, message + ". It is ignored.", new Place(ProjectFile));

    private static (Severity? Value, bool)? SeverityOf(string word) => word.ToLowerInvariant() switch
    {
        "error" => (Severity.Error, true),
        "warning" => (Severity.Warning, true),
        "info" => (Severity.Info, true),
        "none" => (null, true),
        _ => null,
    };

    private static bool TryClaim(string word, out Claim claim)
    {
        claim = word.ToLowerInvariant() switch { "patch" => Claim.Patch, "minor" => Claim.Minor, "major" => Claim.Major, _ => Claim.None };
        return claim != Claim.None || word.Length == 0 || word.Equals("none", StringComparison.OrdinalIgnoreCase);
    }

    private static string[] Codes(string list) => list.Split([';', ',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string> FilesOf(ITaskItem[] items)
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items) files[item.ItemSpec] = item.GetMetadata("DefiningProjectFullPath");
        return files;
    }
}
