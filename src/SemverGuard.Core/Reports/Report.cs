using SemverGuard.Baselines;
using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>What every printer prints: the findings of one check, upgrade by upgrade, as loud as the project wants them.</summary>
public sealed record Report
{
    /// <summary>Those without findings too.</summary>
    public required IReadOnlyList<ReportedUpgrade> Upgrades { get; init; }

    public IReadOnlyList<NotChecked> NotChecked { get; init; } = [];

    /// <summary>What it comes to, in a sentence; empty where that is about upgrades, and follows from them.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Infos that were found and are not among the upgrades' findings.</summary>
    public int InfosLeftOut { get; init; }

    /// <summary>Where no engine sees how the code goes on.</summary>
    public IReadOnlyList<Hole> Holes { get; init; } = [];

    /// <summary>What else SemverGuard has to say about itself.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; init; } = [];

    /// <summary>As <see cref="GuardReport.Compiles"/>.</summary>
    public bool Compiles { get; init; } = true;

    public Checked Checked { get; init; } = new(0, 0, 0);

    /// <summary>Name of the consumer; empty when there is no project.</summary>
    public string Project { get; init; } = "";

    /// <summary>Short name: <c>net10.0</c>; empty when it is not known.</summary>
    public string Framework { get; init; } = "";

    /// <summary><c>app (net10.0)</c>.</summary>
    public string Name => Framework.Length > 0 ? Project + " (" + Framework + ")" : Project;

    /// <summary>The file that <see cref="NotChecked"/> is about.</summary>
    public Place Place { get; init; }

    public SourceRoot Root { get; init; } = new("");

    /// <summary>The page of a rule by its id; null for one that is not at hand, as in an editor, which ships none.</summary>
    public Func<string, string?> Pages { get; init; } = _ => null;

    /// <param name="bumps">All that were checked.</param>
    /// <param name="wanted">A finding as the project wants it told, null for not at all; left out, everything is told as it was
    /// judged.</param>
    public static Report Of(GuardReport report, IEnumerable<Bump> bumps, Func<Finding, ReportedFinding?>? wanted = null)
    {
        var findings = report.Findings.Select(wanted ?? (x => new ReportedFinding(x, x.Severity))).OfType<ReportedFinding>()
            .ToLookup(x => x.Finding.Package.Id, StringComparer.OrdinalIgnoreCase);
        return new Report
        {
            Upgrades = [.. bumps.Select(x => new ReportedUpgrade(x,
                [.. findings[x.Id].OrderByDescending(y => y.Severity)]) { Sheets = [
                    .. report.Sheets.Where(y => x.Assemblies.Contains(y.Assembly, StringComparer.OrdinalIgnoreCase))] })],
            NotChecked = report.NotChecked,
            Holes = report.Holes,
            Compiles = report.Compiles,
            Checked = report.Checked,
        };
    }
}

/// <param name="Findings">The loudest first.</param>
public sealed record ReportedUpgrade(Bump Bump, IReadOnlyList<ReportedFinding> Findings)
{
    /// <summary>Where the version stands.</summary>
    public Place Place { get; init; }

    /// <summary>Who brings a transitive package and which version they ask for; empty for the project's own.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Versions with which everything links that fails; empty when none was found.</summary>
    public IReadOnlyList<PackageMove> WayOut { get; } = Findings.FirstOrDefault(x => x.Finding.WayOut.Count > 0)?.Finding.WayOut ?? [];

    /// <summary>The lines to write for them, in this project.</summary>
    public string WayOutLines { get; init; } = "";

    /// <summary>Defaults and serialised shapes that differ, whole; of interest to who reads the report, and to no build log.</summary>
    public IReadOnlyList<Sheet> Sheets { get; init; } = [];

    /// <summary>What others found in it and was not found here.</summary>
    public IReadOnlyList<AcceptedFinding> Known { get; init; } = [];

    public IReadOnlyList<ReportedFinding> Told { get; } = [.. Findings.Where(x => x.IsTold)];

    /// <summary>What somebody has to look at.</summary>
    public IReadOnlyList<ReportedFinding> Breaks { get; } = [.. Findings.Where(x => x.IsTold && x.Severity >= Severity.Warning)];

    /// <summary>In which ways those harm.</summary>
    public Impact Harm => Breaks.Aggregate(Impact.None, (x, y) => x | y.Finding.Impact);
}

/// <param name="Severity">By the project's own policy.</param>
public sealed record ReportedFinding(Finding Finding, Severity Severity)
{
    /// <summary>Why somebody accepted it; null when nobody did.</summary>
    public string? Reason { get; init; }

    /// <summary>What keeps it quiet, as the project has it: <c>NoWarn</c>; null when nothing does.</summary>
    public string? MutedBy { get; init; }

    /// <summary>What others know of it.</summary>
    public IReadOnlyList<AcceptedFinding> Known { get; init; } = [];

    /// <summary>Names of the projects of a solution in which it was found; empty where the report is about one.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    public bool IsAccepted => Reason is not null;

    /// <summary>Told by the build. Whatever is accepted or muted stands in reports only.</summary>
    public bool IsTold => !IsAccepted && MutedBy is null;
}
