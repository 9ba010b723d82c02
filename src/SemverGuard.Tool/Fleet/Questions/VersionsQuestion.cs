using NuGet.Versioning;

namespace SemverGuard.Tool.Fleet.Questions;

/// <summary>Which packages there are, and how many services are on which version.</summary>
internal sealed class VersionsQuestion : FleetQuestion
{
    private readonly Dictionary<(string Id, string Version), Tally> versions = [];
    private readonly Dictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase); // as somebody wrote them first

    private int Packages => ids.Count;

    public override IEnumerable<FleetRow> Ask(FleetBaseline baseline)
    {
        foreach (var package in baseline.Baseline.Packages)
        {
            Hit(baseline);
            if (!ids.TryGetValue(package.Id, out string? id)) ids[package.Id] = id = package.Id;
            var key = (id, package.Version);
            if (!versions.TryGetValue(key, out var tally)) versions[key] = tally = new Tally();
            tally.Services.Add(baseline.Service);
            if (package.IsDirect) tally.Direct.Add(baseline.Service);
            if (FleetBaseline.Used(package).Any()) tally.Using.Add(baseline.Service);
        }
        return [];
    }

    public override IEnumerable<FleetRow> Rest() =>
        from one in versions
        orderby one.Key.Id.ToUpperInvariant(), NuGetVersion.Parse(one.Key.Version) descending
        let tally = one.Value
        select new FleetRow(
            $"{one.Key.Id} {one.Key.Version}: {Commands.Shared.Count(tally.Services.Count, "service")}, "
                + $"{tally.Direct.Count} direct, {tally.Using.Count} using it",
            ("package", one.Key.Id), ("version", one.Key.Version),
            ("services", tally.Services.Count), ("direct", tally.Direct.Count), ("using", tally.Using.Count));

    public override string Summary(int services) =>
        $"{Commands.Shared.Count(services, "service")} with {Commands.Shared.Count(Packages, "package")} "
        + $"in {Commands.Shared.Count(versions.Count, "version")}.";

    private sealed class Tally
    {
        public Distinct Services { get; } = new();

        public Distinct Direct { get; } = new();

        public Distinct Using { get; } = new();
    }

    /// <summary>Counts services without keeping them: those of one folder follow each other.</summary>
    private sealed class Distinct
    {
        private string last = "";

        public int Count { get; private set; }

        public void Add(string service)
        {
            if (service != last) Count++;
            last = service;
        }
    }
}
