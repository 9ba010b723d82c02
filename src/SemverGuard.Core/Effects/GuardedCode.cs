using System.Reflection.Metadata;

namespace SemverGuard.Effects;

/// <summary>
/// The instructions that some handlers of a body guard: ranges that touch are one, so that a question costs the same however many there
/// are.
/// </summary>
internal sealed class GuardedCode
{
    private readonly List<int> starts = [];

    private readonly List<int> ends = [];

    public GuardedCode(IEnumerable<ExceptionRegion> regions) : this(regions.Select(x => (x.TryOffset, x.TryOffset + x.TryLength))) { }

    private GuardedCode(IEnumerable<(int Start, int End)> ranges)
    {
        foreach (var (start, end) in ranges.OrderBy(x => x.Start))
        {
            int last = ends.Count - 1;
            if (last >= 0 && start <= ends[last])
            {
                ends[last] = Math.Max(ends[last], end);
                continue;
            }
            starts.Add(start);
            ends.Add(end);
        }
    }

    /// <summary>The instructions of the handlers themselves.</summary>
    public static GuardedCode In(IEnumerable<ExceptionRegion> handlers) =>
        new(handlers.Select(x => (x.HandlerOffset, x.HandlerOffset + x.HandlerLength)));

    public bool Contains(int offset)
    {
        int found = starts.BinarySearch(offset), range = found >= 0 ? found : ~found - 1;
        return range >= 0 && offset < ends[range];
    }
}
