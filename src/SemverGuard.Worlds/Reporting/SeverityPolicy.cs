using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Worlds.Reporting;

/// <summary>What the project wants to hear about, and how loudly.</summary>
/// <remarks>MSBuild applies <c>WarningsAsErrors</c> and <c>NoWarn</c> to a task's warnings by itself, but not
/// <c>TreatWarningsAsErrors</c>.</remarks>
internal sealed record SeverityPolicy
{
    /// <summary>By rule id; null for a rule that is switched off.</summary>
    public IReadOnlyDictionary<string, Severity?> Rules { get; init; } = new Dictionary<string, Severity?>();

    public bool TreatWarningsAsErrors { get; init; }

    public IReadOnlyCollection<string> WarningsNotAsErrors { get; init; } = [];

    public IReadOnlyCollection<string> NoWarn { get; init; } = [];

    /// <summary>As <c>MSBuildWarningsAsMessages</c> has it: MSBuild makes messages of them, which is to mute them.</summary>
    public IReadOnlyCollection<string> WarningsAsMessages { get; init; } = [];

    /// <summary>What is said at places in the source.</summary>
    public PlaceSeverities? Places { get; init; }

    /// <summary>Warnings about upgrades that claim this or less are errors.</summary>
    public Claim FailOn { get; init; } = Claim.None;

    /// <summary><c>off</c>: nobody's business here; <c>strict</c>: every finding is an error. By package id.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; init; } = new Dictionary<string, string>();

    /// <summary><c>none</c>: whatever the version says, it promises not to break anything that this project uses. By package id.</summary>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings that cannot be used.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; init; } = [];

    /// <summary>
    /// The upgrades that are to be checked, as the project reads their versions. One that is off is looked at beside others, so that what
    /// it breaks is not taken for their doing.
    /// </summary>
    public IEnumerable<Bump> Of(IReadOnlyList<Bump> bumps) =>
        bumps.All(x => !Wants(x.Id)) ? [] : bumps.Select(x => Is(Claims, x.Id, "none") ? x with { Claim = Claim.None } : x);

    /// <param name="subject">A package's id, or something that begins with one.</param>
    public bool Wants(string subject) => !Is(Packages, subject.Split(' ')[0], "off");

    /// <returns>Null for a finding that is nobody's business here; one that is muted is told in reports only, and holds nothing
    /// up.</returns>
    public ReportedFinding? Of(Finding finding)
    {
        if (!Wants(finding.Package.Id)) return null;
        if (Has(NoWarn, finding.Id)) return Muted(finding, "NoWarn");
        if (Has(WarningsAsMessages, finding.Id)) return Muted(finding, "MSBuildWarningsAsMessages");
        var severity = finding.Severity;
        // Every release has other code behind the same API: that alone is a news item, and no finding to fail for.
        bool isNews = finding.Impact == Impact.Behavior && severity == Severity.Info;
        if (!isNews && Is(Packages, finding.Package.Id, "strict")) severity = Severity.Error;
        return AtPlaces(finding, severity);
    }

    /// <summary>A finding is muted when it is at each of its places; else it is told at the others, as loudly as the loudest.</summary>
    private ReportedFinding AtPlaces(Finding finding, Severity judged)
    {
        bool isRule = Rules.TryGetValue(finding.Id, out var rule);
        if (isRule && rule is null) return Muted(finding, "SemverGuardRule");
        var places = finding.Sites.Select(x => (SourceSite?)x).DefaultIfEmpty().Select(x => (Site: x, Said: At(x))).ToArray();
        var open = places.Where(x => x.Said.MutedBy is null).ToArray();
        if (open.Length == 0) return Muted(finding, places[0].Said.MutedBy!);
        if (open.Length < places.Length) finding = finding with { Sites = [.. open.Select(x => x.Site!.Value)] };
        return new ReportedFinding(finding, Promoted(finding, open.Max(x => x.Said.Severity)));

        (Severity Severity, string? MutedBy) At(SourceSite? site)
        {
            if (Places?.MutedBy(site, finding.Id) is { } how) return (judged, how);
            if (isRule) return (rule!.Value, null);
            var (said, mutedBy) = Places?.Of(site, finding.Id, judged) ?? default;
            return (said ?? judged, mutedBy);
        }
    }

    private Severity Promoted(Finding finding, Severity severity)
    {
        if (severity != Severity.Warning) return severity;
        bool isFailure = FailOn != Claim.None && finding.Package.Claim <= FailOn;
        return isFailure || (TreatWarningsAsErrors && !Has(WarningsNotAsErrors, finding.Id)) ? Severity.Error : severity;
    }

    private static ReportedFinding Muted(Finding finding, string how) => new(finding, finding.Severity) { MutedBy = how };

    private static bool Is(IReadOnlyDictionary<string, string> said, string package, string word) =>
        said.TryGetValue(package, out string? one) && one == word;

    private static bool Has(IReadOnlyCollection<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
