using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Rules;

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

    /// <summary><c>off</c>: nobody's business here; <c>strict</c>: every finding is an error. By package id.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; init; } = new Dictionary<string, string>();

    /// <summary><c>none</c>: whatever the version says, it promises not to break anything that this project uses. By package id.</summary>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings that cannot be used.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; init; } = [];

    /// <summary>
    /// The upgrades that are to be checked, as the project reads their versions. One that is off is looked at beside others, so that what it
    /// breaks is not taken for their doing.
    /// </summary>
    public IEnumerable<Bump> Of(IReadOnlyList<Bump> bumps) => bumps.All(x => !Wants(x.Id)) ? [] : bumps.Select(x => Is(Claims, x.Id, "none") ? x with { Claim = Claim.None } : x);

    /// <param name="subject">A package's id, or something that begins with one.</param>
    public bool Wants(string subject) => !Is(Packages, subject.Split(' ')[0], "off");

    /// <returns>Null for a finding that is not to be told.</returns>
    public Severity? Of(Finding finding)
    {
        if (!Wants(finding.Package.Id) || Has(NoWarn, finding.Id)) return null;
        var severity = finding.Severity;
        // Every release has other code behind the same API: that alone is a news item, and no finding to fail for.
        bool isNews = finding.Impact == Impact.Behavior && severity == Severity.Info;
        if (!isNews && Is(Packages, finding.Package.Id, "strict")) severity = Severity.Error;
        if (Rules.TryGetValue(finding.Id, out var wanted))
        {
            if (wanted is null) return null;
            severity = wanted.Value;
        }
        if (severity != Severity.Warning) return severity;
        bool isFailure = FailOn != Claim.None && finding.Package.Claim <= FailOn;
        return isFailure || (TreatWarningsAsErrors && !Has(WarningsNotAsErrors, finding.Id)) ? Severity.Error : severity;
    }

    private static bool Is(IReadOnlyDictionary<string, string> said, string package, string word) => said.TryGetValue(package, out string? one) && one == word;

    private static bool Has(IReadOnlyCollection<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
