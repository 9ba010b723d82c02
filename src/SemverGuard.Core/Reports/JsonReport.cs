using SemverGuard.Baselines;
using SemverGuard.Effects;
using SemverGuard.Effects.Sheets;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>For scripts; the shape is a contract, and report.schema.json beside the package's project has it.</summary>
internal static class JsonReport
{
    /// <summary>Goes up when something that was there is gone or means something else; what is new leaves it.</summary>
    private const int Version = 1;

    private const string Schema = "https://github.com/semverguard/semverguard/blob/main/src/SemverGuard/docs/report.schema.json";

    public static string Print(Report report) => JsonText.Of(json =>
    {
        json.Value("$schema", Schema);
        json.Value("version", Version);
        json.Value("project", report.Project.Length > 0 ? report.Project : null);
        json.Value("framework", report.Framework.Length > 0 ? report.Framework : null);
        json.Value("compiles", report.Compiles);
        json.Array("upgrades", report.Upgrades, x => json.Object(() => Upgrade(json, x)));
        json.Array("notChecked", report.NotChecked, x => json.Object(() =>
        {
            json.Value("subject", x.Subject);
            json.Value("reason", x.Reason);
        }));
        json.Object("checked", () =>
        {
            json.Value("assemblies", report.Checked.Assemblies);
            json.Value("references", report.Checked.References);
            json.Value("members", report.Checked.Members);
        });
        json.Array("problems", report.Problems, x => json.Object(() =>
        {
            json.Value("id", x.Code);
            json.Value("message", x.Message);
        }));
    });

    private static void Upgrade(JsonText json, ReportedUpgrade upgrade)
    {
        json.Object("package", () =>
        {
            json.Value("id", upgrade.Bump.Id);
            json.Value("idBefore", upgrade.Bump.IdBefore);
            json.Value("before", upgrade.Bump.Before);
            json.Value("after", upgrade.Bump.After);
            json.Value("claim", upgrade.Bump.Claim.Word());
        });
        json.Array("findings", upgrade.Findings, x => json.Object(() => Finding(json, x)));
        if (upgrade.Known.Count > 0) json.Array("known", upgrade.Known, x => json.Object(() => Known(json, x)));
        json.Array("sheets", upgrade.Sheets, x => json.Object(() => Sheet(json, x)));
    }

    /// <summary>The rows that differ; a script that wants the others has the packages.</summary>
    private static void Sheet(JsonText json, Sheet sheet)
    {
        json.Value("kind", sheet.Kind.ToString().ToLowerInvariant());
        json.Value("type", sheet.Type);
        json.Value("assembly", sheet.Assembly);
        json.Value("by", sheet.By);
        json.Value("same", sheet.Rows.Count - sheet.Changed.Count());
        json.Array("rows", sheet.Changed, x => json.Object(() =>
        {
            json.Value("member", x.Member);
            json.Value("before", x.Before);
            json.Value("after", x.After);
            json.Value("set", x.IsSet);
        }));
    }

    private static void Finding(JsonText json, ReportedFinding told)
    {
        var finding = told.Finding;
        json.Value("id", finding.Id);
        json.Value("severity", told.Severity.ToString().ToLowerInvariant());
        json.Array("impact", finding.Impact.Words());
        json.Value("symbol", finding.Symbol);
        json.Value("message", finding.Message);
        json.Value("exception", finding.Exception);
        json.Array("uses", finding.Uses.Words());
        json.Array("sites", finding.Sites, x => json.Object(() =>
        {
            json.Value("file", x.File);
            json.Value("line", x.Line);
            json.Value("column", x.Column);
        }));
        json.Array("trace", finding.Trace);
        json.Array("differences", Difference.Of(finding), x => json.Object(() =>
        {
            json.Value("before", x.Before.Length > 0 ? x.Before : null);
            json.Value("after", x.After.Length > 0 ? x.After : null);
        }));
        if (finding.Methods.Count > 0) json.Array("methods", finding.Methods, x => json.Object(() => Method(json, x)));
        if (finding.Observed is { } seen) json.Object("observed", () => Observed(json, seen));
        if (told.Projects.Count > 0) json.Array("projects", told.Projects);
        json.Value("accepted", told.Reason);
        json.Value("mutedBy", told.MutedBy);
        if (told.Known.Count > 0) json.Array("known", told.Known, x => json.Object(() => Known(json, x)));
    }

    private static void Method(JsonText json, ReachedMethod reached)
    {
        json.Value("symbol", reached.Method.Symbol);
        json.Value("difference", reached.Method.Difference);
        json.Value("used", reached.Way.Used);
        json.Value("distance", reached.Way.Distance);
    }

    private static void Observed(JsonText json, Observation seen)
    {
        json.Value("arguments", seen.Arguments.Length > 0 ? seen.Arguments : null);
        json.Array("tests", seen.Tests);
        json.Array("explanations", seen.Explanations, x => json.Object(() =>
        {
            json.Value("id", x.Id);
            json.Value("message", x.Message);
        }));
    }

    private static void Known(JsonText json, AcceptedFinding line)
    {
        json.Value("id", line.Rule);
        json.Value("symbol", line.Symbol);
        json.Value("before", line.Before);
        json.Value("after", line.After);
        json.Value("reason", line.Reason);
        if (line.Incident is not { } incident) return;
        json.Object("incident", () =>
        {
            json.Value("id", incident.Id);
            json.Value("what", incident.What.Length > 0 ? incident.What : null);
            json.Value("date", incident.Date.Length > 0 ? incident.Date : null);
            json.Value("runbook", incident.Runbook.Length > 0 ? incident.Runbook : null);
        });
    }
}
