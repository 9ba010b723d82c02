using SemverGuard.Reports;

namespace SemverGuard.Tool.Solutions;

/// <summary>What an upgrade that nobody has made would break, project by project.</summary>
/// <param name="Reports">Of the projects in which a package moved.</param>
/// <param name="Unresolved">Projects that could not be looked at, and why.</param>
internal sealed record Preview(IReadOnlyList<Report> Reports, IReadOnlyList<UnresolvedProject> Unresolved)
{
    /// <summary>Other references of the solution that have to be taken with it, and were.</summary>
    public IReadOnlyList<PackageVersion> Along { get; init; } = [];

    public bool HasFindings => Reports.Any(x => x.Upgrades.Any(y => y.Breaks.Count > 0));

    public bool IsWhole =>
        Unresolved.All(x => x.Problem.IsConsequence) && Reports.All(x => x.NotChecked.Count == 0 && x.Problems.Count == 0);

    /// <summary>A project cannot have it, because it is for other frameworks.</summary>
    public bool IsForOtherFramework => Unresolved.Any(x => x.Problem.IsOfFramework);

    /// <summary>Why it is not whole, each once; none where it is.</summary>
    public IEnumerable<string> Gaps =>
        Unresolved.Where(x => !x.Problem.IsConsequence).Select(x => $"{Path.GetFileName(x.Project)} {x.Problem}")
            .Concat(Reports.SelectMany(x => x.NotChecked).Select(x => $"{x.Subject}: {x.Reason}"))
            .Concat(Reports.SelectMany(x => x.Problems).Select(x => x.Message)).Distinct(StringComparer.Ordinal);

    public IEnumerable<ReportedFinding> Breaks => Reports.SelectMany(x => x.Upgrades).SelectMany(x => x.Breaks);
}

/// <param name="Project">Its path.</param>
internal sealed record UnresolvedProject(string Project, Problem Problem);

/// <summary>Why a project could not be looked at.</summary>
/// <param name="Kind">In a few words, behind the project's name.</param>
/// <param name="Detail">What NuGet says, or which project it is.</param>
internal sealed record Problem(string Kind, string Detail)
{
    /// <summary>Of a finding that is told: when that is mended, the project can be looked at.</summary>
    public bool IsConsequence { get; init; }

    /// <summary>The package has nothing for the project's framework.</summary>
    public bool IsOfFramework { get; init; }

    public override string ToString() => Detail.Length == 0 ? Kind : $"{Kind}: {Detail}";
}
