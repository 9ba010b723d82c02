using SemverGuard.Worlds.Assets;
using SemverGuard.Worlds.Baselines;
using SemverGuard.Worlds;

namespace SemverGuard.Worlds.Checks;

/// <summary>
/// The target frameworks of one project move on together: a package that one of them holds, none of them takes.
/// </summary>
/// <remarks>
/// Their builds run in any order, or at the same time. Each writes down what it found before it reads what the others found, so that the
/// last one sees all of them, whichever that is, and moves those that waited for it.
/// </remarks>
internal sealed class FrameworkMoves
{
    private readonly FrameworkState own;

    private readonly (ProjectWorld Project, FrameworkState? State)[] others;

    private readonly HashSet<string> held;

    /// <param name="upgrades">Ids of the packages that are at another version than the baseline has.</param>
    /// <param name="settled">Those of them by which this framework may move on; null for all.</param>
    /// <exception cref="IOException">Nothing could be noted.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing could be noted.</exception>
    public FrameworkMoves(ProjectWorld project, ProjectAssets graph, IReadOnlyList<string> upgrades, IReadOnlyList<string>? settled)
    {
        own = new FrameworkState(Fingerprint.Of([], [project.AssetsFile]), [.. upgrades.Select(Open)]);
        own.Write(project.StateFolder);
        others = [.. project.Others.Select(x => (x, FrameworkState.Read(x.StateFolder)))];
        held = new(others.Select(x => x.State).OfType<FrameworkState>().Append(own).SelectMany(x => x.Upgrades)
            .Where(x => !x.IsSettled).Select(x => x.Id), StringComparer.OrdinalIgnoreCase);

        OpenUpgrade Open(string id) => new(id, settled?.Contains(id, StringComparer.OrdinalIgnoreCase) != false, [.. graph.Around([id])]);
    }

    /// <summary>The frameworks that were not built since NuGet resolved the packages: what they hold is not known.</summary>
    public IReadOnlyList<string> Unknown =>
        [.. others.Where(x => x.State?.Assets != own.Assets && File.Exists(x.Project.BaselineFile)).Select(x => x.Project.Framework)];

    /// <summary>The upgrades that this framework takes; null for all, and whatever came or went.</summary>
    public IReadOnlyList<string>? Taken => own.Upgrades.Count > 0 && Unknown.Count > 0 ? [] : TakenBy(own);

    /// <summary>The others that waited, and what they take.</summary>
    public IEnumerable<(ProjectWorld Project, IReadOnlyList<string>? Taken)> Followers =>
        Unknown.Count > 0 ? [] : others.Where(x => x.State is { Upgrades.Count: > 0 }).Select(x => (x.Project, TakenBy(x.State!)));

    private IReadOnlyList<string>? TakenBy(FrameworkState state)
    {
        var waiting = state.Waiting(held);
        return waiting.Count == 0 ? null : [.. state.Upgrades.Select(x => x.Id).Where(x => !waiting.Contains(x))];
    }
}
