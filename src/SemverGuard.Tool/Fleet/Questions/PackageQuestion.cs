using NuGet.Versioning;
using SemverGuard.Baselines;
using SemverGuard.Packages;

namespace SemverGuard.Tool.Fleet.Questions;

/// <summary>Who is on which version of a package; with a version, whom an upgrade to it would move, and what they use.</summary>
internal sealed class PackageQuestion : FleetQuestion
{
    private const int MostMembers = 10, MostVersions = 10;

    private readonly string id;
    private readonly NuGetVersion? to;
    private readonly Dictionary<string, int> versions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> members = new(StringComparer.Ordinal);

    private int direct, users;

    /// <param name="asked"><c>Newtonsoft.Json</c> or <c>Newtonsoft.Json@13.0.3</c>.</param>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public PackageQuestion(string asked)
    {
        string[] parts = asked.Split('@');
        bool isBump = parts.Length == 2;
        if (parts.Length > 2 || !PackageGrammar.IsId(parts[0]) || (isBump && !PackageGrammar.IsVersion(parts[1])))
            throw new InvalidDataException($"'{asked}' is no package: write Newtonsoft.Json or Newtonsoft.Json@13.0.3");
        id = parts[0];
        if (isBump) to = NuGetVersion.Parse(parts[1]);
    }

    public override IEnumerable<FleetRow> Ask(FleetBaseline baseline)
    {
        if (baseline.Baseline.Package(id) is not { } package || (to is not null && NuGetVersion.Parse(package.Version) == to)) yield break;
        string[] used = [.. FleetBaseline.Used(package).Select(x => x.Symbol.Id)];
        Hit(baseline);
        Count(package, used);
        string version = to is null ? package.Version : $"{package.Version} -> {to.ToNormalizedString()}";
        string uses = used.Length == 0 ? "uses nothing of it" : "uses " + Commands.Shared.Count(used.Length, "symbol");
        yield return new FleetRow($"{baseline.Place}: {version}, {Asks(package)}, {uses}",
            Values(baseline, package, ("direct", package.IsDirect), ("via", package.Via), ("symbols", used)));
    }

    public override string Summary(int services)
    {
        string what = to is null ? id : $"another version of {id} than {to.ToNormalizedString()}";
        if (Hits == 0) return $"None of {Commands.Shared.Count(services, "service")} has {what}.";
        var counted = versions.OrderByDescending(x => NuGetVersion.Parse(x.Key)).Take(MostVersions)
            .Select(x => $"{x.Key} in {Commands.Shared.Count(x.Value, "baseline")}");
        string more = versions.Count > MostVersions ? $", and {versions.Count - MostVersions} more versions" : "";
        string most = string.Join("", members.OrderByDescending(x => x.Value).ThenBy(x => x.Key, StringComparer.Ordinal).Take(MostMembers)
            .Select(x => $"\n  {x.Key}: {Commands.Shared.Count(x.Value, "baseline")}"));
        return $"{Of(Hits, services, "has", "have")} {what}: {string.Join(", ", counted)}{more}.\n"
            + $"Of these baselines {direct} ask for it directly, and {users} use something of it"
            + (most.Length == 0 ? "." : "; most of all:" + most);
    }

    private void Count(BaselinePackage package, string[] used)
    {
        versions[package.Version] = versions.GetValueOrDefault(package.Version) + 1;
        if (package.IsDirect) direct++;
        if (used.Length > 0) users++;
        foreach (string member in used) members[member] = members.GetValueOrDefault(member) + 1;
    }

    private static string Asks(BaselinePackage package) =>
        package.IsDirect ? "direct" : package.Via.Count > 0 ? "via " + string.Join(", ", package.Via) : "transitive";
}
