using SemverGuard.Findings;
using SemverGuard.Reports;
using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Reported;

/// <summary>What is said of one case.</summary>
/// <param name="Preview">Of its project alone.</param>
internal sealed record ReportedRow(ReportedCase Case, Preview Preview)
{
    private IEnumerable<ReportedFinding> Findings => Preview.Reports.SelectMany(x => x.Upgrades).SelectMany(x => x.Told);

    /// <summary>The loudest first.</summary>
    private IReadOnlyList<ReportedFinding> Causes =>
        [.. Findings.Where(x => Case.IsCause(x.Finding.Message)).OrderByDescending(x => x.Severity).ThenBy(x => x.Finding.Id)];

    public bool IsNamed => Causes.Count > 0;

    public bool IsWarned => IsNamed && Causes[0].Severity >= Severity.Warning;

    public bool IsRight => (IsNamed || !Case.HasCause) && !(Case.IsHarmless && Preview.HasFindings);

    public IEnumerable<string> NotChecked =>
        Preview.Reports.SelectMany(x => x.NotChecked).Select(x => $"{x.Subject}: {x.Reason}")
            .Concat(Preview.Reports.SelectMany(x => x.Problems).Select(x => $"{x.Code}: {x.Message}"))
            .Concat(Preview.Unresolved.Select(x => x.Problem.ToString()));

    /// <summary>All that is said, for whoever looks why a test fails.</summary>
    public string Text => string.Join("\n", Findings.Select(x => $"{x.Severity} {x.Finding.Id} {x.Finding.Message}"));

    public string Line =>
        $"| {Case.Name} | {Resolved} | {Case.Harm} | {Told} | {Others} |";

    /// <summary>The upgrade, as NuGet resolved it: a source that lacks a version gives another.</summary>
    public string Resolved =>
        Preview.Reports.SelectMany(x => x.Upgrades).Select(x => x.Bump).FirstOrDefault(x => x.Id == Case.Upgrade.Id) is { } bump
            ? $"{bump.Id} {bump.Before} -> {bump.After}"
            : "";

    private string Told =>
        !Case.HasCause ? "" : !IsNamed ? "not named" : $"{Causes[0].Severity.ToString().ToLowerInvariant()} {Causes[0].Finding.Id}";

    /// <summary>Warnings about anything else.</summary>
    private int Others => Preview.Breaks.Count(x => !Case.IsCause(x.Finding.Message));
}
