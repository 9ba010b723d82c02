using System.Text.Encodings.Web;
using System.Text.Json;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Rules;
using SemverGuard.Uses;

namespace SemverGuard.Tool;

/// <summary>For scripts; the shape is a contract.</summary>
internal static class JsonOutput
{
    public static void Write(Stream output, Bump bump, GuardReport report)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartObject("package");
        json.WriteString("id", bump.Id);
        json.WriteString("before", bump.Before);
        json.WriteString("after", bump.After);
        json.WriteString("claim", bump.Claim.Word());
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings) Write(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("notChecked");
        foreach (var gap in report.NotChecked)
        {
            json.WriteStartObject();
            json.WriteString("subject", gap.Subject);
            json.WriteString("reason", gap.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("checked");
        json.WriteNumber("assemblies", report.Checked.Assemblies);
        json.WriteNumber("references", report.Checked.References);
        json.WriteNumber("members", report.Checked.Members);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        WriteArray(json, "impact", finding.Impact.Words());
        json.WriteString("symbol", finding.Symbol);
        json.WriteString("message", finding.Message);
        if (finding.Exception is { } exception) json.WriteString("exception", exception);
        WriteArray(json, "uses", finding.Uses.Words());
        json.WriteStartArray("sites");
        foreach (var site in finding.Sites)
        {
            json.WriteStartObject();
            json.WriteString("file", site.File);
            json.WriteNumber("line", site.Line);
            json.WriteNumber("column", site.Column);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteArray(json, "trace", finding.Trace);
        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
