using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Uses;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds.Compiling;
using SemverGuard.Worlds.Reporting;

namespace SemverGuard.Worlds.Checks;

/// <summary>Tells what an upgrade breaks: before the compiler runs, or after it.</summary>
internal abstract class UpgradeCheck(ProjectWorld project, IHost host) : ProjectCheck(project, host)
{
    private readonly List<Diagnostic> problems = [];

    private readonly List<Diagnostic> told = [];

    private bool isRepeated;

    private SeverityPolicy? policy;

    private ReportFiles? reportFiles;

    private UpgradeSetup? setup;

    private Knowledge knowledge = Knowledge.None;

    /// <summary>What the files are to say; still empty when the check came to no end.</summary>
    private Report report = new() { Upgrades = [] };

    public sealed override void Run()
    {
        try
        {
            Look();
        }
        catch (BadImageFormatException e)
        {
            // Damaged where nothing can be found out without it: told like any other, and the files say so too.
            string name = e is LimitException limit ? limit.Assembly : Path.GetFileNameWithoutExtension(Project.AssemblyFile);
            Tell(Diagnostic.About(SelfRules.NotChecked, $"Not checked: {name} cannot be read: {e.Message.TrimEnd('.')}.",
                new Place(Project.ProjectFile)));
        }
        if (isRepeated) return;
        foreach (var problem in ReportFiles().Write(Report)) Tell(problem);
    }

    /// <summary>All that was found. Its upgrades have no findings yet when the check came to no end.</summary>
    public Report Report => InContext(report) with { Problems = problems };

    private protected abstract void Look();

    /// <summary>Whether what breaks is told with the versions that mend it, or that bring back what was.</summary>
    public bool FindsWays { get; init; } = true;

    private protected UpgradeSetup Setup => setup ??= new UpgradeSetup(Project, Host, Policy) { FindsWays = FindsWays };

    private protected LastCheck LastCheck => new(Project.StateFolder, Project.BaselineFile);

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
        Baselines.AcceptedFile.LastFindings.Write(Project.StateFolder, found.Findings);
        bool isClear = TellAccepted(now, found, out var accepted);
        var cause = Reporting.Cause.In(now, Project.Framework);
        var places = ReferencePlaces.Of(Project, now.Graph);
        TellUndeployed(now, places);
        report = Reports.Report.Of(found, now.Bumps.Where(x => Policy.Wants(x.Id)), Reported);
        report = InContext(report
            with { Upgrades = [.. report.Upgrades.Select(x => x
                with { Place = places.Find(x.Bump.Id, x.Bump.Path), Origin = cause.Of(x.Bump),
                    WayOutLines = string.Join(" ", x.WayOut.Select(Line)) })] });
        report = report with { Upgrades = [.. report.Upgrades.Select(x => x with { Known = NotFound(x) })] };
        foreach (string news in report.Upgrades.Select(ReportLines.KnownElsewhere).OfType<string>())
            Host.Note(news, Project.IsDetailed ? Notice.High : Notice.Normal);
        foreach (var line in ReportLines.Of(report, Project.IsDetailed ? int.MaxValue : ReportLines.Most, ReportFiles().Rest))
        {
            told.Add(line);
            base.Tell(line);
        }
        // Whatever is switched off or accepted: what does not compile is not settled.
        if (!isClear || !report.Compiles || report.NotChecked.Count > 0 || report.Upgrades.Any(x => x.Breaks.Count > 0))
        {
            // What was not on this machine may be there the next time.
            LastCheck.Keep(upgrade.Before.Missing.Count == 0 ? inputs : "", isClear && report.Compiles ? Compared(now) : [], told);
            return;
        }
        // Another framework of the project may have reason to wait, and this one then with it.
        if (Project.IsOneOfMany && !Project.IsReadOnly) LastCheck.Keep(inputs, Compared(now), told);
        AnnounceStale(PackageChanges.Names([.. now.Bumps.Select(x => x.Move)]));
        StampFile.Touch(Project.CheckStamp);

        ReportedFinding? Reported(Finding finding) => Policy.Of(finding) is { } one
            ? one with { Reason = accepted.Find(finding)?.Finding.Reason, Known = knowledge.Of(finding) }
            : null;
    }

    /// <summary>What others know of an upgrade besides what was found here, too.</summary>
    private AcceptedFinding[] NotFound(ReportedUpgrade upgrade) =>
        [.. knowledge.Of(upgrade.Bump).Except(upgrade.Findings.SelectMany(x => x.Known))];

    /// <remarks>No warning: what breaks nothing must break no build that treats warnings as errors. A locked one told it.</remarks>
    private protected void AnnounceStale(string names)
    {
        if (!Project.IsReadOnly || Project.IsLocked) return;
        string text = "The baseline is stale: " + names + ". Nothing breaks here, and this build does not write. "
            + "Build once on a developer's machine and commit the file, or build here with SemverGuardWrite=true; "
            + "SemverGuardLocked=true makes this an error.";
        Host.Announce(Diagnostic.About(SelfRules.BaselineStale, text, new Place(Project.BaselineFile, 1, 1)));
    }

    /// <summary>Packages as they are: what is found is told as the project wants it, and nobody can accept it.</summary>
    private protected void Keep(GuardReport found, IReadOnlyList<Bump> packages, ProjectAssets graph)
    {
        var places = ReferencePlaces.Of(Project, graph);
        report = Reports.Report.Of(found with { Findings = [.. found.Findings.Select(InFiles)] }, packages, Policy.Of);
        report = report with { Upgrades = [.. report.Upgrades.Select(x => x with { Place = Place(x.Bump) })] };

        Place Place(Bump package) =>
            graph.Libraries.TryGetValue(package.Id, out var library) && library.IsPackage
                ? places.Find(package.Id, package.Path)
                : new Place(Project.ProjectFile);
    }

    /// <summary>Without the places in what a generator wrote, which nobody can open: the finding then stands at the reference.</summary>
    private Finding InFiles(Finding finding) => finding with { Sites = [.. finding.Sites.Where(IsInFile)] };

    private bool IsInFile(SourceSite site)
    {
        try
        {
            return File.Exists(Path.Combine(Project.ProjectFolder, site.File));
        }
        catch (ArgumentException)
        {
            return false; // a name that is no path; .NET Project.Framework throws
        }
    }

    /// <summary>What is only compiled against runs in another form, which the build does not know: a host brings it.</summary>
    private void TellUndeployed(Situation now, ReferencePlaces places)
    {
        foreach (var bump in now.Bumps.Where(x => Policy.Wants(x.Id) && now.Inventory.IsOnlyCompiledAgainst(x.Id)))
        {
            string text = $"Not compared: the implementation of {bump.Move}: the project is compiled against "
                + "it and deploys nothing of it.";
            Tell(Diagnostic.About(SelfRules.NotChecked, text, places.Find(bump.Id, bump.Path), Severity.Info));
        }
    }

    /// <summary>The upgrades, and whatever else has findings that wait for somebody or was not checked.</summary>
    private IEnumerable<ComparedUpgrade> Compared(Situation now)
    {
        var open = new HashSet<string>(report.Upgrades.Where(x => x.Breaks.Count > 0).Select(x => x.Bump.Id)
            .Concat(report.NotChecked.SelectMany(x => x.Packages)), StringComparer.OrdinalIgnoreCase);
        bool areAll = report.NotChecked.Any(x => x.Packages.Count == 0);
        return now.Bumps.Select(x => new ComparedUpgrade(x.Id, x.After, areAll || open.Contains(x.Id)))
            .Concat(open.Except(now.Bumps.Select(x => x.Id), StringComparer.OrdinalIgnoreCase)
                .Select(x => new ComparedUpgrade(x, "", IsOpen: true)));
    }

    /// <summary>Where versions are managed centrally, a package that is only transitive needs a reference besides.</summary>
    private string Line(PackageMove move)
    {
        if (Project.PackageVersions.Count == 0) return move.Line();
        bool isReferenced = Project.PackageReferences.Any(x => x.Spec.Equals(move.Id, StringComparison.OrdinalIgnoreCase));
        return move.Line("PackageVersion") + (isReferenced ? "" : $" and <PackageReference Include=\"{move.Id}\" />");
    }

    /// <summary>Upgrades that could not be taken back for the compiler, because of the source itself.</summary>
    /// <param name="reasons">By package id.</param>
    private protected static IEnumerable<NotChecked> NotRecompiled(Situation now, IReadOnlyDictionary<string, string> reasons) =>
        now.Bumps.Where(x => reasons.TryGetValue(x.Id, out string? reason) && reason != EarlierCompilation.NeededByGenerated)
            .Select(x => NotChecked.About(x, reasons[x.Id]) with { IsForGood = true });

    /// <summary>Whatever the compiler's output would show is not known yet, and may never be.</summary>
    private protected void Await(Situation now) => report = new Report
    {
        Upgrades = [.. now.Bumps.Select(x => new ReportedUpgrade(x, []))],
        NotChecked = [new NotChecked(Path.GetFileName(Project.ProjectFile), "it was not compiled against the packages as they are")],
    };

    /// <summary>Tells what is wrong with the file of accepted findings.</summary>
    /// <param name="found">Null when no package moved.</param>
    /// <returns>Whether it can be read.</returns>
    private protected bool TellAccepted(Situation now, GuardReport? found, out AcceptedFindings accepted)
    {
        (var read, var error) = Baselines.AcceptedFile.Read(Project.AcceptedFile);
        accepted = read ?? AcceptedFindings.Empty;
        const string Consequence = "No finding counts as accepted until it can, and the file is left as it is.";
        // Committed beside the baseline, and merged like it.
        var severity = Project.IsLocked ? Severity.Error : Severity.Warning;
        if (error is not null) Tell(Baselines.AcceptedFile.Unreadable(Project.AcceptedFile, error, Consequence, severity));
        foreach (var problem in Baselines.AcceptedFile.Incidents(Project.AcceptedFile, read)) Tell(problem);
        knowledge = KnowledgeFiles.Read(Project.Knowledge.Select(x => x.FullPath), Tell);
        var findings = found is null or { NotChecked.Count: 0 } ? found?.Findings ?? [] : null;
        foreach (var (line, fact) in accepted.Stale(x => now.Baseline.Package(x)?.Version,
            x => now.Graph.Libraries.TryGetValue(x, out var library) ? library.Version : null, findings))
            Tell(Baselines.AcceptedFile.Stale(Project.AcceptedFile, line, fact));
        return error is null;
    }

    private protected override void Tell(Diagnostic diagnostic)
    {
        diagnostic = Weighed(diagnostic);
        base.Tell(diagnostic);
        problems.Add(diagnostic);
        told.Add(diagnostic);
    }

    /// <summary>Tells about settings that cannot be used; once a build is enough, and every build does.</summary>
    private protected void TellSettings()
    {
        foreach (var problem in Policy.Problems.Concat(ReportFiles().Problems)) Tell(problem);
        told.Clear();
        const string Locked = "SemverGuard writes no baseline here: SemverGuardLocked=true goes before SemverGuardWrite=true.";
        if (Project.IsLocked && Project.IsToWrite && Host.Cache.IsNews(Locked)) Host.Note(Locked, Notice.High);
    }

    private ReportFiles ReportFiles() => reportFiles ??= new(Project);

    private Report InContext(Report report) => report with
    {
        Project = Path.GetFileNameWithoutExtension(Project.ProjectFile),
        Framework = Project.Framework,
        Place = new Place(Project.ProjectFile, 1, 1),
        Root = Reporting.ReportFiles.RootOf(Project.ProjectFolder),
    };

    private SeverityPolicy Policy => policy ??= ProjectPolicy.Of(Project);
}
