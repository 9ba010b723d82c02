using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Replay.Sides;

/// <summary>Both sides, run one after the other as often as is asked. The one before is in its place first, and again at the end.</summary>
/// <param name="all">What is run.</param>
/// <param name="moved">Simple names of the assemblies whose packages moved.</param>
/// <param name="progress">Told which side comes next.</param>
internal sealed class Rounds(
    SideRunner runner, IReadOnlyList<Runnable> all, BuiltSide before, BuiltSide after, IReadOnlySet<string> moved, WorkFolder work,
    Action<string> progress)
{
    private readonly List<SideRun[]> old = [], now = [];

    private int begun;

    /// <summary>Of each round, what ran.</summary>
    public IReadOnlyList<IReadOnlyList<SideRun>> Before => old;

    public IReadOnlyList<IReadOnlyList<SideRun>> After => now;

    public void Add(RunMode how) => Keep(Run(how));

    /// <returns>Whether it came to its end; if not, it is none of the rounds.</returns>
    public bool AddWhole(RunMode how)
    {
        var round = Run(how);
        bool isWhole = round.Before.Concat(round.After).All(x => x.IsComplete && !x.IsSilent);
        if (isWhole) Keep(round);
        return isWhole;
    }

    private void Keep((SideRun[] Before, SideRun[] After) round)
    {
        old.Add(round.Before);
        now.Add(round.After);
    }

    private (SideRun[] Before, SideRun[] After) Run(RunMode how)
    {
        begun++;
        var first = Run(before, "before", how);
        before.Leave();
        after.Return();
        var second = Run(after, "after", how);
        after.Leave();
        before.Return();
        return (first, second);
    }

    private SideRun[] Run(BuiltSide side, string name, RunMode how)
    {
        string again = begun == 1 ? "" : ": something differs";
        progress($"run {begun}{(how.IsOneByOne ? ", on one processor," : "")} with the packages {name}{again}");
        return [.. all.Select((x, i) => runner.Run(side, x, work.Folder($"{name}-run{begun}.{i}"), moved, how))];
    }
}
