namespace SemverGuard.Tool.Fleet.Questions;

/// <summary>Who uses this member, or anything of this type.</summary>
internal sealed class UsesQuestion(string asked) : FleetQuestion
{
    private readonly SymbolName name = new(asked);
    private readonly SortedSet<string> symbols = new(StringComparer.Ordinal);

    public override IEnumerable<FleetRow> Ask(FleetBaseline baseline)
    {
        foreach (var package in baseline.Baseline.Packages)
        {
            foreach (var (assembly, symbol) in FleetBaseline.Used(package))
            {
                if (!name.IsOf(symbol.Id)) continue;
                Hit(baseline);
                symbols.Add(symbol.Id);
                string words = Words(symbol);
                yield return new FleetRow($"{baseline.Place}: {package.Id} {package.Version}, {symbol.Id} ({words})",
                    Values(baseline, package, ("assembly", assembly.Name), ("symbol", symbol.Id), ("uses", words.Split(','))));
            }
        }
    }

    /// <summary>A short name may mean more than one symbol, and whoever asked wants to know.</summary>
    public override string Summary(int services) =>
        Of(Hits, services, "uses", "use") + " " + asked + (symbols.Count > 1 ? $", which {symbols.Count} symbols are called here." : ".");
}
