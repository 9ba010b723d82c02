using NuGet.Versioning;
using SemverGuard.Worlds;

namespace SemverGuard.Tool.Solutions;

/// <summary>How much of an upgrade is looked at.</summary>
internal enum Extent
{
    /// <summary>All projects.</summary>
    Whole,

    /// <summary>Project by project until one has a finding, or cannot be checked.</summary>
    UntilFound,
}

/// <summary>
/// Lets NuGet resolve upgrades, and compares them with the solution as it is built; one is resolved while others are compared.
/// </summary>
internal sealed class Previews
{
    private readonly string folder;

    private readonly ProjectToday[] projects;

    // Compilers and comparisons take turns; more of them than processors would only take memory.
    private readonly Turns turns = new(Math.Min(Environment.ProcessorCount, 4));

    private readonly RestoreQueue restores;

    private readonly CandidateCheck check;

    private int count;

    /// <param name="folder">For the projects that NuGet restores.</param>
    /// <param name="isVerdict">
    /// Asked is only what breaks: no ways out are looked for, and a project that has an upgrade through another one alone is not looked at
    /// after that.
    /// </param>
    public Previews(IReadOnlyList<ProjectWorld> worlds, string folder, CancellationToken cancellation, bool isVerdict = false)
    {
        this.folder = folder;
        projects = [.. worlds.Select(x => new ProjectToday(x))];
        restores = new RestoreQueue(new CandidateRestore(worlds), folder, () => turns.AreAllTaken, cancellation);
        check = new CandidateCheck(isVerdict, cancellation);
    }

    /// <summary>
    /// A reference that would be too low for an upgrade is taken along to the version that it needs. Who names the versions means those
    /// alone.
    /// </summary>
    public bool MovesAlong { get; init; }

    /// <param name="versions">Those that are taken together.</param>
    /// <param name="turn">Who has the higher one is compared first.</param>
    /// <exception cref="IOException">A project was not built.</exception>
    public async Task<Preview> Of(IReadOnlyList<PackageVersion> versions, Extent extent = Extent.Whole, int turn = 0)
    {
        var candidate = Made(versions, []);
        var moved = await Restored(candidate);
        for (int round = 0; MovesAlong && round < MostAlong && Widened(candidate, moved) is { } wider; round++)
        {
            candidate = wider;
            moved = await Restored(candidate);
        }
        return await turns.Take(turn, () => check.Of(candidate, moved, extent));
    }

    /// <summary>Whether a project has the package, be it through another.</summary>
    public bool Has(string package) => projects.Any(x => x.Has(package));

    /// <summary>What is taken along may need more to be taken along.</summary>
    private const int MostAlong = 4;

    private Candidate Made(IReadOnlyList<PackageVersion> versions, IReadOnlyList<PackageVersion> along)
    {
        PackageVersion[] all = [.. versions, .. along];
        return new Candidate(all, Path.Combine(folder, "c" + Interlocked.Increment(ref count)))
        {
            Along = along,
            Transitive = [.. all.Select(x => x.Id).Where(x => Has(x) && !projects.Any(y => y.References(x)))],
        };
    }

    /// <returns>
    /// The projects that it moves; what no project has, or a central version that nobody asks for, moves none. A project that others
    /// reference comes before them, and of the rest who asks for the package itself.
    /// </returns>
    private async Task<ProjectToday[]> Restored(Candidate candidate)
    {
        ProjectToday[] moved =
        [
            .. projects.Where(x => candidate.Versions.Any(y => x.Has(y.Id)))
                .OrderBy(x => x.Depth).ThenByDescending(x => candidate.Versions.Any(y => x.References(y.Id))),
        ];
        await restores.Run(candidate, [.. moved.Select(x => x.World.ProjectFile)]);
        return moved;
    }

    /// <returns>Null where nothing more has to be taken along than was.</returns>
    private Candidate? Widened(Candidate candidate, ProjectToday[] moved)
    {
        var needed = moved.SelectMany(candidate.Downgraded).ToLookup(x => x.Id, StringComparer.OrdinalIgnoreCase);
        // What is looked for stays at the version that is looked at.
        PackageVersion[] own = [.. candidate.Versions.Except(candidate.Along)];
        if (needed.Count == 0 || own.Any(x => needed.Contains(x.Id))) return null;
        var along = candidate.Along.Concat(needed.SelectMany(x => x)).GroupBy(x => x.Id, StringComparer.OrdinalIgnoreCase)
            .Select(x => x.MaxBy(y => NuGetVersion.Parse(y.Version))!).OrderBy(x => x.Id, StringComparer.OrdinalIgnoreCase).ToArray();
        return along.SequenceEqual(candidate.Along) ? null : Made(own, along);
    }
}
