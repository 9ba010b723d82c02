using SemverGuard.Linkage;
using SemverGuard.Metadata;

namespace SemverGuard.Findings;

/// <summary>
/// Looks for the nearest versions with which the application links. Nothing is guessed: an answer was linked just as the upgrade was.
/// </summary>
internal sealed class WaysOut(GuardInput input)
{
    /// <summary>Each costs as much as the check itself.</summary>
    private const int MostTried = 12;

    private readonly List<(LinkFailure Failure, Bump Bump)> failures = [];
    private readonly Dictionary<string, IReadOnlyList<PackageMove>> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All failures of the check must be here before the first answer.</summary>
    public void Add(LinkFailure failure, Bump bump) => failures.Add((failure, bump));

    /// <returns>What to write besides or instead of the upgrade; empty when nothing is proven.</returns>
    public IReadOnlyList<PackageMove> From(Bump bump) => known.TryGetValue(bump.Id, out var moves) ? moves : known[bump.Id] = Search(bump);

    private IReadOnlyList<PackageMove> Search(Bump bump)
    {
        if (input.Alternatives is not { } alternatives || input.RuntimeBefore is null) return [];
        string[] failing = [.. failures.Where(x => x.Bump.Id == bump.Id && x.Failure.IsReached)
            .Select(x => input.PackageOf(x.Failure.From)?.Id).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        var tolerated = new HashSet<(string, string, string)>(
            failures.Where(x => IsTolerated(x.Failure, x.Bump, bump)).Select(x => Key(x.Failure)));
        return alternatives(bump, failing).Take(MostTried).FirstOrDefault(x => Links(x, tolerated))?.Moves ?? [];
    }

    /// <summary>
    /// The application links when some upgrades are taken back and others stay; what its own source then says, only a compiler can tell.
    /// </summary>
    public bool LinksBack(AssemblySet runtime, IReadOnlyCollection<Bump> back)
    {
        var tolerated = new HashSet<(string, string, string)>(
            failures.Where(x => back.All(y => y.Id != x.Bump.Id)).Select(x => Key(x.Failure)));
        var report = Linker.Check(input.RuntimeBefore!, runtime, input.Consumer, input.Sources, input.Uses);
        return report.Damaged.Count == 0
            && report.Failures.All(x => !x.IsReached || x.From == input.Consumer?.Name || tolerated.Contains(Key(x)));
    }

    private bool Links(VersionSet set, HashSet<(string, string, string)> tolerated)
    {
        var report = Linker.Check(input.RuntimeBefore!, set.Runtime, input.Consumer, input.Sources, input.Uses);
        return report.Damaged.Count == 0 && report.Failures.All(x => IsHarmless(x) || tolerated.Contains(Key(x)));
    }

    /// <summary>
    /// Nothing leads there, which is no warning either. The project's own references are another matter: they are what its source says.
    /// </summary>
    private bool IsHarmless(LinkFailure failure) => !failure.IsReached && failure.From != input.Consumer?.Name;

    /// <summary>
    /// Another upgrade's failure has a way out of its own; the project's own goes with the rebuild, if it is known to compile.
    /// </summary>
    private bool IsTolerated(LinkFailure failure, Bump blamed, Bump bump) =>
        blamed.Id != bump.Id || (input.IsRebuilt && input.Recompiled is { Compiles: true } && failure.From == input.Consumer?.Name);

    private static (string, string, string) Key(LinkFailure failure) => (failure.From, failure.Symbol, failure.Exception);
}
