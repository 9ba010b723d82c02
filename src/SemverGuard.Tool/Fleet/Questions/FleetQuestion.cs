using SemverGuard.Baselines;

namespace SemverGuard.Tool.Fleet.Questions;

/// <summary>What is asked of every baseline of a fleet, one after the other.</summary>
internal abstract class FleetQuestion
{
    /// <summary>Folders that are an answer.</summary>
    public int Hits { get; private set; }

    /// <summary>Ends with 1 where there is a hit.</summary>
    public virtual bool IsCheck => false;

    private string last = "";

    /// <returns>What is known now; an answer that needs all of them comes with <see cref="Rest"/>.</returns>
    public abstract IEnumerable<FleetRow> Ask(FleetBaseline baseline);

    public virtual IEnumerable<FleetRow> Rest() => [];

    /// <param name="services">How many there are in all.</param>
    public abstract string Summary(int services);

    /// <summary>Baselines of one folder follow each other, and are one service.</summary>
    protected void Hit(FleetBaseline baseline)
    {
        if (baseline.Service != last) Hits++;
        last = baseline.Service;
    }

    /// <summary>What every row begins with that is about one baseline.</summary>
    protected static (string Name, object Value)[] Values(
        FleetBaseline from, BaselinePackage package, params (string Name, object Value)[] more) =>
    [
        ("service", from.Service), ("project", from.Baseline.Project), ("framework", from.Baseline.Framework),
        ("package", package.Id), ("version", package.Version), .. more,
    ];

    protected static string Words(BaselineSymbol symbol) => string.Join(",", Uses.UseExtensions.Words(symbol.Uses));

    /// <summary>With the verb that goes with their number.</summary>
    protected static string Of(int hits, int services, string one, string several) =>
        $"{hits} of {Commands.Shared.Count(services, "service")} {(hits == 1 ? one : several)}";
}
