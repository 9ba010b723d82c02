using SemverGuard.Baselines;
using SemverGuard.Findings;
using SemverGuard.Metadata;
using SemverGuard.Packages;
using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Compiling;

/// <summary>What the compiler would read of the same source if no package had been upgraded.</summary>
/// <param name="bumps">Those that are taken back.</param>
/// <param name="builds">Where references go that have to be edited.</param>
/// <param name="generators">The generators that the packages had; null to run none of those, and today's in their place.</param>
/// <param name="framework">The project's; null for one that is not known here.</param>
internal sealed class EarlierInputs(
    Situation now, IReadOnlyList<Bump> bumps, BuildPair builds, AssemblyFiles files, EarlierGenerators? generators,
    FrameworkName? framework)
{
    private readonly Baseline baseline = now.Baseline;
    private readonly WorldBuilder worlds = now.Worlds;
    private readonly ProjectAssets graph = now.Graph;
    private readonly Dictionary<string, BaselinePackage> before =
        bumps.ToDictionary(x => x.Id, x => now.Before(x.Id)!, StringComparer.OrdinalIgnoreCase);

    private BuildFiles? buildFiles;

    private BuildFiles OfPackages => buildFiles ??= new([.. Moved(), .. Came()], framework);

    /// <summary>
    /// Each assembly that the compiler would read and the one that it reads in its place, which is mostly the same; without the
    /// framework's that stay.
    /// </summary>
    /// <returns>
    /// Null where there are other ones, a generator that is to run has moved, or a source that a package brings is another one.
    /// </returns>
    public IReadOnlyList<(Reference Before, Reference After)>? Pairs(CompilerInputs inputs)
    {
        if (generators is not null && inputs.Generators.Any(generators.HasMoved)) return null;
        if (!OfPackages.AreSame(inputs.Sources)) return null;
        var (stay, earlier, _) = References(inputs);
        var others = inputs.References.ToLookup(x => x.Name, StringComparer.OrdinalIgnoreCase);
        Reference[] all = [.. stay.Select(x => IsFramework(x) ? x : Project(x)), .. earlier];
        if (all.Length != inputs.References.Count) return null;
        var pairs = all.Select(
            x => (Before: x, After: others[x.Name].FirstOrDefault(y => y.File == x.File) ?? others[x.Name].FirstOrDefault()))
            .Where(x => x.Before.File != x.After?.File || !IsFramework(x.Before)).ToList();
        return pairs.Any(x => x.After is null || x.Before.Aliases != x.After.Aliases) ? null : pairs!;
    }

    public CompilerInputs Of(CompilerInputs inputs)
    {
        var (stay, earlier, moved) = References(inputs);
        var lowered = new ReferenceCopies(builds.ReferencesFolder, Images(stay.Concat(earlier).Where(x => moved.Contains(x.Name))), files);
        return inputs with
        {
            Sources = OfPackages.Of(inputs.Sources),
            AdditionalFiles = OfPackages.Of(inputs.AdditionalFiles),
            ConfigFiles = OfPackages.Of(inputs.ConfigFiles),
            References = [.. stay.Select(x => IsFramework(x) ? x : lowered.Of(Project(x))), .. earlier],
            Generators = generators is null ? inputs.Generators : [.. inputs.Generators.Select(generators.Earlier).OfType<Reference>()],
        };
    }

    /// <summary>The upgrades that brought source which the package, as it was, did not have.</summary>
    public IEnumerable<Bump> BringingSource(CompilerInputs inputs) =>
        bumps.Select(x => (Bump: x, Alone: new EarlierInputs(now, [x], builds, files, generators, framework).OfPackages))
            .Where(x => inputs.Sources.Any(y => x.Alone.Of(y) is null)).Select(x => x.Bump);

    /// <summary>The folders of the upgraded packages, now and before.</summary>
    private IEnumerable<(string From, string? To)> Moved() =>
        from package in before
        let folder = worlds.TodaysFolderOf(package.Key)
        where folder is not null
        select (folder, worlds.FolderOf(package.Value));

    /// <summary>Those of the packages that came with the upgrades; what one of them has may be what one had that is gone.</summary>
    private IEnumerable<(string From, string? To)> Came()
    {
        var stays = Unrelated();
        string?[] gone = [.. baseline.Packages.Where(x => !graph.Libraries.ContainsKey(x.Id)).Select(worlds.FolderOf)];
        return
            from id in worlds.Unknown(baseline)
            where !before.ContainsKey(id) && !stays.Contains(id)
            let folder = worlds.TodaysFolderOf(id)
            where folder is not null
            from other in gone.DefaultIfEmpty()
            select (folder, other);
    }

    /// <summary>What stays, what is there instead of the rest, and the names of the assemblies whose packages moved.</summary>
    private (IReadOnlyList<Reference> Stay, IReadOnlyList<Reference> Earlier, ISet<string> Moved) References(CompilerInputs inputs)
    {
        var earlier = PackagesBefore(inputs);
        var stays = Unrelated();
        var references = inputs.References.Where(
            x => x.Package.Length == 0 || !graph.Libraries.ContainsKey(x.Package) || stays.Contains(x.Package)).ToList();
        var moved = new HashSet<string>(inputs.References.Except(references).Select(x => x.Name)
            .Concat(bumps.SelectMany(x => x.Assemblies)), StringComparer.OrdinalIgnoreCase);
        LetWinAgain(references, earlier, inputs);
        ResolveConflicts(references, earlier, moved);
        return (references, earlier, moved);
    }

    /// <summary>As far as they are on this machine. A package that an upgrade dropped is back, too.</summary>
    private List<Reference> PackagesBefore(CompilerInputs inputs)
    {
        var earlier = new List<Reference>();
        foreach (var package in baseline.Packages.Where(x => before.ContainsKey(x.Id) || !graph.Libraries.ContainsKey(x.Id)))
        {
            var today = Of(package, inputs);
            earlier.AddRange((worlds.CompileAssetsOf(package) ?? []).Select(x => new Reference(x, package.Id)).Select(x => Like(today, x)));
        }
        return earlier;
    }

    /// <summary>Of several packages that bring an assembly of one name, that which won before the upgrades.</summary>
    private void LetWinAgain(List<Reference> references, List<Reference> earlier, CompilerInputs inputs)
    {
        var theirs = new HashSet<string>(earlier.Select(x => x.Name), StringComparer.OrdinalIgnoreCase);
        references.RemoveAll(x => theirs.Contains(x.Name) && graph.Libraries.TryGetValue(x.Package, out var now) && now.IsPackage);
        theirs.UnionWith(references.Select(x => x.Name));
        foreach (var package in baseline.Packages.Where(x => !before.ContainsKey(x.Id)))
        {
            var today = Of(package, inputs);
            earlier.AddRange(worlds.LostByNow(package).Select(x => Like(today, new Reference(x, package.Id)))
                .Where(x => !theirs.Contains(x.Name)));
        }
    }

    private static Reference[] Of(BaselinePackage package, CompilerInputs inputs) =>
        [.. inputs.References.Where(x => x.Package.Equals(package.Id, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Aliases and embedding are the project's wish, and not the version's.</summary>
    /// <param name="today">Of the same package. A project embeds one of its assemblies and not another; an alias is the package's.</param>
    private static Reference Like(Reference[] today, Reference earlier) =>
        (Array.Find(today, x => x.Name.Equals(earlier.Name, StringComparison.OrdinalIgnoreCase))
            ?? new Reference("", Aliases: today.FirstOrDefault()?.Aliases ?? "")) with { File = earlier.File, Package = earlier.Package };

    /// <summary>Which of two assemblies of one name wins, the framework's or a package's, may change with the package's version.</summary>
    /// <param name="moved">Names of the assemblies whose packages moved.</param>
    private void ResolveConflicts(List<Reference> references, IReadOnlyList<Reference> earlier, IEnumerable<string> moved)
    {
        var theirs = new HashSet<string>(earlier.Select(x => x.Name), StringComparer.OrdinalIgnoreCase);
        references.RemoveAll(x => IsFramework(x) && theirs.Contains(x.Name));
        var present = new HashSet<string>(references.Select(x => x.Name).Concat(theirs), StringComparer.OrdinalIgnoreCase);
        foreach (string name in moved.Where(x => !present.Contains(x)))
        {
            if (worlds.Framework.TryGetValue(name, out string? own)) references.Add(new Reference(own));
        }
    }

    private Dictionary<string, AssemblyImage> Images(IEnumerable<Reference> references) =>
        references.Select(x => files.Open(x.File, IsFramework(x))).OfType<AssemblyImage>().GroupBy(x => x.Name)
            .ToDictionary(x => x.Key, x => x.First());

    /// <summary>The output of a referenced project as it was before, where its own build made one.</summary>
    /// <remarks>One that comes through another project has an id as packages have: its own.</remarks>
    private Reference Project(Reference reference)
    {
        if (graph.Libraries.TryGetValue(reference.Package, out var library) && library.IsPackage) return reference;
        return EarlierOutput.Of(reference.File, bumps, files) is { } output ? reference with { File = output } : reference;
    }

    private bool IsFramework(Reference reference) =>
        worlds.Framework.TryGetValue(reference.Name, out string? path) && path == reference.File;

    /// <summary>
    /// Packages that would be there without the upgrades: those of the baseline, and what the project added without their help.
    /// </summary>
    private HashSet<string> Unrelated()
    {
        var unrelated = new HashSet<string>(
            baseline.Packages.Select(x => x.Id).Where(x => !before.ContainsKey(x)), StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(graph.Direct.Concat(graph.Libraries.Values.Where(x => !x.IsPackage).Select(x => x.Id)));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (open.Count > 0)
        {
            string id = open.Dequeue();
            if (before.ContainsKey(id) || !seen.Add(id) || !graph.Libraries.TryGetValue(id, out var library) || MovedWith(library, 0))
                continue;
            unrelated.Add(id);
            foreach (string dependency in library.Dependencies.Keys) open.Enqueue(dependency);
        }
        return unrelated;
    }

    /// <summary>
    /// Whether it has nothing of its own, so that no baseline notes it, and asks for what was upgraded: it moved too, and who asks for its
    /// version got what it brings.
    /// </summary>
    private bool MovedWith(Library library, int depth)
    {
        const int Deepest = 16; // such packages ask for each other twice or thrice, and never in a circle
        return library is { IsPackage: true, HasAssemblies: false } && baseline.Package(library.Id) is null && depth < Deepest
            && library.Dependencies.Keys.Any(
                x => before.ContainsKey(x) || (graph.Libraries.TryGetValue(x, out var next) && MovedWith(next, depth + 1)));
    }
}
