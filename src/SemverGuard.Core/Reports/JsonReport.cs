using SemverGuard.Effects.Sheets;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Reports;

/// <summary>One upgrade for scripts; the shape is a contract.</summary>
internal static class JsonReport
{
    public static string Print(Report report) => JsonText.Of(json =>
    {
        var upgrade = report.Upgrades[0];
        json.Object("package", () =>
        {
            json.Value("id", upgrade.Bump.Id);
            json.Value("before", upgrade.Bump.Before);
            json.Value("after", upgrade.Bump.After);
            json.Value("claim", upgrade.Bump.Claim.Word());
        });
        json.Array("findings", upgrade.Findings, x => json.Object(() => Finding(json, x)));
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
        json.Array("sheets", upgrade.Sheets, x => json.Object(() => Sheet(json, x)));
    });

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
    }
}
