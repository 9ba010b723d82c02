using System.CommandLine;
using System.Text;
using System.Text.Json;
using SemverGuard.Tool.Commands;

namespace SemverGuard.Tool;

/// <summary>The command in this process: what it printed on its output, and how it ended.</summary>
internal sealed record FleetRun(int ExitCode, string Output)
{
    public static FleetRun Of(params string[] arguments)
    {
        using var output = new MemoryStream();
        int code = new RootCommand { FleetCommand.Create(() => output) }.Parse(["fleet", .. arguments]).Invoke();
        return new FleetRun(code, Encoding.UTF8.GetString(output.ToArray()));
    }

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Of every row, these of its values.</summary>
    public string[] Rows(params string[] names) =>
        [.. Json.GetProperty("rows").EnumerateArray().Select(x => string.Join("|", names.Select(y => x.GetProperty(y).ToString())))];
}
