using SemverGuard.Findings;
using SemverGuard.Packages;

namespace SemverGuard.Tasks.Reporting;

/// <summary>What the project wants to hear about, and how loudly.</summary>
/// <remarks>MSBuild applies <c>WarningsAsErrors</c> and <c>NoWarn</c> to a task's warnings by itself, but not <c>TreatWarningsAsErrors</c>.</remarks>
internal sealed record SeverityPolicy
{
    /// <summary>By rule id; null for a rule that is switched off.</summary>
    public IReadOnlyDictionary<string, Severity?> Rules { get; init; } = new Dictionary<string, Severity?>();

    public bool TreatWarningsAsErrors { get; init; }

    public IReadOnlyCollection<string> WarningsNotAsErrors { get; init; } = [];

    public IReadOnlyCollection<string> NoWarn { get; init; } = [];

    /// <summary>Warnings about upgrades that claim this or less are errors.</summary>
    public Claim FailOn { get; init; } = Claim.None;

    /// <summary>Ids of packages whose upgrades are nobody's business here.</summary>
    public IReadOnlyCollection<string> Off { get; init; } = [];

    /// <summary>Ids of packages of which every finding is an error.</summary>
    public IReadOnlyCollection<string> Strict { get; init; } = [];

    /// <returns>Null for a finding that is not to be told.</returns>
    public Severity? Of(Finding finding)
    {
        if (Has(Off, finding.Package.Id) || Has(NoWarn, finding.Id)) return null;
        var severity = finding.Severity;
        if (Has(Strict, finding.Package.Id)) severity = Severity.Error;
        if (Rules.TryGetValue(finding.Id, out var wanted))
        {
            if (wanted is null) return null;
            severity = wanted.Value;
        }
        if (severity != Severity.Warning) return severity;
        bool isFailure = FailOn != Claim.None && finding.Package.Claim <= FailOn;
        return isFailure || (TreatWarningsAsErrors && !Has(WarningsNotAsErrors, finding.Id)) ? Severity.Error : severity;
    }

    private static bool Has(IReadOnlyCollection<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
