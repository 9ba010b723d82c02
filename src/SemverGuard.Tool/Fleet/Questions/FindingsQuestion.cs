using System.Text.Json;

namespace SemverGuard.Tool.Fleet.Questions;

/// <summary>
/// Who else uses what an upgrade broke for one: a JSON report's symbols, looked up in all baselines that have the package.
/// </summary>
internal sealed class FindingsQuestion : FleetQuestion
{
    private readonly IReadOnlyList<BrokenUpgrade> upgrades;

    private FindingsQuestion(IReadOnlyList<BrokenUpgrade> upgrades) => this.upgrades = upgrades;

    /// <summary>An upgrade that has findings, and their rules by symbol.</summary>
    private sealed record BrokenUpgrade(string Id, string After, ILookup<string, string> Rules);

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
            BrokenUpgrade[] upgrades =
                [.. report.RootElement.GetProperty("upgrades").EnumerateArray().Select(Read).Where(x => x.Rules.Count > 0)];
            return upgrades.Length > 0
                ? new FindingsQuestion(upgrades)
                : throw new InvalidDataException($"{file} has no finding above an info that names a symbol");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file} is no JSON report of SemverGuard: {e.Message}");
        }
    }

    private static BrokenUpgrade Read(JsonElement upgrade)
    {
        var package = upgrade.GetProperty("package");
        return new BrokenUpgrade(Text(package, "id"), Text(package, "after"), upgrade.GetProperty("findings").EnumerateArray()
            .Where(x => Text(x, "severity") != "info")
            .Select(x => (Symbol: Text(x, "symbol"), Rule: Text(x, "id")))
            .Where(x => x.Symbol.Length > 0)
            .Distinct()
            .ToLookup(x => x.Symbol, x => x.Rule));
    }

    public override IEnumerable<FleetRow> Ask(FleetBaseline baseline)
    {
        foreach (var (id, after, rules) in upgrades)
        {
            // Whoever has the version already was told by his own build.
            if (baseline.Baseline.Package(id) is not { } package) continue;
            if (package.Version.Equals(after, StringComparison.OrdinalIgnoreCase)) continue;
            foreach (var (assembly, symbol) in FleetBaseline.Used(package))
            {
                foreach (string rule in rules[symbol.Id])
                {
                    Hit(baseline);
                    string words = Words(symbol);
                    yield return new FleetRow($"{baseline.Place}: {id} {package.Version} -> {after}, {rule} {symbol.Id} ({words})",
                        Values(baseline, package,
                            ("rule", rule), ("assembly", assembly.Name), ("symbol", symbol.Id), ("uses", words.Split(','))));
                }
            }
        }
    }

    public override string Summary(int services) => upgrades is [var one]
        ? Of(Hits, services, "uses", "use") + $" what {one.Id} {one.After} changed for the report's project, on another version of it."
        : Of(Hits, services, "uses", "use") + " what these upgrades changed for the report's project, on another version of one of them.";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
