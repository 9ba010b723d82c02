using System.Security.Cryptography;
using System.Text;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Rules;

namespace SemverGuard.Reports;

/// <summary>SARIF 2.1.0 (OASIS, errata 01), for code scanning and for editors.</summary>
internal static class SarifReport
{
    private const string BaseId = "%SRCROOT%";

    /// <summary>Steps of a way; code scanning shows no more (rule GH1004 of its validator).</summary>
    private const int MostSteps = 100;

    public static string Print(Report report) => JsonText.Of(json =>
    {
        json.Value("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        json.Value("version", "2.1.0");
        json.Array("runs", [report], x => json.Object(() => Run(json, x)));
    });

    private static void Run(JsonText json, Report report)
    {
        var findings = report.Upgrades.SelectMany(x => x.Findings.Select(y => (Upgrade: x, Told: y))).ToArray();
        var problems = ReportLines.Of(report with { Upgrades = [] });
        var ids = findings.Select(x => x.Told.Finding.Id).Concat(problems.Select(x => x.Code));
        string[] rules = [.. ids.Distinct().OrderBy(x => x, StringComparer.Ordinal)];
        json.Object("tool", () => json.Object("driver", () =>
        {
            json.Value("name", "SemverGuard");
            json.Value("version", typeof(SarifReport).Assembly.GetName().Version!.ToString(3));
            json.Value("informationUri", "https://github.com/semverguard/semverguard");
            json.Array("rules", rules, x => json.Object(() => SarifRule.Print(json, Catalogue.Find(x)!, report.Pages(x))));
        }));
        // Tells the runs of a repository's projects apart, so that one's upload does not close the other's alerts.
        if (report.Project.Length > 0)
            json.Object("automationDetails", () =>
                json.Value("id", "SemverGuard/" + report.Project + "/" + report.Framework + (report.Framework.Length > 0 ? "/" : "")));
        json.Object("originalUriBaseIds", () =>
            json.Object(BaseId, () => json.Object("description", () => json.Value("text", "The root of the source tree."))));
        json.Value("columnKind", "utf16CodeUnits");
        json.Array("invocations", [problems], x => json.Object(() =>
        {
            json.Value("executionSuccessful", true);
            json.Array("toolExecutionNotifications", x, y => json.Object(() =>
            {
                json.Object("descriptor", () =>
                {
                    json.Value("id", y.Code);
                    json.Value("index", Array.IndexOf(rules, y.Code));
                });
                json.Value("level", Level(y.Severity));
                json.Object("message", () => json.Value("text", SafeText.OneLine(y.Message)));
                if (y.Place.File is { Length: > 0 }) json.Array("locations", [y.Place], z => json.Object(() => Physical(json, z, report)));
            }));
        }));
        json.Array("results", findings, x => json.Object(() => Result(json, x.Told, x.Upgrade, report, rules)));
    }

    /// <param name="rules">The ids in the order of the tool's rules.</param>
    private static void Result(JsonText json, ReportedFinding told, ReportedUpgrade upgrade, Report report, string[] rules)
    {
        var finding = told.Finding;
        var places = Places(finding, upgrade, report);
        json.Value("ruleId", finding.Id);
        json.Value("ruleIndex", Array.IndexOf(rules, finding.Id));
        json.Value("level", Level(told.Severity));
        json.Object("message", () => json.Value("text", SafeText.OneLine(finding.Message)));
        json.Array("locations", places.Take(1), x => json.Object(() => Physical(json, WithLine(x), report)));
        if (places.Length > 1)
        {
            json.Array("relatedLocations", places.Skip(1).Select((x, i) => (Place: x, Number: i + 1)), x => json.Object(() =>
            {
                json.Value("id", x.Number);
                Physical(json, WithLine(x.Place), report);
                json.Object("message", () => json.Value("text",
                    x.Place == upgrade.Place ? UpgradeSummary.Name(upgrade)
                        : finding.IsRefused ? "does not compile here either"
                        : "used here too"));
            }));
        }
        if (finding.Trace.Count > 0) CodeFlow(json, finding, places.Where(x => x != upgrade.Place).ToArray(), report);
        string fingerprint = Fingerprint(finding);
        json.Object("partialFingerprints", () =>
        {
            json.Value("semverguard/v1", fingerprint);
            // The one that GitHub goes by. Its own is the line's text: a dismissed upgrade would silence the next one that hurts the same
            // line.
            json.Value("primaryLocationLineHash", fingerprint + ":1");
        });
        if ((told.Reason ?? told.MutedBy) is { } reason)
        {
            bool isInSource = told.Reason is null && reason is Muting.SourceMutes.Pragma or Muting.SourceMutes.Attribute;
            json.Array("suppressions", [reason], x => json.Object(() =>
            {
                json.Value("kind", isInSource ? "inSource" : "external");
                json.Value("status", "accepted");
                json.Value("justification", SafeText.OneLine(x));
            }));
        }
        json.Object("properties", () =>
        {
            json.Value("package", upgrade.Bump.Id);
            json.Value("before", upgrade.Bump.Before);
            json.Value("after", upgrade.Bump.After);
            json.Value("claim", upgrade.Bump.Claim.Word());
            json.Array("impact", finding.Impact.Words());
            json.Value("symbol", finding.Symbol);
            json.Value("exception", finding.Exception);
            json.Value("reach", finding.Reach.ToString().ToLowerInvariant());
            if (told.Known.Count > 0) json.Array("known", told.Known.Select(x => SafeText.OneLine(KnownText.Of(x))));
        });
    }

    /// <summary>
    /// Where the project uses it, then where the version stands. Code scanning takes no result without a place, and refuses all of them for
    /// one that lies outside of the checkout (rules GH1001 and GH1006 of its validator): that is left out where there is another.
    /// </summary>
    private static Place[] Places(Finding finding, ReportedUpgrade upgrade, Report report)
    {
        var places = finding.Sites.Select(x => new Place(x.File, x.Line, x.Column)).Append(upgrade.Place)
            .Where(x => x.File is { Length: > 0 }).ToArray();
        var inside = Array.FindAll(places, IsInside);
        if (inside.Length > 0) return inside;
        return report.Place.File is { Length: > 0 } && (places.Length == 0 || IsInside(report.Place)) ? [report.Place] : places;

        bool IsInside(Place place)
        {
            report.Root.UriOf(place.File, out bool isBelow);
            return isBelow;
        }
    }

    /// <summary>What is about a whole file is shown at its beginning: rule GH1003 of the validator wants a line.</summary>
    private static Place WithLine(Place place) => place with { Line = Math.Max(place.Line, 1) };

    /// <summary>From the project's own code, which has a line, to what is broken, which is a name in somebody else's assembly.</summary>
    /// <param name="places">In the project's source.</param>
    private static void CodeFlow(JsonText json, Finding finding, Place[] places, Report report)
    {
        var shown = finding.Trace.Count <= MostSteps
            ? finding.Trace
            : [.. finding.Trace.Take(MostSteps / 2), .. finding.Trace.Skip(finding.Trace.Count - (MostSteps / 2))];
        var steps = shown.Select((x, i) => (Id: x, Place: i == 0 && places.Length > 0 ? places[0] : default(Place?)));
        json.Array("codeFlows", [finding], _ => json.Object(() => json.Array(
            "threadFlows", [finding], _ =>
                json.Object(() => json.Array("locations", steps, x => json.Object(() => json.Object("location", () =>
        {
            if (x.Place is { } place) Physical(json, place, report);
            json.Array("logicalLocations", [x.Id], y => json.Object(() => json.Value("fullyQualifiedName", y)));
            json.Object("message", () => json.Value("text", DisplayName.Of(x.Id)));
        })))))));
    }

    private static void Physical(JsonText json, Place place, Report report) => json.Object("physicalLocation", () =>
    {
        json.Object("artifactLocation", () =>
        {
            json.Value("uri", report.Root.UriOf(place.File, out bool isBelow));
            if (isBelow) json.Value("uriBaseId", BaseId);
        });
        if (place.Line == 0) return;
        json.Object("region", () =>
        {
            json.Value("startLine", place.Line);
            if (place.Column > 0) json.Value("startColumn", place.Column);
        });
    });

    private static string Level(Severity severity) =>
        severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    /// <summary>The facts and no place: the same while code moves, another when the versions do.</summary>
    private static string Fingerprint(Finding finding)
    {
        using var hash = SHA256.Create();
        string facts = string.Join(
            "\n", finding.Id, finding.Symbol, finding.Package.Id.ToLowerInvariant(), finding.Package.Before, finding.Package.After);
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(facts)), 0, 8).Replace("-", "").ToLowerInvariant();
    }
}
