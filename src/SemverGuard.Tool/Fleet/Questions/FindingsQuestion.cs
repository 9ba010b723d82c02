using System.Text.Json;

namespace SemverGuard.Tool.Fleet.Questions;

/// <summary>
/// Who else uses what an upgrade broke for one: a JSON report's symbols, looked up in all baselines that have the package.
/// </summary>
internal sealed class FindingsQuestion : FleetQuestion
{
    private readonly string id;
    private readonly string after;
    private readonly ILookup<string, string> rules; // by symbol

    private FindingsQuestion(string id, string after, ILookup<string, string> rules) =>
        (this.id, this.after, this.rules) = (id, after, rules);

    public override bool IsCheck => true;

    /// <exception cref="InvalidDataException">The file is no report, or has no finding above an info.</exception>
    public static FindingsQuestion Of(string file) => Parse(InputFile.Text(file), Path.GetFileName(file));

    /// <inheritdoc cref="Of"/>
    /// <param name="file">Its name, for what is said of it.</param>
    public static FindingsQuestion Parse(string text, string file)
    {
        try
        {
            using var report = JsonDocument.Parse(text);
            var package = report.RootElement.GetProperty("package");
            var told = report.RootElement.GetProperty("findings").EnumerateArray()
                .Where(x => Text(x, "severity") != "info")
                .Select(x => (Symbol: Text(x, "symbol"), Rule: Text(x, "id")))
                .Where(x => x.Symbol.Length > 0)
                .Distinct()
                .ToLookup(x => x.Symbol, x => x.Rule);
            if (told.Count == 0) throw new InvalidDataException($"{file} has no finding above an info that names a symbol");
            return new FindingsQuestion(Text(package, "id"), Text(package, "after"), told);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file} is no JSON report of SemverGuard: {e.Message}");
        }
    }

    public override IEnumerable<FleetRow> Ask(FleetBaseline baseline)
    {
        // Whoever has the version already was told by his own build.
        if (baseline.Baseline.Package(id) is not { } package) yield break;
        if (package.Version.Equals(after, StringComparison.OrdinalIgnoreCase)) yield break;
        foreach (var (assembly, symbol) in FleetBaseline.Used(package))
        {
            foreach (string rule in rules[symbol.Id])
            {
                Hit(baseline);
                string words = Words(symbol);
                yield return new FleetRow($"{baseline.Place}: {id} {package.Version} -> {after}, {rule} {symbol.Id} ({words})",
                    Values(
                        baseline, package, ("rule", rule), ("assembly", assembly.Name), ("symbol", symbol.Id), ("uses", words.Split(','))));
            }
        }
    }

    public override string Summary(int services) =>
        Of(Hits, services, "uses", "use") + $" what {id} {after} changed for the report's project, on another version of it.";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
