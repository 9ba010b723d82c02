using SemverGuard.Tool.Solutions;

namespace SemverGuard.Tool.Replay.Sides;

/// <summary>Both sides, run one after the other as often as is asked. The one before is in its place first, and again at the end.</summary>
/// <param name="all">What is run.</param>
/// <param name="moved">Simple names of the assemblies whose packages moved.</param>
internal sealed class Rounds(
    SideRunner runner, IReadOnlyList<Runnable> all, BuiltSide before, BuiltSide after, IReadOnlySet<string> moved, WorkFolder work)
{
    private readonly List<SideRun[]> old = [], now = [];

    /// <summary>Of each round, what ran.</summary>
    public IReadOnlyList<IReadOnlyList<SideRun>> Before => old;

    public IReadOnlyList<IReadOnlyList<SideRun>> After => now;

    /// <param name="begin">Told which side comes next.</param>
    public void Add(RunMode how, Action<string> begin)
    {
        begin("before");
        old.Add(Run(before, "before"));
        before.Leave();
        after.Return();
        begin("after");
        now.Add(Run(after, "after"));
        after.Leave();
        before.Return();

        SideRun[] Run(BuiltSide side, string name) =>
            [.. all.Select((x, i) => runner.Run(side, x, work.Folder($"{name}-run{old.Count}-{now.Count}.{i}"), moved, how))];
    }
}
