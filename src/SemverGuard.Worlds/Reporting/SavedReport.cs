using SemverGuard.Baselines;
using SemverGuard.Effects;
using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Reports;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Worlds.Reporting;

/// <summary>The report of a project's last check, as much of it as a printer asks for.</summary>
/// <param name="values">Where it comes from or goes to.</param>
internal sealed class SavedReport(SavedValues values)
{
    /// <param name="report">Null to read one.</param>
    public Report Of(Report? report) => new()
    {
        Project = values.Text(report?.Project),
        Framework = values.Text(report?.Framework),
        Upgrades = values.List(report?.Upgrades, Upgrade),
        NotChecked = values.List(report?.NotChecked, x => new NotChecked(values.Text(x?.Subject), values.Text(x?.Reason))
        {
            Packages = values.Texts(x?.Packages),
        }),
        Holes = values.List(report?.Holes, x => new Hole((HoleKind)values.Number((int?)x?.Kind ?? 0), values.Text(x?.Method),
            OptionalSite(x?.Site))),
        Problems = values.List(report?.Problems, x => new Diagnostic(
            values.Text(x?.Code), Severity(x?.Severity), values.Text(x?.Message), Place(x?.Place), values.Optional(x?.HelpLink))),
        Compiles = values.Flag(report?.Compiles ?? false),
        Checked = new Checked(values.Number(report?.Checked.Assemblies ?? 0), values.Number(report?.Checked.References ?? 0),
            values.Number(report?.Checked.Members ?? 0)),
        Place = Place(report?.Place),
    };

    private ReportedUpgrade Upgrade(ReportedUpgrade? upgrade)
    {
        var bump = Bump(upgrade?.Bump);
        return new ReportedUpgrade(bump, values.List(upgrade?.Findings, x => Told(x, bump)))
        {
            Place = Place(upgrade?.Place),
            Origin = values.Text(upgrade?.Origin),
            WayOutLines = values.Text(upgrade?.WayOutLines),
            Sheets = values.List(upgrade?.Sheets, Sheet),
            Known = values.List(upgrade?.Known, Line),
        };
    }

    private Bump Bump(Bump? bump) => new(values.Text(bump?.Id), values.Text(bump?.Before), values.Text(bump?.After),
        values.Texts(bump?.Assemblies), values.Flag(bump?.IsDirect ?? false),
        values.Flag(bump?.Path is not null) ? values.Texts(bump?.Path) : null)
    {
        Claim = (Claim)values.Number((int?)bump?.Claim ?? 0),
        IdBefore = values.Optional(bump?.IdBefore),
        IsDowngrade = values.Flag(bump?.IsDowngrade ?? false),
        IsAsItIs = values.Flag(bump?.IsAsItIs ?? false),
        IsBeforeVulnerable = values.Flag(bump?.IsBeforeVulnerable ?? false),
    };

    private ReportedFinding Told(ReportedFinding? told, Bump bump) => new(Finding(told?.Finding, bump), Severity(told?.Severity))
    {
        Reason = values.Optional(told?.Reason),
        MutedBy = values.Optional(told?.MutedBy),
        Known = values.List(told?.Known, Line),
        Projects = values.Texts(told?.Projects),
    };

    /// <remarks>Nothing was run for it: what a replay observes is in no build's report.</remarks>
    private Finding Finding(Finding? finding, Bump bump) => new()
    {
        Id = values.Text(finding?.Id),
        Title = values.Text(finding?.Title),
        Severity = Severity(finding?.Severity),
        Impact = (Impact)values.Number((int?)finding?.Impact ?? 0),
        Symbol = values.Text(finding?.Symbol),
        Message = values.Text(finding?.Message),
        Package = bump,
        Uses = (Use)values.Number((int?)finding?.Uses ?? 0),
        Sites = values.List(finding?.Sites, Site),
        Trace = values.Texts(finding?.Trace),
        Reach = (Linkage.Reach)values.Number((int?)finding?.Reach ?? 0),
        IsRefused = values.Flag(finding?.IsRefused ?? false),
        Exception = values.Optional(finding?.Exception),
        NeededBy = values.Optional(finding?.NeededBy),
        WayOut = values.List(finding?.WayOut, x => new PackageMove(values.Text(x?.Id), values.Text(x?.Version))),
        Methods = values.List(finding?.Methods, Method),
    };

    private ReachedMethod Method(ReachedMethod? reached) => new(
        new ChangedMethod(values.Text(reached?.Method.Symbol), values.Text(reached?.Method.Assembly), [])
        {
            Difference = values.Optional(reached?.Method.Difference),
        },
        new Way(values.Texts(reached?.Way.Path), values.Optional(reached?.Way.Used), values.Number(reached?.Way.Distance ?? 0),
            OptionalSite(reached?.Way.Source)));

    private Sheet Sheet(Sheet? sheet) => new(
        (SheetKind)values.Number((int?)sheet?.Kind ?? 0), values.Text(sheet?.Type), values.Text(sheet?.Assembly),
        values.List(sheet?.Rows, x => new SheetRow(
            values.Text(x?.Member), values.Optional(x?.Before), values.Optional(x?.After), values.Flag(x?.IsChanged ?? false))
        {
            IsSet = values.Flag(x?.IsSet ?? false),
        }))
    {
        By = values.Optional(sheet?.By),
    };

    private AcceptedFinding Line(AcceptedFinding? line) => new(values.Text(line?.Rule), values.Text(line?.Symbol),
        values.Text(line?.Package), values.Text(line?.Before), values.Text(line?.After), values.Text(line?.Reason));

    private Severity Severity(Severity? severity) => (Severity)values.Number((int?)severity ?? 0);

    private Place Place(Place? place) =>
        new(values.Text(place?.File), values.Number(place?.Line ?? 0), values.Number(place?.Column ?? 0));

    private SourceSite Site(SourceSite site) => new(values.Text(site.File), values.Number(site.Line), values.Number(site.Column));

    private SourceSite? OptionalSite(SourceSite? site) => values.Flag(site is not null) ? Site(site ?? default) : null;
}
