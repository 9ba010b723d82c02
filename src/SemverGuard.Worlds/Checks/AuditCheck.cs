using SemverGuard.Api;
using SemverGuard.Findings;
using SemverGuard.Packages;
using SemverGuard.Worlds.Alternatives;
using SemverGuard.Worlds.Assets;

namespace SemverGuard.Worlds.Checks;

/// <summary>A project as it is built today: whether its packages fit together, with no upgrade in sight.</summary>
internal sealed class AuditCheck(ProjectWorld project, IHost host) : UpgradeCheck(project, host)
{
    private protected override void Look()
    {
        using var files = new AssemblyFiles { PathMap = Project.PathMap };
        if (ReadAssets() is not { } graph) return;
        var inventory = Inventory.Of(Project);
        var builder = Setup.Worlds(inventory, graph, files);
        var world = builder.After();
        world = world with { Framework = WithLost(world) };
        if (!File.Exists(Project.AssemblyFile)
            || Consumer.Compiled(Project.AssemblyFile, world, files) is not { Image: { } image } consumer)
            throw new IOException($"'{Path.GetFileName(Project.AssemblyFile)}' was not built");
        var requests = new Requests(graph, _ => false);
        Bump[] packages = [
            .. graph.Libraries.Values.Where(x => x.IsPackage).OrderBy(x => x.Id, StringComparer.OrdinalIgnoreCase).Select(Package)];
        var target = FrameworkName.Parse(Project.Framework);
        var sets = target is null ? null : new VersionSets(graph, inventory, builder, target, files, Setup.Online(graph));
        var input = new GuardInput
        {
            Bumps = packages,
            Uses = consumer.Uses,
            Before = (_, _) => null,
            After = new ApiSurface(world.CompileSet(files)),
            RuntimeAfter = world.RuntimeSet(files, image),
            Consumer = image,
            Sources = consumer.Sources,
            PackageOf = inventory.PackageOf(files, x => graph.Libraries.TryGetValue(x, out var library) ? library.Version : null),
            Alternatives = sets is null ? null
                : (package, failing) => sets.For(package with { Before = Lowest(graph, package, failing) }, failing, image),
        };
        var together = new PackagesTogether(graph, inventory, target, files);
        var facts = packages.SelectMany(x => together.Of(x).Select(y => (x, y)));
        var found = Audit.Check(input, facts, (id, other) => Range(graph, id, other) is { } range ? Versions.Asked(range) : null);
        var unread = files.Damaged.Where(x => world.Runtime.Contains(x.Subject));
        Keep(found with { NotChecked = [.. found.NotChecked, .. unread] }, [.. Owners(found, packages)], graph);

        Bump Package(Library library)
        {
            var assets = inventory.CompileOf(library.Id).Concat(inventory.RuntimeOf(library.Id));
            string[] names = [.. assets.Select(x => x.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
            bool isDirect = graph.Direct.Contains(library.Id);
            var path = isDirect ? null : requests.PathTo(library.Id);
            return new Bump(library.Id, library.Version, library.Version, names, isDirect, path) { IsAsItIs = true };
        }
    }

    /// <summary>
    /// A package's assembly that is not deployed, because the shared framework has it: its targeting pack need not show it.
    /// </summary>
    private Dictionary<string, string> WithLost(World world)
    {
        var all = world.Framework.ToDictionary(x => x.Key, x => x.Value, StringComparer.OrdinalIgnoreCase);
        var deployed = new HashSet<string>(world.Runtime.Select(Path.GetFileNameWithoutExtension), StringComparer.OrdinalIgnoreCase);
        foreach (var lost in Project.LostAssets.Where(x => x["ConflictItemType"] != "Reference"))
        {
            string name = Path.GetFileNameWithoutExtension(lost.FullPath);
            if (!all.ContainsKey(name) && !deployed.Contains(name)) all[name] = lost.FullPath;
        }
        return all;
    }

    /// <summary>Packages about which there is something to say, and what else is at fault.</summary>
    private static IEnumerable<Bump> Owners(GuardReport found, IReadOnlyList<Bump> packages) =>
        packages.Where(x => found.Findings.Any(y => y.Package.Id == x.Id))
            .Concat(
            found.Findings.Select(x => x.Package).Where(x => packages.All(y => y.Id != x.Id)).GroupBy(x => x.Id).Select(x => x.First()));

    /// <summary>
    /// The version that those were built for which fail with this one: between the two may be one with which they do not.
    /// </summary>
    private static string Lowest(ProjectAssets graph, Bump package, IReadOnlyCollection<string> failing) => failing
        .Select(x => Range(graph, x, package.Id) is { } range ? Requests.LowerBound(range) : null)
        .Where(x => x is not null && PackageText.Parse(package.After) is { } now && x < now).Min()?.ToNormalizedString() ?? package.After;

    /// <summary>What one package asks of another; null when it does not ask for it.</summary>
    private static string? Range(ProjectAssets graph, string id, string other) =>
        graph.Libraries.TryGetValue(id, out var library) && library.Dependencies.TryGetValue(other, out string? range) ? range : null;
}
