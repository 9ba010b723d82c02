using System.Globalization;
using System.Text;
using SemverGuard.Packages;
using SemverGuard.Rules;

namespace SemverGuard.Reports;

/// <summary>
/// One upgrade in one message: fact, kinds of harm, way out. The evidence is the findings', each of which has its own line.
/// </summary>
internal static class UpgradeSummary
{
    /// <summary>The longest of the answers a person reads for himself: <c>Lib 1.0.0 -&gt; 1.0.1</c>.</summary>
    public static string Name(ReportedUpgrade upgrade) =>
        upgrade.Bump.IsAsItIs ? upgrade.Bump.Id + " " + upgrade.Bump.After : upgrade.Bump.Move;

    /// <param name="rest">Where those findings are that are not told beside it; empty when all are.</param>
    /// <param name="compiles">Otherwise something must be done about it first, and accepting is nothing to offer.</param>
    public static string Of(ReportedUpgrade upgrade, string rest, bool compiles)
    {
        // Who brought it gives way to what it does, which the reports have beside each other.
        string[] origins = [upgrade.Origin, upgrade.Origin.Split(';')[0], ""];
        string[] texts = [.. origins.Select(x => Of(upgrade, x, rest, compiles))];
        return texts.FirstOrDefault(x => x.Length <= LogLine.Most) ?? texts[texts.Length - 1];
    }

    private static string Of(ReportedUpgrade upgrade, string origin, string rest, bool compiles)
    {
        bool isBroken = upgrade.Breaks.Count > 0;
        var counted = isBroken ? upgrade.Breaks : upgrade.Told;
        var text = new StringBuilder(Subject(upgrade));
        if (origin.Length > 0) text.Append(" (").Append(origin).Append(')');
        text.Append(Claim(upgrade, isBroken)).Append(upgrade.Bump.IsAsItIs ? "does not fit what is beside it" : What(counted, isBroken))
            .Append(": ").Append(Harms(counted));
        int infos = upgrade.Told.Count - counted.Count;
        if (infos > 0) text.Append(", and ").Append(Count(infos, "info"));
        text.Append('.');
        if (rest.Length > 0) text.Append(' ').Append(rest).Append('.');
        int accepted = upgrade.Findings.Count(x => x.IsAccepted), muted = upgrade.Findings.Count - upgrade.Told.Count - accepted;
        if (accepted > 0)
            text.Append(' ').Append(Count(accepted, "further finding")).Append(accepted == 1 ? " is" : " are").Append(" accepted.");
        if (muted > 0) text.Append(' ').Append(Count(muted, "further finding")).Append(muted == 1 ? " is" : " are").Append(" muted.");
        if (upgrade.WayOutLines.Length > 0) text.Append(" It links with ").Append(upgrade.WayOutLines).Append('.');
        string accept = " Accept it: dotnet build -t:SemverGuardAccept -p:SemverGuardPackages=" + upgrade.Bump.Id;
        // Where something mends it, that is what to do.
        if (isBroken && compiles && !upgrade.Bump.IsAsItIs
            && (upgrade.WayOutLines.Length == 0 || text.Length + accept.Length <= LogLine.Most))
            text.Append(accept);
        return text.ToString();
    }

    /// <summary><c>2 binary, 1 source</c>: each finding by the worst of its harms.</summary>
    public static string Harms(IEnumerable<ReportedFinding> findings) => string.Join(
        ", ", findings.GroupBy(x => Word(x.Finding.Impact)).OrderBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => Number(x.Count()) + " " + x.Key));

    /// <summary>What of the two versions is not said behind it.</summary>
    private static string Subject(ReportedUpgrade upgrade) =>
        upgrade.Bump.IdBefore is not null ? upgrade.Bump.Id + " " + upgrade.Bump.After
        : upgrade.Bump.IsDowngrade ? upgrade.Bump.Id
        : Name(upgrade);

    private static string Claim(ReportedUpgrade upgrade, bool isBroken)
    {
        var bump = upgrade.Bump;
        if (bump.IsAsItIs) return " as it is ";
        if (bump.IdBefore is { } other) return $" takes the place of {other} {bump.Before} and ";
        if (bump.IsDowngrade) return $" goes back from {bump.Before} to {bump.After} and ";
        return bump.Claim switch
        {
            Packages.Claim.None when bump.Before == bump.After => " changed under the same version and ",
            Packages.Claim.None => " promises nothing here (SemverGuardClaim=none) and ",
            Packages.Claim.Major when bump.Before.Split('.')[0] != bump.After.Split('.')[0] => " is a major upgrade and ",
            Packages.Claim.Major => " promises nothing by its version and ",
            var claim => " calls itself a " + claim.Word() + (isBroken ? " but " : " and "),
        };
    }

    /// <summary>
    /// A fact about the package itself is about nothing in particular that the project uses; other behavior breaks nothing, it is another.
    /// </summary>
    private static string What(IEnumerable<ReportedFinding> findings, bool isBroken)
    {
        var impacts = findings.Aggregate(Impact.None, (x, y) => x | y.Finding.Impact);
        return impacts switch
        {
            Impact.Package => "changes what this project gets",
            Impact.Behavior => "does something else behind what this project uses",
            _ => (isBroken ? "breaks" : "changes") + " what this project uses",
        };
    }

    /// <summary>What stops the build, then what stops the program, then what changes it.</summary>
    private static string Word(Impact impact)
    {
        foreach (var one in new[] { Impact.Source, Impact.Binary, Impact.Recompile, Impact.Behavior, Impact.Package })
        {
            if ((impact & one) != 0) return one.ToString().ToLowerInvariant();
        }
        return "other";
    }

    private static string Count(int number, string what) => Number(number) + " " + what + (number == 1 ? "" : "s");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
